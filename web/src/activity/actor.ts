import type { AuditEntry } from "@/contract/types";
import { humanise } from "@/ui/format";

/** What the server calls creatives and mailings are drafts and e-mails to people. Names in quotes stay as they are. */
export function inWords(text: string) {
  return text
    .split(/(“[^”]*”)/)
    .map((part) =>
      part.startsWith("“")
        ? part
        : part
            .replace(/\bcreative(s?)\b/g, "draft$1")
            .replace(/\bmailing(s?)\b/g, "e-mail$1")
            .replace(/\ba render job for\b/g, "the file"),
    )
    .join("");
}

/** A person or key by its name; automatic changes are made by Fanfare. */
export function nameOfActor({ kind, name }: AuditEntry["actor"]) {
  return kind === "system" ? "Fanfare" : (name ?? "Former member");
}

const kinds: Partial<Record<string, string>> = {
  creative: "Draft",
  mailing: "E-mail",
  mailing_template: "E-mail layout",
};

/** What the subject of an entry is called. */
export const kindOf = ({ kind }: { kind: string }) => kinds[kind] ?? humanise(kind);
