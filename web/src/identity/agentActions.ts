import { CirclePlay, OctagonX, Unplug } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Agent } from "@/contract/types";
import type { Action } from "@/ui/actions";

const group = "This agent";
const stale = () => [keys.agents, keys.audit];

export const agentActions: Action<Agent>[] = [
  {
    name: "stopAgent",
    label: "Switch off",
    icon: OctagonX,
    group,
    when: ({ stoppedAt }) => !stoppedAt,
    run: ({ id }) => take(api.POST("/api/agents/{id}/stop", { params: { path: { id } } })),
    done: "Agent switched off. Its next call is refused.",
    stale,
  },
  {
    name: "resumeAgent",
    label: "Switch on",
    icon: CirclePlay,
    group,
    when: ({ stoppedAt }) => Boolean(stoppedAt),
    run: ({ id }) => take(api.POST("/api/agents/{id}/resume", { params: { path: { id } } })),
    done: "Agent switched on.",
    stale,
  },
  {
    name: "disconnectAgent",
    label: "Disconnect",
    icon: Unplug,
    group,
    danger: true,
    when: () => true,
    ask: ({ name, kind }) => ({
      title: `Disconnect ${name}?`,
      text:
        kind === "api_key"
          ? "It can no longer use MCP. The API key stays valid for the REST API until you revoke it."
          : "Its access ends now. It can come back only if someone connects it again.",
      confirm: "Disconnect agent",
    }),
    run: ({ id }) => take(api.DELETE("/api/agents/{id}", { params: { path: { id } } })),
    done: "Agent disconnected.",
    stale,
  },
];
