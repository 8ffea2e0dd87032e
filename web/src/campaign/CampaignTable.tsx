import { Link } from "@tanstack/react-router";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Campaign, CampaignFilter } from "@/contract/types";
import { ActionMenu, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { humanise } from "@/ui/format";
import { ListTable } from "@/ui/ListTable";
import { Note } from "@/ui/Row";
import { Status } from "@/ui/status";
import type { Column } from "@/ui/TableList";
import { campaignActions } from "./actions";
import { period } from "./CampaignRows";
import classes from "./campaign.module.css";
import { campaignBulk } from "./campaignBulk";
import { DetailsPanel } from "./DetailsPanel";

const rename = ({ id, version }: Campaign, name: string) =>
  take(api.PATCH("/api/campaigns/{id}", { params: { path: { id } }, body: { name, version } as never }));

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

interface CampaignTableProps {
  items: Campaign[];
  busy: boolean;
  /** What the list shows, all pages of it, and how many that are. */
  filter: CampaignFilter;
  total: number;
}

export function CampaignTable({ items, busy, filter, total }: CampaignTableProps) {
  return (
    <ListTable
      label="Campaigns"
      items={items}
      keyOf={keyOf}
      nameOf={({ name }) => name}
      columns={columns}
      actions={(campaign) => <CampaignMenu campaign={campaign} />}
      bulk={campaignBulk(filter)}
      total={total}
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
