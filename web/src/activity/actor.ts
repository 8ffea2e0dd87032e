import type { AuditEntry } from "@/contract/types";

/** A person or key by its name; automatic changes are made by Fanfare. */
export function nameOfActor({ kind, name }: AuditEntry["actor"]) {
  return kind === "system" ? "Fanfare" : (name ?? "Former member");
}
