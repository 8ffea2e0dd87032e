import { Link } from "@tanstack/react-router";
import { Archive, ArchiveRestore } from "lucide-react";
import { useMemo } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Campaign } from "@/contract/types";
import { Ago } from "@/ui/Bits";
import { type BulkAction, BulkBar } from "@/ui/BulkBar";
import { humanise } from "@/ui/format";
import { Card } from "@/ui/Page";
import { Note } from "@/ui/Row";
import { Status } from "@/ui/status";
import { type Column, TableList } from "@/ui/TableList";
import { useSelection } from "@/ui/useSelection";
import { period } from "./CampaignRows";
import classes from "./campaign.module.css";

const archive = ({ id }: Pick<Campaign, "id">) =>
  take(api.DELETE("/api/campaigns/{id}", { params: { path: { id } } })).then(() => ({ id }));
const restore = ({ id }: { id: string }) =>
  take(api.PATCH("/api/campaigns/{id}", { params: { path: { id } }, body: { archived: false } }));

const bulk: BulkAction<Campaign>[] = [
  {
    label: "Archive",
    icon: Archive,
    when: ({ archived, can }) => !archived && can.includes("archiveCampaign"),
    run: archive,
    done: "archived",
    undo: (made) => restore(made as { id: string }),
  },
  {
    label: "Restore",
    icon: ArchiveRestore,
    when: ({ archived, can }) => archived && can.includes("changeCampaign"),
    run: restore,
    done: "restored",
  },
];

const columns: Column<Campaign>[] = [
  {
    key: "title",
    label: "Campaign",
    sort: "name",
    cell: ({ id, name, type, ownerName, phase }) => (
      <>
        <Link to="/campaigns/$campaignId" params={{ campaignId: id }} className={classes.name}>
          {name}
        </Link>
        <Note>{[humanise(type), ownerName].filter(Boolean).join(" · ")}</Note>
        <span className={classes.onlyNarrow}>
          <Status value={phase} />
        </span>
      </>
    ),
  },
  { key: "phase", label: "Status", width: 150, cell: ({ phase }) => <Status value={phase} /> },
  { key: "dates", label: "Dates", sort: "startDate", width: 230, cell: (campaign) => period(campaign) },
  { key: "updated", label: "Updated", sort: "updatedAt", width: 130, cell: ({ updatedAt }) => <Ago at={updatedAt} /> },
];

export function CampaignTable({ items, busy }: { items: Campaign[]; busy: boolean }) {
  const selection = useSelection(useMemo(() => items.map(({ id }) => id), [items]));
  return (
    <>
      <Card>
        <TableList
          label="Campaigns"
          items={items}
          keyOf={({ id }) => id}
          nameOf={({ name }) => name}
          columns={columns}
          selection={selection}
          busy={busy}
        />
      </Card>
      <BulkBar
        items={items.filter(({ id }) => selection.has(id))}
        actions={bulk}
        stale={[keys.campaigns, keys.calendar]}
        clear={selection.clear}
      />
    </>
  );
}
