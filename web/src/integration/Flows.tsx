import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { ListChecks, Play, Plus, Workflow } from "lucide-react";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { Flow, FlowRun } from "@/contract/types";
import { ActionMenu, type Bound, canDo, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { FormModal } from "@/ui/Form";
import { ListPanel } from "@/ui/List";
import { Row } from "@/ui/Row";
import { Status, Tag } from "@/ui/status";
import { flowActions } from "./actions";
import { FlowForm } from "./FlowForm";
import { runStates, serviceName } from "./names";
import { flowRunsQuery, flowsQuery } from "./queries";
import { RunFlow } from "./RunFlow";

/** Flows that combine services. */
export function Flows() {
  const me = useMe();
  const [adding, form] = useDisclosure();
  return (
    <ListPanel
      title="Flows"
      query={useQuery(flowsQuery)}
      bones={3}
      create={
        may(me, "integration.manage") ? (
          <Button size="xs" variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={form.open}>
            Add flow
          </Button>
        ) : null
      }
      keyOf={({ id }) => id}
      row={(flow) => <FlowRow flow={flow} />}
      empty={{ icon: Workflow, title: "No flows yet", text: "A flow calls several services one after the other." }}
    >
      <FormModal opened={adding} close={form.close} title="Add flow" size={680}>
        <FlowForm close={form.close} />
      </FormModal>
    </ListPanel>
  );
}

function FlowRow({ flow }: { flow: Flow }) {
  const [running, run] = useDisclosure();
  const [editing, edit] = useDisclosure();
  const bound = useActions(flowActions, flow);
  const group = "This flow";
  const more: Bound[] = [
    ...(canDo(flow, "runFlow")
      ? [{ name: "runFlow", label: "Run", icon: Play, group, perform: run.open, running: false }]
      : []),
    ...(canDo(flow, "changeFlow")
      ? [{ name: "editFlow", label: "Edit", icon: Workflow, group, perform: edit.open, running: false }]
      : []),
    ...bound,
  ];
  const services = [...new Set(flow.steps.map(({ service }) => serviceName(service)))].join(", ");
  return (
    <>
      <Row
        title={flow.name}
        note={flow.description ?? services}
        wraps
        actions={<ActionMenu actions={more} label={`Actions for ${flow.name}`} />}
      >
        {flow.builtIn ? <Tag>Ready-made</Tag> : null}
      </Row>
      <FormModal opened={running} close={run.close} title={`Run ${flow.name}`}>
        <RunFlow flow={flow} close={run.close} />
      </FormModal>
      <FormModal opened={editing} close={edit.close} title={`Edit ${flow.name}`} size={680}>
        <FlowForm flow={flow} close={edit.close} />
      </FormModal>
    </>
  );
}

/** The latest runs of all flows. */
export function FlowRuns() {
  return (
    <ListPanel
      title="Runs"
      query={useQuery(flowRunsQuery)}
      bones={2}
      keyOf={({ id }) => id}
      row={(run) => <RunRow run={run} />}
      empty={{ icon: ListChecks, title: "No runs yet", text: "Runs of flows appear here with each of their steps." }}
    />
  );
}

function RunRow({ run }: { run: FlowRun }) {
  return (
    <Row
      place={{ to: "/settings/integrations/runs/$runId", params: { runId: run.id } }}
      title={run.name}
      note={
        <>
          {run.by} · <Ago at={run.createdAt} />
        </>
      }
    >
      <Status value={run.state} label={runStates[run.state]} />
    </Row>
  );
}
