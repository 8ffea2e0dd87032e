import { useMemo } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Campaign, CampaignItem, ScopeItem } from "@/contract/types";
import { ListTable } from "@/ui/ListTable";
import { namesAmong } from "@/ui/names";
import { platformName } from "@/ui/platforms";
import { Status } from "@/ui/status";
import type { Column, Rename } from "@/ui/TableList";
import { TestInboxTag } from "@/ui/TestInbox";
import classes from "./content.module.css";
import { ItemChannel, ItemMenu, ItemOwner, ItemTime, ItemTitle } from "./ItemParts";
import { ItemPreview } from "./ItemPreview";
import { bulkActions } from "./itemBulk";
import { groupNames } from "./items";

interface ItemTableProps {
  campaign: Campaign;
  items: CampaignItem[];
  by: "time" | "channel" | undefined;
  busy: boolean;
}

/** The title of a post is what readers see, so it is changed in the post; the others have a name of their own. */
const rename: Rename<CampaignItem> = {
  when: ({ can }) => can.includes("changeCreative") || can.includes("changeMailing"),
  name: ({ title }) => title,
  longest: 300,
  save: ({ kind, id, version }, name) =>
    kind === "mailing"
      ? take(api.PATCH("/api/email/{id}", { params: { path: { id } }, body: { name, version } as never }))
      : take(api.PATCH("/api/creatives/{id}", { params: { path: { id } }, body: { name, version } as never })),
};

/** The items of a campaign as rows, under headings where they are in the order of these. */
export function ItemTable({ campaign, items, by, busy }: ItemTableProps) {
  const zone = campaign.timeZone;
  const name = useMemo(() => namesAmong(items), [items]);
  const columns = useMemo(
    (): Column<CampaignItem>[] => [
      {
        key: "title",
        label: "Item",
        sort: "title",
        cell: (item) => <ItemTitle item={item} name={name(item)} zone={zone} />,
      },
      {
        key: "channel",
        label: "Channel",
        sort: "channel",
        width: 130,
        spare: true,
        cell: (item) => <ItemChannel item={item} />,
      },
      { key: "state", label: "State", sort: "state", width: 220, cell: (item) => <ItemState item={item} /> },
      { key: "time", label: "Time", sort: "time", width: 186, cell: (item) => <ItemTime item={item} zone={zone} /> },
      { key: "owner", label: "Owner", width: 76, spare: true, cell: (item) => <ItemOwner item={item} /> },
    ],
    [zone, name],
  );
  const group = {
    time: (item: CampaignItem) => groupNames[item.group],
    channel: ({ channel }: CampaignItem) => (channel === "any" ? "Any channel" : platformName(channel)),
  };
  const bulk = useMemo(
    () => Object.values(bulkActions(campaign.id, campaign.can.includes("schedulePost"))),
    [campaign.id, campaign.can],
  );
  return (
    <ListTable
      label="Content"
      items={items}
      keyOf={keyOf}
      nameOf={name}
      columns={columns}
      group={by ? group[by] : undefined}
      actions={(item) => <ItemMenu item={item} />}
      bulk={bulk}
      rename={rename}
      peek={(item) => <ItemPreview campaign={campaign} item={item as unknown as ScopeItem} scope="content" />}
      stale={[keys.campaign(campaign.id), keys.calendar, keys.approvals]}
      busy={busy}
    />
  );
}

const keyOf = ({ id }: CampaignItem) => id;
const before = ["draft", "needs_approval", "in_review", "changes_requested", "scheduled"];

/** An e-mail that would reach no one says so. */
function ItemState({ item: { kind, state } }: { item: CampaignItem }) {
  return (
    <span className={classes.state}>
      <Status value={state} />
      {kind === "mailing" && before.includes(state) ? <TestInboxTag /> : null}
    </span>
  );
}
