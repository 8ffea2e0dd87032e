import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Mail } from "lucide-react";
import type { Campaign, Mailing } from "@/contract/types";
import { ActionButton, ActionMenu, pick, useActions, useOffer } from "@/ui/actions";
import { Ago, PlannedAt } from "@/ui/Bits";
import { counted } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { RowLink } from "@/ui/RowLink";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { Status } from "@/ui/status";
import ui from "@/ui/ui.module.css";
import { mailingActions, newMailingActions } from "./actions";
import classes from "./email.module.css";
import { shareOf } from "./MailingMetrics";
import { mailingMetricsQuery, mailingsQuery } from "./queries";

export function MailingList({ campaign }: { campaign: Campaign }) {
  const mailings = useQuery(mailingsQuery(campaign.id));
  const bound = useActions(newMailingActions, campaign);
  useOffer(bound);
  const [create] = pick(bound, "createMailing");
  return (
    <Panel
      title="Mailings"
      padded={false}
      aside={mailings.data?.items.length ? <ActionButton action={create} size="xs" /> : null}
    >
      <Loaded query={mailings} skeleton={<BoneRows count={3} height={61} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              icon={Mail}
              title="No mailings yet"
              text="Send a mailing to a segment or a list of addresses. Each person gets it once."
            >
              {create ? (
                <Button onClick={create.perform} leftSection={<create.icon size={15} aria-hidden />}>
                  Write the first mailing
                </Button>
              ) : null}
            </Empty>
          ) : (
            <ul className={ui.rows}>
              {items.map((mailing) => (
                <li key={mailing.id}>
                  <MailingRow mailing={mailing} zone={campaign.timeZone} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}

function MailingRow({ mailing, zone }: { mailing: Mailing; zone: string }) {
  const bound = useActions(mailingActions, mailing);
  const out = ["sending", "paused", "sent"].includes(mailing.status);
  return (
    <div className={ui.row} data-open>
      <div className={ui.rowMain}>
        <RowLink
          to="/campaigns/$campaignId/content/mailings/$mailingId"
          params={{ campaignId: mailing.campaignId, mailingId: mailing.id }}
        >
          {mailing.name || mailing.subject}
        </RowLink>
        <p className={`${ui.rowNote} ${ui.wraps}`}>
          {mailing.subject && mailing.subject !== mailing.name ? `“${mailing.subject}” · ` : ""}
          {mailing.segmentName ?? counted(mailing.recipientCount, "recipient")} ·{" "}
          {mailing.sentAt ? (
            <>
              sent <Ago at={mailing.sentAt} />
            </>
          ) : mailing.scheduledFor ? (
            <PlannedAt at={mailing.scheduledFor} zone={mailing.timeZone ?? zone} short />
          ) : (
            "not scheduled"
          )}
        </p>
      </div>
      {out ? <Reached mailing={mailing} /> : null}
      <Status value={mailing.status} />
      <span className={`${ui.rowAside} ${ui.above}`}>
        <span className={ui.hideNarrow}>
          <ActionButton action={pick(bound, "resumeMailing", "pauseMailing")[0]} size="xs" />
        </span>
        <ActionMenu actions={bound} label={`Actions for ${mailing.name}`} />
      </span>
    </div>
  );
}

/** How many it reached and moved, for those that left. */
function Reached({ mailing }: { mailing: Mailing }) {
  const metrics = useQuery(mailingMetricsQuery(mailing.campaignId, mailing.id));
  if (!metrics.data) return null;
  const { delivered, recipients, opens, clicks } = metrics.data;
  return (
    <dl className={`${classes.reached} ${ui.hideNarrow}`}>
      <div>
        <dt>Delivered</dt>
        <dd>
          {delivered.toLocaleString("en")}
          {delivered < recipients ? <small> of {recipients.toLocaleString("en")}</small> : null}
        </dd>
      </div>
      <div>
        <dt>Opened</dt>
        <dd>{delivered > 0 ? shareOf(opens.unique, delivered) : "—"}</dd>
      </div>
      <div>
        <dt>Clicked</dt>
        <dd>{delivered > 0 ? shareOf(clicks.unique, delivered) : "—"}</dd>
      </div>
    </dl>
  );
}
