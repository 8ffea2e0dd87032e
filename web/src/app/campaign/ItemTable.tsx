import { Modal } from "@mantine/core";
import { useMemo, useState } from "react";
import { keys } from "@/contract/keys";
import type { Campaign, CampaignItem, ScopeItem } from "@/contract/types";
import { BulkBar } from "@/ui/BulkBar";
import { Card } from "@/ui/Page";
import { platformName } from "@/ui/platforms";
import { Status } from "@/ui/status";
import { type Column, TableList } from "@/ui/TableList";
import { useSelection } from "@/ui/useSelection";
import { ItemChannel, ItemMenu, ItemOwner, ItemTime, ItemTitle } from "./ItemParts";
import { ItemPreview } from "./ItemPreview";
import { bulkActions, groupNames } from "./items";

interface ItemTableProps {
  campaign: Campaign;
  items: CampaignItem[];
  by: "time" | "channel" | undefined;
  busy: boolean;
}

/** The items of a campaign as rows, under headings where they are in the order of these. */
export function ItemTable({ campaign, items, by, busy }: ItemTableProps) {
  const zone = campaign.timeZone;
  const selection = useSelection(useMemo(() => items.map(({ id }) => id), [items]));
  const [peeked, peek] = useState<CampaignItem>();
  const columns = useMemo(
    (): Column<CampaignItem>[] => [
      { key: "title", label: "Item", sort: "title", cell: (item) => <ItemTitle item={item} zone={zone} /> },
      { key: "channel", label: "Channel", sort: "channel", width: 130, cell: (item) => <ItemChannel item={item} /> },
      { key: "state", label: "State", sort: "state", width: 168, cell: (item) => <Status value={item.state} /> },
      { key: "time", label: "Time", sort: "time", width: 168, cell: (item) => <ItemTime item={item} zone={zone} /> },
      { key: "owner", label: "Owner", width: 76, cell: (item) => <ItemOwner item={item} /> },
    ],
    [zone],
  );
  const group = {
    time: (item: CampaignItem) => groupNames[item.group],
    channel: ({ channel }: CampaignItem) => (channel === "any" ? "Any channel" : platformName(channel)),
  };
  return (
    <>
      <Card>
        <TableList
          label="Content"
          items={items}
          keyOf={({ id }) => id}
          nameOf={({ title }) => title}
          columns={columns}
          group={by ? group[by] : undefined}
          selection={selection}
          actions={(item) => <ItemMenu item={item} />}
          peek={peek}
          busy={busy}
        />
      </Card>
      <BulkBar
        items={items.filter(({ id }) => selection.has(id))}
        actions={bulkActions(campaign.id, campaign.can.includes("schedulePost"))}
        stale={[keys.campaign(campaign.id), keys.calendar, keys.approvals]}
        clear={selection.clear}
      />
      <Modal opened={Boolean(peeked)} onClose={() => peek(undefined)} title={peeked?.title} size="lg">
        {peeked ? <ItemPreview campaign={campaign} item={peeked as unknown as ScopeItem} scope="content" /> : null}
      </Modal>
    </>
  );
}
