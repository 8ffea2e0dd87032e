import { ActionIcon, Text } from "@mantine/core";
import { Pencil } from "lucide-react";
import type { Campaign } from "@/contract/types";
import { type Bound, pick } from "@/ui/actions";
import { humanise, zoneOffset } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { platformName } from "@/ui/platforms";
import ui from "@/ui/ui.module.css";
import { period, Tags } from "./CampaignRows";

export function DetailsPanel({ campaign, actions }: { campaign: Campaign; actions: Bound[] }) {
  const [edit] = pick(actions, "changeCampaign");
  return (
    <Panel
      title="Details"
      aside={
        edit ? (
          <ActionIcon onClick={edit.perform} aria-label={edit.label}>
            <Pencil size={15} />
          </ActionIcon>
        ) : null
      }
    >
      {campaign.objective ? (
        <Text mb="sm" style={{ overflowWrap: "anywhere" }}>
          {campaign.objective}
        </Text>
      ) : null}
      <dl className={ui.facts}>
        <dt>Type</dt>
        <dd>{humanise(campaign.type)}</dd>
        <dt>Dates</dt>
        <dd>{period(campaign)}</dd>
        <dt>Time zone</dt>
        <dd>{campaign.timeZone === "UTC" ? "UTC" : `${campaign.timeZone} (${zoneOffset(campaign.timeZone)})`}</dd>
        <dt>Channels</dt>
        <dd>{campaign.channels.map(platformName).join(", ") || "—"}</dd>
        <dt>Priority</dt>
        <dd>{humanise(campaign.priority)}</dd>
        <dt>Owner</dt>
        <dd>{campaign.ownerName ?? "—"}</dd>
        <dt>Tags</dt>
        <dd>
          <Tags tags={campaign.tags} />
        </dd>
      </dl>
      {campaign.description ? (
        <Text mt="sm" c="dimmed" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {campaign.description}
        </Text>
      ) : null}
    </Panel>
  );
}
