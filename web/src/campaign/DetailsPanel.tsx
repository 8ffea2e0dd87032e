import { ActionIcon, Text } from "@mantine/core";
import { Pencil } from "lucide-react";
import type { Campaign } from "@/contract/types";
import { type Bound, pick } from "@/ui/actions";
import { humanise, readableDays, zoneOffset } from "@/ui/format";
import { Facts } from "@/ui/layout";
import { Panel } from "@/ui/Page";
import { platformName } from "@/ui/platforms";
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
          {readableDays(campaign.objective)}
        </Text>
      ) : null}
      <Facts
        facts={[
          ["Type", humanise(campaign.type)],
          ["Dates", period(campaign)],
          [
            "Time zone",
            campaign.timeZone === "UTC" ? "UTC" : `${campaign.timeZone} (${zoneOffset(campaign.timeZone)})`,
          ],
          ["Channels", campaign.channels.map(platformName).join(", ") || "—"],
          ["Priority", humanise(campaign.priority)],
          ["Owner", campaign.ownerName ?? "—"],
          ["Tags", <Tags key="tags" tags={campaign.tags} />],
        ]}
      />
      {campaign.description ? (
        <Text mt="sm" c="dimmed" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {campaign.description}
        </Text>
      ) : null}
    </Panel>
  );
}
