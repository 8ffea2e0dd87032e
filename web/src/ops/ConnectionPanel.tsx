import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Plug } from "lucide-react";
import { take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { MonitoredConnection } from "@/contract/types";
import { humanise } from "@/ui/format";
import { ListPanel } from "@/ui/List";
import { Row, RowEnd } from "@/ui/Row";
import { FormProblem } from "@/ui/States";
import { Status } from "@/ui/status";
import { useWrite } from "@/ui/useWrite";
import { connectionsQuery } from "./queries";
import { useSource } from "./source";
import { When } from "./When";

const states = { ok: "Works", failing: "Failing", untested: "Not tested", disabled: "Off" } as const;

/** The services that the workspace is connected to, each with its last test. */
export function ConnectionPanel() {
  const { client, ...source } = useSource();
  const connections = useQuery(connectionsQuery({ client, ...source }));
  const test = useWrite({
    run: (name: string) =>
      take(client.POST("/api/monitoring/integrations/{name}/test", { params: { path: { name } } })),
    stale: [keys.monitoring],
  });
  return (
    <ListPanel
      title="Connections"
      query={connections}
      keyOf={({ name }) => name}
      row={(connection) => (
        <ConnectionRow
          connection={connection}
          test={() => test.mutate(connection.name)}
          busy={test.isPending && test.variables === connection.name}
        />
      )}
      empty={{
        icon: Plug,
        title: "No connections",
        text: "Your mail server, Slack, social accounts and webhooks appear here once you connect them.",
      }}
    >
      <FormProblem error={test.error} />
    </ListPanel>
  );
}

interface ConnectionRowProps {
  connection: MonitoredConnection;
  test: () => void;
  busy: boolean;
}

function ConnectionRow({ connection, test, busy }: ConnectionRowProps) {
  const { title, kind, state, lastTest } = connection;
  return (
    <Row
      title={title}
      note={`${humanise(kind)}${lastTest ? ` · ${lastTest.detail}` : ""}`}
      wraps
      actions={
        <Button size="xs" variant="default" onClick={test} loading={busy} aria-label={`Test ${title}`}>
          Test
        </Button>
      }
    >
      <RowEnd wide>{lastTest ? <When at={lastTest.at} /> : null}</RowEnd>
      <Status value={state} label={states[state]} />
    </Row>
  );
}
