import { useQuery } from "@tanstack/react-query";
import type { HealthPart } from "@/contract/types";
import { spanOfTime } from "@/ui/format";
import { Rows } from "@/ui/List";
import { Panel } from "@/ui/Page";
import { Row, RowEnd } from "@/ui/Row";
import { BoneRows, Loaded } from "@/ui/States";
import { Status } from "@/ui/status";
import { healthQuery } from "./queries";
import { useSource } from "./source";

const names: Record<string, string> = {
  database: "Database",
  files: "File storage",
  ledger: "Messages",
  jobs: "Jobs",
  lanes: "Background work",
  audit: "Audit trail",
  mail: "Mail server",
  renderer: "Renderer",
  memory: "Memory",
  disk: "Disk",
  nodes: "Nodes",
};
export const statusNames: Record<string, string> = { up: "Healthy", degraded: "Degraded", down: "Down" };

/** Each part of the system: how it is, and what to do where it is not well. */
export function HealthPanel() {
  const health = useQuery(healthQuery(useSource()));
  const { status, version, uptimeSeconds } = health.data ?? {};
  return (
    <Panel title="Health" padded={false} aside={status ? <Status value={status} label={statusNames[status]} /> : null}>
      <Loaded query={health} skeleton={<BoneRows count={8} height={52} />}>
        {({ parts }) => <Rows items={parts} keyOf={({ name }) => name} row={(part) => <PartRow part={part} />} />}
      </Loaded>
      {version ? <Version version={version} seconds={uptimeSeconds ?? 0} /> : null}
    </Panel>
  );
}

function PartRow({ part }: { part: HealthPart }) {
  const { name, status, detail, fix, latencyMs } = part;
  return (
    <Row title={names[name] ?? name} note={[detail, fix].filter(Boolean).join(" ")} wraps>
      <RowEnd wide>{latencyMs == null ? null : <span>{latencyMs} ms</span>}</RowEnd>
      <Status value={status} label={statusNames[status]} />
    </Row>
  );
}

function Version({ version, seconds }: { version: string; seconds: number }) {
  const start = new Date(Date.now() - seconds * 1000).toISOString();
  return <Row title="Version" note={`${version}, running for ${spanOfTime(start, new Date().toISOString())}`} />;
}
