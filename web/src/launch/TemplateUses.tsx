import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Megaphone } from "lucide-react";
import type { CampaignTemplate, TemplateUse } from "@/contract/types";
import { Ago, Pager } from "@/ui/Bits";
import { DataTable } from "@/ui/DataTable";
import { money } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { Status } from "@/ui/status";
import { useAddress, usePage } from "@/ui/useAddress";
import { templateUsesQuery } from "./templates";

const limit = 10;

/** The campaigns that were made from a template, with their results so far. */
export function TemplateUses({ template: { id } }: { template: CampaignTemplate }) {
  const page = usePage(limit);
  const [, change] = useAddress<{ page?: number | undefined }>();
  const uses = useQuery(templateUsesQuery(id, page));
  return (
    <Panel title="Used for" padded={false}>
      <Loaded query={uses} skeleton={<BoneRows count={2} />}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Empty
              icon={Megaphone}
              title="Not used yet"
              text="Campaigns made from this template are listed here, with their results."
            />
          ) : (
            <>
              <DataTable label="Campaigns made from this template">
                <thead>
                  <tr>
                    <th>Campaign</th>
                    <th>Status</th>
                    <th>On time</th>
                    <th data-number>Clicks</th>
                    <th data-number>Conversions</th>
                    <th data-number>Spend</th>
                    <th>Made</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((use) => (
                    <UseRow key={use.campaignId} use={use} />
                  ))}
                </tbody>
              </DataTable>
              <Pager
                total={total}
                limit={limit}
                offset={page.offset}
                onMove={(to) => change({ page: to === 0 ? undefined : to / limit + 1 })}
              />
            </>
          )
        }
      </Loaded>
    </Panel>
  );
}

function UseRow({ use: { campaignId, name, status, by, at, figures, onTime } }: { use: TemplateUse }) {
  const none = "No data";
  return (
    <tr>
      <th scope="row">
        <Link to="/campaigns/$campaignId" params={{ campaignId }}>
          {name}
        </Link>
      </th>
      <td>
        <Status value={status} />
      </td>
      <td>{onTime == null ? "Not launched" : onTime ? "Yes" : "Late"}</td>
      <td data-number>{figures ? figures.clicks.toLocaleString("en") : none}</td>
      <td data-number>{figures ? figures.conversions.toLocaleString("en") : none}</td>
      <td data-number>{figures?.currency ? money(figures.spend, figures.currency) : none}</td>
      <td>
        <Ago at={at} /> by {by}
      </td>
    </tr>
  );
}
