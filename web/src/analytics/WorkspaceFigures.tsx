import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { DataTable } from "@/ui/DataTable";
import { Panel } from "@/ui/Page";
import { BoneRows, Loaded } from "@/ui/States";
import { campaignStatusName, Status } from "@/ui/status";
import classes from "./analytics.module.css";
import { figureOf, isEmpty, present } from "./figures";
import { summaryQuery } from "./queries";

/** What each campaign brought so far; nothing while none has figures. */
export function WorkspaceFigures() {
  const summary = useQuery(summaryQuery);
  if (summary.data?.items.every(({ figures }) => isEmpty(figures))) return null;
  return (
    <Panel title="Campaign results" padded={false}>
      <Loaded query={summary} skeleton={<BoneRows count={3} height={45} />}>
        {({ items }) => {
          const rows = items
            .filter(({ figures }) => !isEmpty(figures))
            .toSorted((a, b) => b.figures.impressions - a.figures.impressions)
            .slice(0, 6);
          const columns = present(rows.map(({ figures }) => figures)).slice(0, 4);
          return (
            <DataTable label="Figures by campaign">
              <thead>
                <tr>
                  <th scope="col">Campaign</th>
                  {columns.map(({ key, label }) => (
                    <th key={key} scope="col">
                      {label}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ campaignId, name, status, figures }) => (
                  <tr key={campaignId}>
                    <th scope="row" className={classes.campaign}>
                      <Link to="/campaigns/$campaignId/results" params={{ campaignId }} className={classes.plain}>
                        {name}
                      </Link>
                      {status === "draft" ? null : <Status value={status} label={campaignStatusName(status)} />}
                    </th>
                    {columns.map((metric) => (
                      <td key={metric.key}>{figureOf(figures, metric, true)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </DataTable>
          );
        }}
      </Loaded>
    </Panel>
  );
}
