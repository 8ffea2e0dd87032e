import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Mail } from "lucide-react";
import type { Campaign, Mailing } from "@/contract/types";
import { ActionButton, ActionMenu, pick, useActions, useOffer } from "@/ui/actions";
import { PlannedAt } from "@/ui/Bits";
import { counted } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { Status } from "@/ui/status";
import ui from "@/ui/ui.module.css";
import { mailingActions, newMailingActions } from "./actions";
import { mailingsQuery } from "./queries";

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
              title="No mailing yet"
              text="A mailing goes to the people you paste in, each exactly once."
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
  return (
    <div className={ui.row} data-open>
      <div className={ui.rowMain}>
        <Link
          className={`${ui.stretch} ${ui.rowTitle}`}
          style={{ display: "block", color: "inherit", textDecoration: "none" }}
          to="/campaigns/$campaignId/content/mailings/$mailingId"
          params={{ campaignId: mailing.campaignId, mailingId: mailing.id }}
        >
          {mailing.subject || mailing.name}
        </Link>
        <p className={ui.rowNote}>
          {counted(mailing.recipientCount, "recipient")} ·{" "}
          {mailing.scheduledFor ? (
            <PlannedAt at={mailing.scheduledFor} zone={mailing.timeZone ?? zone} short />
          ) : (
            "no time set"
          )}
        </p>
      </div>
      <Status value={mailing.status} />
      <span className={`${ui.rowAside} ${ui.above}`}>
        <ActionMenu actions={bound} label={`Actions for ${mailing.name}`} />
      </span>
    </div>
  );
}
