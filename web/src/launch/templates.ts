import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { CampaignTemplate, NewInstance, TemplateContent, TemplateFilter } from "@/contract/types";
import { counted, plusDays } from "@/ui/format";

export function templatesQuery(filter: TemplateFilter) {
  return queryOptions({
    queryKey: [...keys.campaignTemplates, filter],
    queryFn: () => take(api.GET("/api/templates", { params: { query: filter } })),
    placeholderData: keepPreviousData,
  });
}

export function templateQuery(id: string) {
  return queryOptions({
    queryKey: [...keys.campaignTemplates, id],
    queryFn: () => take(api.GET("/api/templates/{id}", { params: { path: { id } } })),
  });
}

export function templateUsesQuery(id: string, range: { limit: number; offset: number }) {
  return queryOptions({
    queryKey: [...keys.campaignTemplates, id, "usage", range],
    queryFn: () => take(api.GET("/api/templates/{id}/usage", { params: { path: { id }, query: range } })),
    placeholderData: keepPreviousData,
  });
}

export const policyNamesQuery = queryOptions({
  queryKey: [...keys.approvals, "policies"],
  queryFn: () => take(api.GET("/api/approvals/policies")),
});

export const categories: { value: CampaignTemplate["category"]; label: string }[] = [
  { value: "product_launch", label: "Product launch" },
  { value: "email_marketing", label: "E-mail" },
  { value: "lead_generation", label: "Leads" },
  { value: "event_marketing", label: "Events" },
  { value: "seasonal", label: "Seasonal" },
  { value: "brand_awareness", label: "Brand" },
  { value: "content_marketing", label: "Content" },
  { value: "custom", label: "Other" },
];

export const categoryName = (category: string) => categories.find(({ value }) => value === category)?.label ?? "Other";

export type Part = NonNullable<NewInstance["include"]>[number];

export const parts: { part: Part; label: string }[] = [
  { part: "brief", label: "Goal, description and tags" },
  { part: "strategy", label: "Strategy" },
  { part: "budget", label: "Budget shares" },
  { part: "timeline", label: "Tasks and timeline" },
  { part: "creatives", label: "Drafts" },
  { part: "posts", label: "Posts" },
  { part: "mailings", label: "E-mails" },
  { part: "approval_policy", label: "Approval policy" },
];

/** What a template makes, in a line. */
export function summaryOf({ summary }: Pick<CampaignTemplate, "summary">) {
  return [
    summary.posts ? counted(summary.posts, "post") : "",
    summary.mailings ? counted(summary.mailings, "e-mail") : "",
    summary.creatives ? counted(summary.creatives, "draft") : "",
    summary.tasks ? counted(summary.tasks, "task") : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

export interface Planned {
  key: string;
  offset: number | undefined;
  time: string;
  channel: string;
  title: string;
  text: string;
  markdown: boolean;
}

/** Posts and e-mails by their day from the launch, then drafts without one. */
export function plannedItems(content: TemplateContent): Planned[] {
  const drafts = new Map((content.creatives ?? []).map((one) => [one.key, one]));
  const used = new Set([...(content.posts ?? []), ...(content.mailings ?? [])].map(({ creative }) => creative));
  const items: Planned[] = [
    ...(content.posts ?? []).map((post, index) => ({
      key: `post ${index}`,
      offset: post.offsetDays,
      time: post.localTime.slice(0, 5),
      channel: post.platform,
      title: post.title ?? drafts.get(post.creative ?? "")?.name ?? firstLine(post.text),
      text: post.text ?? drafts.get(post.creative ?? "")?.components?.caption ?? "",
      markdown: post.platform === "newsroom",
    })),
    ...(content.mailings ?? []).map((mail, index) => ({
      key: `mail ${index}`,
      offset: mail.offsetDays ?? undefined,
      time: mail.localTime?.slice(0, 5) ?? "",
      channel: "email",
      title: mail.subject ?? mail.name,
      text: mail.markdown ?? mail.preheader ?? "",
      markdown: Boolean(mail.markdown),
    })),
    ...(content.creatives ?? [])
      .filter(({ key }) => !used.has(key))
      .map((draft) => ({
        key: `draft ${draft.key}`,
        offset: undefined,
        time: "",
        channel: draft.kind === "email" ? "email" : (draft.platform ?? ""),
        title: draft.name,
        text: draft.components?.caption ?? draft.components?.markdown ?? draft.brief ?? "",
        markdown: !draft.components?.caption && Boolean(draft.components?.markdown),
      })),
  ];
  return items.sort(
    (a, b) => (a.offset ?? Number.MAX_VALUE) - (b.offset ?? Number.MAX_VALUE) || a.time.localeCompare(b.time),
  );
}

const firstLine = (text: string | null | undefined) => (text ?? "").trim().split("\n")[0] ?? "";

/** `Launch day`, `3 days before`, `2 weeks after`. */
export function dayName(offset: number | undefined) {
  if (offset === undefined) return "No date";
  if (offset === 0) return "Launch day";
  const days = Math.abs(offset);
  const span = days % 7 === 0 ? counted(days / 7, "week") : counted(days, "day");
  return `${span} ${offset < 0 ? "before" : "after"}`;
}

/** A text in pieces: words, and what a person fills in. */
export function pieces(text: string, labels: Map<string, string>) {
  return text.split(/(\[\[[^\]]+\]\])/).map((piece, index) => {
    const inside = /^\[\[([a-z0-9]\w*)([+-]\d+)?(?: (\w+))?\]\]$/i.exec(piece);
    if (!inside) return { key: `${index}`, text: piece, blank: false };
    if (inside[3] === "weekday") return { key: `${index}`, text: "weekday", blank: true };
    const name =
      inside[1] === "day" ? dayName(Number(inside[2] ?? 0)).toLowerCase() : (labels.get(inside[1] ?? "") ?? inside[1]);
    return { key: `${index}`, text: name ?? piece, blank: true };
  });
}

/** Markdown with the names of its placeholders in place of their keys; a link that is one leads nowhere. */
export function readable(text: string, labels: Map<string, string>) {
  const linked = text.replace(/\]\(\[\[\w+\]\]\)/g, "](#)");
  return pieces(linked, labels)
    .map(({ text: piece, blank }) => (blank ? `\`${piece}\`` : piece))
    .join("");
}

/** What would be planned in the past if the launch were on a day. */
export function tooLate(content: TemplateContent, launch: string, today: string) {
  return plannedItems(content).filter(({ offset }) => offset !== undefined && plusDays(launch, offset) < today).length;
}

/** The placeholders that the chosen parts use. */
export function usedPlaceholders({ content, placeholders }: CampaignTemplate, chosen: readonly Part[]) {
  const members: Record<string, Part> = { ...Object.fromEntries(parts.map(({ part }) => [part, part])) };
  members.budgetShares = "budget";
  members.approvalPolicy = "approval_policy";
  const kept = Object.entries(content ?? {}).filter(([name]) => {
    const part = members[name];
    return part !== undefined && chosen.includes(part);
  });
  const text = JSON.stringify(kept);
  return placeholders.filter(({ key }) => text.includes(`[[${key}]]`));
}
