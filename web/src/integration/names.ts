import type { FlowRun, Integration, Tool, ToolCallEntry } from "@/contract/types";

export const kindNames: Record<Integration["kind"], string> = {
  slack_manager: "Slack Manager",
  marketing_agent: "Marketing Agent",
  mailjet_agent: "Mailjet Agent",
  custom: "Custom server",
};

export const kindNotes: Record<Integration["kind"], string> = {
  slack_manager: "Members get their notifications in Slack, and flows can post.",
  marketing_agent: "Its figures become figures of your campaigns, every six hours.",
  mailjet_agent: "Brings over templates, contacts and statistics.",
  custom: "Any other MCP server. Its tools are for flows.",
};

export const stateNames: Record<Integration["state"], string> = {
  connected: "Connected",
  failing: "Failing",
  needs_attention: "Needs attention",
  authorizing: "Sign-in needed",
};

export const toolStates: Record<Tool["state"], string> = {
  allowed: "Allowed",
  blocked: "Blocked",
  changed: "Changed",
  missing: "No longer offered",
};

export const callStates: Record<ToolCallEntry["state"], string> = {
  done: "Done",
  failed: "Failed",
  not_sent: "Not sent",
  unconfirmed: "Unclear",
};

export const runStates: Record<FlowRun["state"], string> = {
  queued: "Waiting",
  running: "Running",
  done: "Done",
  failed: "Failed",
  compensating: "Undoing",
  compensated: "Undone",
  needs_attention: "Needs attention",
};

export const stepStates: Record<FlowRun["steps"][number]["state"], string> = {
  waiting: "Waiting",
  running: "Running",
  done: "Done",
  failed: "Failed",
  skipped: "Skipped",
  unconfirmed: "Unclear",
};

export const undoStates = {
  waiting: "Waits to be undone",
  running: "Is being undone",
  done: "Undone",
  failed: "Could not be undone",
  unconfirmed: "Unclear whether it was undone",
} as const;

/** Where a step calls. */
export function serviceName(service: string) {
  return service === "fanfare" ? "Fanfare" : (kindNames[service as Integration["kind"]] ?? "Integration");
}
