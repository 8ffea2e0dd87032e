import { useQuery } from "@tanstack/react-query";
import { DataTable } from "@/ui/DataTable";
import { humaniseOperation } from "@/ui/format";
import { Facts } from "@/ui/layout";
import { Panel, PanelBody } from "@/ui/Page";
import { BoneRows, Loaded } from "@/ui/States";
import { metricsQuery } from "./queries";
import { useSource } from "./source";

const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;

/** Requests of the last five minutes, and which operations take how long. */
export function MetricsPanel() {
  const metrics = useQuery(metricsQuery(useSource()));
  return (
    <Panel title="Requests in the last five minutes" padded={false}>
      <Loaded query={metrics} skeleton={<BoneRows count={5} />}>
        {({ http, database, ledger, jvm, disk }) => (
          <>
            <PanelBody>
              <Facts
                facts={[
                  ["Requests", `${http.perMinute} per minute`],
                  ["Response time", `${http.p50} ms median, ${http.p95} ms p95, ${http.p99} ms p99`],
                  ["Failed", percent(http.errorRate)],
                  ["Database", `${database.latencyMs} ms per statement`],
                  ["Messages due", `${ledger.dueNow}, unknown outcome: ${ledger.unconfirmed}`],
                  jvm && ["Memory", `${percent(jvm.heap)} of the heap, ${jvm.threads} threads`],
                  disk && ["Disk", `${percent(disk.freeShare)} free`],
                ]}
              />
            </PanelBody>
            <DataTable label="Operations">
              <thead>
                <tr>
                  <th scope="col">Operation</th>
                  <th scope="col">Requests</th>
                  <th scope="col">Median</th>
                  <th scope="col">p95</th>
                  <th scope="col">Failed</th>
                </tr>
              </thead>
              <tbody>
                {http.operations.slice(0, 20).map(({ operation, requests, p50, p95, errorRate }) => (
                  <tr key={operation}>
                    <th scope="row">{humaniseOperation(operation)}</th>
                    <td>{requests}</td>
                    <td>{p50} ms</td>
                    <td>{p95} ms</td>
                    <td>{percent(errorRate)}</td>
                  </tr>
                ))}
              </tbody>
            </DataTable>
          </>
        )}
      </Loaded>
    </Panel>
  );
}
