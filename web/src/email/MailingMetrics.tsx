import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Mailing } from "@/contract/types";
import { Panel } from "@/ui/Page";
import { Bone, Loaded } from "@/ui/States";
import classes from "./email.module.css";
import { mailingMetricsQuery } from "./queries";

/** What became of the mails, once they leave. */
export function MailingMetrics({ mailing }: { mailing: Mailing }) {
  const metrics = useQuery(mailingMetricsQuery(mailing.campaignId, mailing.id));
  return (
    <Panel
      title="What became of it"
      aside={
        <Link to="/deliveries" search={{ campaignId: mailing.campaignId, channel: "email" }} className={classes.more}>
          Deliveries
        </Link>
      }
    >
      <Loaded query={metrics} skeleton={<Bone height={48} />}>
        {({ recipients, delivered, waiting, failed, unconfirmed, unsubscribes, excluded }) => (
          <dl className={classes.metrics}>
            <Figure name="Recipients" value={recipients} />
            <Figure name="Delivered" value={delivered} />
            {waiting > 0 ? <Figure name="On the way" value={waiting} /> : null}
            {failed > 0 ? <Figure name="Failed" value={failed} /> : null}
            {unconfirmed > 0 ? <Figure name="Unconfirmed" value={unconfirmed} /> : null}
            <Figure name="Unsubscribed" value={unsubscribes} />
            <Figure name="Left out" value={Object.values(excluded).reduce((sum, count) => sum + count, 0)} />
          </dl>
        )}
      </Loaded>
    </Panel>
  );
}

function Figure({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value.toLocaleString("en")}</dd>
    </div>
  );
}
