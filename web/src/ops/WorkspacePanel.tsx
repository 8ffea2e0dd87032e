import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Pager } from "@/ui/Bits";
import { DataTable } from "@/ui/DataTable";
import { bytes } from "@/ui/format";
import { Panel, PanelBody } from "@/ui/Page";
import { BoneRows, Loaded } from "@/ui/States";
import { workspacesQuery } from "./queries";
import { useSource } from "./source";

const columns = [
  ["members", "Members"],
  ["campaigns", "Campaigns"],
  ["contacts", "Contacts"],
  ["deliveries", "Messages"],
] as const;

/** Who uses how much. */
export function WorkspacePanel() {
  const [offset, setOffset] = useState(0);
  const list = useQuery(workspacesQuery(useSource(), offset));
  return (
    <Panel title="Workspaces" padded={false}>
      <Loaded query={list} skeleton={<BoneRows count={4} />}>
        {({ items, total, limit }) => (
          <>
            <DataTable label="Workspaces">
              <thead>
                <tr>
                  <th scope="col">Workspace</th>
                  <th scope="col">Requests per minute</th>
                  <th scope="col">p95</th>
                  {columns.map(([key, label]) => (
                    <th scope="col" key={key}>
                      {label}
                    </th>
                  ))}
                  <th scope="col">Files</th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ id, name, sizes, requestsPerMinute, p95 }) => (
                  <tr key={id}>
                    <th scope="row">{name}</th>
                    <td>{requestsPerMinute}</td>
                    <td>{p95} ms</td>
                    {columns.map(([key]) => (
                      <td key={key}>{sizes[key]?.toLocaleString("en") ?? "–"}</td>
                    ))}
                    <td>{sizes.fileBytes === undefined ? "–" : bytes(sizes.fileBytes)}</td>
                  </tr>
                ))}
              </tbody>
            </DataTable>
            <PanelBody>
              <Pager total={total} limit={limit} offset={offset} onMove={setOffset} />
            </PanelBody>
          </>
        )}
      </Loaded>
    </Panel>
  );
}
