import type { AuditEntry } from "@/contract/types";

/** A person or key by its name; what the house does by itself is done by Fanfare. */
export function nameOfActor({ kind, name }: AuditEntry["actor"]) {
  return kind === "system" ? "Fanfare" : (name ?? "Somebody who left");
}
