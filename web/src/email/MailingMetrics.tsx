import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Mailing, MailingFigures } from "@/contract/types";
import { counted } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { Bone, Loaded, Notice } from "@/ui/States";
import classes from "./email.module.css";
import { mailingMetricsQuery } from "./queries";

/** What became of the mails, once they leave. People and machines are counted apart: many inboxes open every mail to look into it. */
export function MailingMetrics({ mailing }: { mailing: Mailing }) {
  const metrics = useQuery(mailingMetricsQuery(mailing.campaignId, mailing.id));
  return (
    <Panel
      title="Results"
      aside={
        <Link
          to="/campaigns/$campaignId/results/e-mails/$mailingId"
          params={{ campaignId: mailing.campaignId, mailingId: mailing.id }}
          className={classes.more}
        >
          Report with click map
        </Link>
      }
    >
      <Loaded query={metrics} skeleton={<Bone height={120} />}>
        {(known) => {
          const {
            recipients,
            delivered,
            captured,
            waiting,
            failed,
            unconfirmed,
            unsubscribes,
            bounces,
            blocked,
            complaints,
            excluded,
          } = known;
          return (
            <>
              {captured > 0 ? <CapturedNotice captured={captured} /> : null}
              <dl className={classes.metrics}>
                <Figure name="Recipients" value={recipients} />
                <Figure name="Delivered" value={delivered} />
                {captured > 0 ? <Figure name="Captured" value={captured} /> : null}
                {waiting > 0 ? <Figure name="In progress" value={waiting} /> : null}
                {failed > 0 ? <Figure name="Failed" value={failed} /> : null}
                {bounces.hard + bounces.soft > 0 ? <Figure name="Bounced" value={bounces.hard + bounces.soft} /> : null}
                {blocked > 0 ? <Figure name="Blocked" value={blocked} /> : null}
                {complaints > 0 ? <Figure name="Reported as spam" value={complaints} /> : null}
                {unconfirmed > 0 ? <Figure name="Unconfirmed" value={unconfirmed} /> : null}
                <Figure name="Unsubscribed" value={unsubscribes} />
                <Figure name="Skipped" value={Object.values(excluded).reduce((sum, count) => sum + count, 0)} />
              </dl>
              <Reactions known={known} />
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}

/** Without a mail server no one received anything; that is shown before any figure. */
export function CapturedNotice({ captured }: { captured: number }) {
  return (
    <div className={classes.captured}>
      <Notice tone="warn" title={`${counted(captured, "e-mail")} went to the Test inbox`}>
        <p>No mail server was connected, so no one received {captured === 1 ? "it" : "them"}.</p>
        <p>
          <Link to="/settings/credentials" search={{ add: "smtp" }} className={classes.more}>
            Connect a mail server
          </Link>{" "}
          ·{" "}
          <Link to="/inbox" className={classes.more}>
            Open Test inbox
          </Link>
        </p>
      </Notice>
    </div>
  );
}

function Reactions({ known }: { known: MailingFigures }) {
  const { opens, clicks, delivered } = known;
  const rows = [
    { name: "Opened", tally: opens },
    { name: "Clicked", tally: clicks },
  ];
  return (
    <table className={classes.reactions}>
      <thead>
        <tr>
          <td />
          <th scope="col" title="Unique people">
            People
          </th>
          <th scope="col" title="Total, without bots">
            Total
          </th>
          <th scope="col" title="Total, including bots">
            Incl. bots
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, tally }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <b>{tally.unique.toLocaleString("en")}</b>
              {delivered > 0 ? <small> {shareOf(tally.unique, delivered)}</small> : null}
            </td>
            <td>{tally.human.toLocaleString("en")}</td>
            <td>{tally.raw.toLocaleString("en")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function shareOf(part: number, whole: number) {
  return `${((part / whole) * 100).toLocaleString("en", { maximumFractionDigits: 1 })}%`;
}

function Figure({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value.toLocaleString("en")}</dd>
    </div>
  );
}
