import type { Figures } from "@/contract/types";
import { money } from "@/ui/format";

export type MetricKey = Exclude<keyof Figures, "currency" | "otherMoney" | "openRateBasis">;
type Kind = "count" | "money" | "rate" | "ratio";

export interface Metric {
  key: MetricKey;
  label: string;
  kind: Kind;
  /** Which way is good; money spent is neither. */
  better: "more" | "less" | "neither";
}

const metric = (key: MetricKey, label: string, kind: Kind, better: Metric["better"] = "more"): Metric => ({
  key,
  label,
  kind,
  better,
});

/** Every figure by its word, its form, and which way is good. */
export const metrics: Metric[] = [
  metric("impressions", "Impressions", "count"),
  metric("clicks", "Clicks", "count"),
  metric("ctr", "Click rate", "rate"),
  metric("conversions", "Conversions", "count"),
  metric("conversionRate", "Conversion rate", "rate"),
  metric("spend", "Spend", "money", "neither"),
  metric("revenue", "Revenue", "money"),
  metric("roas", "Return on spend", "ratio"),
  metric("costPerConversion", "Cost per conversion", "money", "less"),
  metric("cpc", "Cost per click", "money", "less"),
  metric("cpm", "CPM", "money", "less"),
  metric("reach", "Reach", "count"),
  metric("engagements", "Engagements", "count"),
  metric("sent", "E-mails sent", "count", "neither"),
  metric("delivered", "Delivered", "count"),
  metric("opens", "Opens", "count"),
  metric("openRate", "Open rate", "rate"),
  metric("posts", "Posts", "count", "neither"),
];

/** What an open rate counts, in words; other metrics count what their name says. */
export function basisOf({ openRateBasis }: Figures, { key }: Metric) {
  if (key !== "openRate" || !openRateBasis) return undefined;
  return openRateBasis === "unique"
    ? { short: "readers", long: "Readers who opened, as a share of delivered e-mails." }
    : {
        short: "all opens",
        long: "All opens, as a share of delivered e-mails. A reader may be counted several times.",
      };
}

export function metricOf(key: string | undefined) {
  return metrics.find((known) => known.key === key);
}

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** A figure as people read it; what can't be divided is a dash. */
export function shown(
  kind: Kind,
  value: number | null | undefined,
  currency: string | null | undefined,
  short = false,
) {
  if (value === null || value === undefined) return "—";
  switch (kind) {
    case "rate":
      return `${(value * 100).toLocaleString("en", { maximumFractionDigits: value < 0.1 ? 2 : 1 })}%`;
    case "ratio":
      return `${value.toLocaleString("en", { maximumFractionDigits: 2 })}×`;
    case "money":
      if (!currency) return value === 0 ? "—" : value.toLocaleString("en");
      return short && Math.abs(value) >= 100_000
        ? new Intl.NumberFormat("en", { style: "currency", currency, notation: "compact" }).format(value)
        : money(Math.round(value * 100) / 100, currency);
    default:
      return short && Math.abs(value) >= 100_000 ? compact.format(value) : value.toLocaleString("en");
  }
}

export function figureOf(figures: Figures, { key, kind }: Metric, short = false) {
  return shown(kind, figures[key], figures.currency, short);
}

/** `+12%`, with whether that is good. */
export function changeOf(change: number | null | undefined, { better }: Metric) {
  if (change === null || change === undefined) return undefined;
  const percent = Math.round(change * 100);
  const text = `${percent > 0 ? "+" : percent < 0 ? "−" : "±"}${Math.abs(percent).toLocaleString("en")}%`;
  if (percent === 0 || better === "neither") return { text, tone: "neutral" as const };
  return { text, tone: percent > 0 === (better === "more") ? ("good" as const) : ("bad" as const) };
}

/** What is worth showing: the figures that are there, in the order of the list. */
export function present(figures: Figures[]) {
  return metrics.filter(({ key }) => figures.some((one) => Boolean(one[key])));
}

/** Counted by Fanfare itself, so nothing of it is 0; of everything else nothing means that no one has reported it. */
const own: MetricKey[] = ["impressions", "clicks", "opens", "sent", "delivered", "posts"];

/** Whether a figure is unknown instead of 0. */
export function isMissing(figures: Figures, { key }: Metric) {
  return !figures[key] && !own.includes(key);
}

export function isEmpty(figures: Figures) {
  return metrics.every(({ key }) => !figures[key]);
}

/** At most so many points: neighbours are put together, counts by their sum and rates by their mean. */
export function thinned<T extends { date: string; value: number | null; open?: boolean }>(
  days: T[],
  kind: Kind,
  most = 400,
) {
  if (days.length <= most) return days;
  const size = Math.ceil(days.length / most);
  return Array.from({ length: Math.ceil(days.length / size) }, (_, at) => {
    const part = days.slice(at * size, at * size + size);
    const known = part.flatMap(({ value }) => (value === null ? [] : [value]));
    const sum = known.reduce((total, value) => total + value, 0);
    const mean = kind === "rate" || kind === "ratio";
    const open = part.some((day) => day.open);
    return { ...(part[0] as T), open, value: known.length === 0 ? null : mean ? sum / known.length : sum };
  });
}
