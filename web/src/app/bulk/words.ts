import type { QueryKey } from "@tanstack/react-query";
import { keys } from "@/contract/keys";
import type { BulkChange } from "@/contract/types";
import { counted, humanise } from "@/ui/format";

const nouns: Record<BulkChange["kind"], [string, string]> = {
  campaigns_update: ["campaign", "campaigns"],
  campaigns_transition: ["campaign", "campaigns"],
  campaigns_archive: ["campaign", "campaigns"],
  tasks_update: ["task", "tasks"],
  tasks_assign: ["task", "tasks"],
  approvals_decide: ["review", "reviews"],
  undo: ["item", "items"],
};

const word = (value: unknown) => humanise(String(value)).toLowerCase();

const parts: Record<string, (value: unknown) => string> = {
  priority: (value) => `priority ${word(value)}`,
  type: (value) => `type ${word(value)}`,
  status: (value) => `status ${word(value)}`,
  ownerId: () => "new owner",
  tags: () => "tags",
  due: (value) => `due ${value}`,
  shiftDays: (value) => `dates moved by ${counted(Number(value), "day")}`,
};

function changeOf({ kind, change }: BulkChange) {
  if (kind === "campaigns_archive") return "Archive";
  if (kind === "campaigns_transition") return `Set status ${word(change.to)}`;
  if (kind === "tasks_assign") return change.assignee === "none" ? "Remove assignee" : "Assign";
  if (kind === "approvals_decide") return humanise(String(change.decision));
  if (kind === "undo") return "Undo";
  const words = Object.entries(change).flatMap(([name, value]) => parts[name]?.(value) ?? []);
  return `Change: ${words.join(", ")}`;
}

/** What was asked for, such as “Archive 340 campaigns”. */
export function titleOf(bulk: BulkChange) {
  const [one, many] = nouns[bulk.kind];
  const count = counted(bulk.total, one, many);
  return changeOf(bulk).startsWith("Change")
    ? `${changeOf(bulk).replace("Change", `Change ${count}`)}`
    : `${changeOf(bulk)} – ${count}`;
}

export function resultOf({ done, failed, skipped }: Pick<BulkChange, "done" | "failed" | "skipped">) {
  return [
    `${done.toLocaleString("en")} done`,
    failed > 0 ? `${failed.toLocaleString("en")} failed` : null,
    skipped > 0 ? `${skipped.toLocaleString("en")} skipped` : null,
  ]
    .filter(Boolean)
    .join(" · ");
}

export const staleAfter: QueryKey[] = [keys.campaigns, keys.everyCampaign, keys.tasks, keys.approvals, keys.calendar];
