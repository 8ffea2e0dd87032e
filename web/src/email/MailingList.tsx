import { Box } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Mail } from "lucide-react";
import type { Campaign, Mailing } from "@/contract/types";
import { ActionButton, ActionMenu, pick, useActions, useOffer } from "@/ui/actions";
import { Ago, PlannedAt } from "@/ui/Bits";
import { counted } from "@/ui/format";
import { ListPanel } from "@/ui/List";
import { Row, Wide } from "@/ui/Row";
import { Status, Tag } from "@/ui/status";
import { TestInboxTag } from "@/ui/TestInbox";
import { layoutActions, mailingActions, newMailingActions } from "./actions";
import classes from "./email.module.css";
import { shareOf } from "./MailingMetrics";
import { mailingMetricsQuery, mailingsQuery } from "./queries";

const actions = [...mailingActions, ...layoutActions];

export function MailingList({ campaign }: { campaign: Campaign }) {
  const mailings = useQuery(mailingsQuery(campaign.id));
  const bound = useActions(newMailingActions, campaign);
  useOffer(bound);
  const [create] = pick(bound, "createMailing");
  return (
    <ListPanel
      title="Mailings"
      query={mailings}
      create={<ActionButton action={create} size="xs" />}
      keyOf={({ id }) => id}
      row={(mailing) => <MailingRow mailing={mailing} zone={campaign.timeZone} />}
      empty={{
        icon: Mail,
        title: "No mailings yet",
        text: "Send a mailing to a segment or a list of addresses. Each person gets it once.",
        actions: create ? <ActionButton action={{ ...create, label: "Create a mailing" }} primary /> : null,
      }}
    />
  );
}

function MailingRow({ mailing, zone }: { mailing: Mailing; zone: string }) {
  const bound = useActions(actions, mailing);
  const { id, campaignId, name, subject, status, sentAt, scheduledFor, timeZone } = mailing;
  return (
    <Row
      place={{ to: "/campaigns/$campaignId/content/mailings/$mailingId", params: { campaignId, mailingId: id } }}
      title={name || subject}
      wraps
      note={
        <>
          {subject && subject !== name ? `“${subject}” · ` : ""}
          {mailing.segmentName ?? counted(mailing.recipientCount, "recipient")} ·{" "}
          {sentAt ? (
            <>
              sent <Ago at={sentAt} />
            </>
          ) : scheduledFor ? (
            <PlannedAt at={scheduledFor} zone={timeZone ?? zone} short />
          ) : (
            "not scheduled"
          )}
        </>
      }
      actions={
        <>
          <Wide>
            <ActionButton action={pick(bound, "resumeMailing", "pauseMailing")[0]} size="xs" />
          </Wide>
          <ActionMenu actions={bound} label={`Actions for ${name}`} />
        </>
      }
    >
      {["sending", "paused", "sent"].includes(status) ? <Reached mailing={mailing} /> : null}
      {sentAt ? null : <TestInboxTag />}
      <Status value={status} />
    </Row>
  );
}

/** How many it reached, and how many of them opened and clicked. */
function Reached({ mailing }: { mailing: Mailing }) {
  const metrics = useQuery(mailingMetricsQuery(mailing.campaignId, mailing.id));
  if (!metrics.data) return null;
  const { delivered, captured, recipients, opens, clicks } = metrics.data;
  if (captured > 0 && delivered === 0)
    return (
      <Wide>
        <Tag tone="warn">Test inbox only</Tag>
      </Wide>
    );
  return (
    <Box component="dl" className={classes.reached} visibleFrom="sm">
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
    </Box>
  );
}
