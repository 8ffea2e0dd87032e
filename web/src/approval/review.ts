import type { ItemContent, ReviewDetails, ReviewItem } from "@/contract/types";
import { humanise } from "@/ui/format";

/** One item of a campaign in all the reviews that include it: its words, its time, its budget. */
export interface Entry {
  key: string;
  kind: string;
  id: string;
  title: string;
  state: "open" | "approved" | "changes_requested";
  parts: Part[];
}

export interface Part {
  review: ReviewDetails;
  item: ReviewItem;
}

/** The items of reviews, each once. A draft whose content another item takes is decided with that item. */
export function entriesOf(reviews: ReviewDetails[]): Entry[] {
  const entries = new Map<string, Entry>();
  for (const review of reviews) {
    const used = new Set(review.items.flatMap(({ draft, uses }) => (draft ? [] : uses)));
    for (const item of review.items) {
      const key = `${item.kind}:${item.id}`;
      if (item.draft && used.has(key)) continue;
      const entry = entries.get(key) ?? {
        key,
        kind: item.kind,
        id: item.id,
        title: item.title,
        state: "open",
        parts: [],
      };
      entry.parts.push({ review, item });
      entries.set(key, entry);
    }
  }
  return [...entries.values()].map((entry) => ({ ...entry, state: stateOf(entry) })).sort(byTime);
}

function stateOf({ parts }: Entry): Entry["state"] {
  if (parts.some(({ item }) => item.state === "changes_requested")) return "changes_requested";
  return parts.every(({ item }) => item.state === "approved") ? "approved" : "open";
}

const timeOf = ({ parts }: Entry) => contentOf(parts)?.at ?? "9";
const byTime = (a: Entry, b: Entry) => timeOf(a).localeCompare(timeOf(b));

export function contentOf(parts: Part[]) {
  return parts.find(({ item }) => item.current)?.item.current ?? undefined;
}

/** The title of an entry with its channel. */
export function namedEntry({ title, parts }: Pick<Entry, "title" | "parts">) {
  return { title, channel: contentOf(parts)?.channel };
}

/** The version that a reviewer last decided about, and what is there now; nothing once the item is approved as it is. */
export function changeOf({ parts, state }: Pick<Entry, "parts" | "state">) {
  const change = differenceOf(parts);
  return change && state === "approved" && isSame(change.before, change.after) ? undefined : change;
}

function isSame(before: ItemContent, after: ItemContent) {
  return JSON.stringify(before) === JSON.stringify(after);
}

function differenceOf(parts: Part[]) {
  const now = contentOf(parts);
  if (!now) return undefined;
  const sent = parts.find(({ item }) => item.sentBack?.content)?.item.sentBack;
  if (sent?.content)
    return { before: sent.content, after: now, at: sent.at, since: `since ${sent.by} requested changes`, asked: sent };
  const approved = parts.find(({ item }) => item.approved)?.item;
  if (!approved?.approved) return undefined;
  return { before: approved.approved, after: now, at: approved.approvedAt, since: "since the approval" };
}

/** The parts of an entry that a person can decide on now. */
export function decidable({ parts }: Entry, verdict: "approve" | "change") {
  return parts.filter(
    ({ review, item }) =>
      review.state === "open" &&
      review.can.includes(verdict === "approve" ? "approveReview" : "requestReviewChanges") &&
      !item.ownWork &&
      (verdict === "change" || (item.state !== "approved" && (item.waitsForYou || review.stages.length === 1))),
  );
}

/** Whether nothing decides on these entries after the stages that are open. */
export function isLastStage(entries: Entry[]) {
  return entries.every(({ parts }) =>
    parts.every(({ review }) => review.stages.every(({ state }) => state !== "waiting")),
  );
}

/** The next entry that is still open after this one, or before it. */
export function nextOpen(entries: Entry[], key: string | undefined) {
  const at = entries.findIndex((entry) => entry.key === key);
  const later = [...entries.slice(at + 1), ...entries.slice(0, Math.max(0, at))];
  return later.find(({ state }) => state === "open");
}

/** What people call a kind of item. */
export function kindName(kind: string) {
  const names: Record<string, string> = { mailing: "E-mail", creative: "Draft" };
  return names[kind] ?? humanise(kind);
}
