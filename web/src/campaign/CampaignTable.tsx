import { Link } from "@tanstack/react-router";
import { Archive, ArchiveRestore } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Campaign } from "@/contract/types";
import { ActionMenu, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import type { BulkAction } from "@/ui/BulkBar";
import { humanise } from "@/ui/format";
import { ListTable } from "@/ui/ListTable";
import { Note } from "@/ui/Row";
import { Status } from "@/ui/status";
import type { Column } from "@/ui/TableList";
import { campaignActions } from "./actions";
import { period } from "./CampaignRows";
import classes from "./campaign.module.css";
import { DetailsPanel } from "./DetailsPanel";

const archive = ({ id }: Pick<Campaign, "id">) =>
  take(api.DELETE("/api/campaigns/{id}", { params: { path: { id } } })).then(() => ({ id }));
const restore = ({ id }: { id: string }) =>
  take(api.PATCH("/api/campaigns/{id}", { params: { path: { id } }, body: { archived: false } }));
const rename = ({ id, version }: Campaign, name: string) =>
  take(api.PATCH("/api/campaigns/{id}", { params: { path: { id } }, body: { name, version } as never }));

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
  {
    key: "updated",
    label: "Updated",
    sort: "updatedAt",
    width: 130,
    spare: true,
    cell: ({ updatedAt }) => <Ago at={updatedAt} />,
  },
];

function CampaignMenu({ campaign }: { campaign: Campaign }) {
  return <ActionMenu actions={useActions(campaignActions, campaign)} label={`Actions for ${campaign.name}`} />;
}

export function CampaignTable({ items, busy }: { items: Campaign[]; busy: boolean }) {
  return (
    <ListTable
      label="Campaigns"
      items={items}
      keyOf={keyOf}
      nameOf={({ name }) => name}
      columns={columns}
      actions={(campaign) => <CampaignMenu campaign={campaign} />}
      bulk={bulk}
      rename={{
        when: ({ archived, can }) => !archived && can.includes("changeCampaign"),
        name: ({ name }) => name,
        longest: 200,
        save: rename,
      }}
      peek={(campaign) => <DetailsPanel campaign={campaign} actions={[]} />}
      stale={[keys.campaigns, keys.calendar]}
      busy={busy}
    />
  );
}

const keyOf = ({ id }: Campaign) => id;
