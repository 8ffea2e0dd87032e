import { Trash2, XCircle } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Flow, FlowRun, Integration } from "@/contract/types";
import { type Action, canDo } from "@/ui/actions";

export const integrationActions: Action<Integration>[] = [
  {
    name: "deleteIntegration",
    label: "Disconnect",
    icon: Trash2,
    group: "This integration",
    danger: true,
    when: (integration) => canDo(integration, "deleteIntegration"),
    ask: ({ name }) => ({
      title: `Disconnect ${name}?`,
      text: "Its token and its log are deleted, and flows that use it can no longer run. This can't be undone.",
      confirm: "Disconnect",
    }),
    run: ({ id }) => take(api.DELETE("/api/integrations/{id}", { params: { path: { id } } })),
    done: "Integration disconnected.",
    stale: () => [keys.integrations],
  },
];

export const flowActions: Action<Flow>[] = [
  {
    name: "deleteFlow",
    label: "Delete",
    icon: Trash2,
    group: "This flow",
    danger: true,
    when: (flow) => canDo(flow, "deleteFlow"),
    ask: ({ name }) => ({
      title: `Delete ${name}?`,
      text: "Its runs stay. This can't be undone.",
      confirm: "Delete flow",
    }),
    run: ({ id }) => take(api.DELETE("/api/flows/{id}", { params: { path: { id } } })),
    done: "Flow deleted.",
    stale: () => [keys.integrations],
  },
];

export const flowRunActions: Action<FlowRun>[] = [
  {
    name: "cancelFlowRun",
    label: "Cancel run",
    icon: XCircle,
    group: "This run",
    when: (run) => canDo(run, "cancelFlowRun") && (run.state === "queued" || run.state === "running"),
    ask: () => ({
      title: "Cancel this run?",
      text: "The call that is being made is finished. Then what was done is undone, the last step first.",
      confirm: "Cancel run",
    }),
    run: ({ id }) => take(api.POST("/api/flow-runs/{id}/cancel", { params: { path: { id } } })),
    done: "The run is canceled.",
    stale: () => [keys.integrations],
  },
];
