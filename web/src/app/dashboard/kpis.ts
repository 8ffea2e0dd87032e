import { shown } from "@/analytics/figures";
import type { Kpi } from "@/contract/types";
import type { Tile } from "./tiles";

const kinds = { count: "count", share: "rate", money: "money", ratio: "ratio" } as const;

/** A key figure as people read it. */
export function valueWords({ unit, currency }: Kpi, value: number | null | undefined): string;
export function valueWords(kpi: Kpi): string;
export function valueWords(kpi: Kpi, value: number | null | undefined = kpi.value) {
  if (value === null || value === undefined) return "No data";
  if (kpi.unit === "hours" && value < 0.1) return "< 0.1 h";
  if (kpi.unit === "hours") return value < 48 ? `${rounded(value)} h` : `${rounded(value / 24)} days`;
  if (kpi.unit === "days") return `${rounded(value)} days`;
  return shown(kinds[kpi.unit], value, kpi.currency, true);
}

const rounded = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 1 });

/** `+12%`, with whether that is good; money spent is neither. */
export function changeWords({ change, better, key }: Kpi) {
  if (change === null || change === undefined) return undefined;
  const percent = Math.round(change * 100);
  const text = `${percent > 0 ? "+" : percent < 0 ? "−" : "±"}${Math.abs(percent).toLocaleString("en")}%`;
  if (percent === 0 || key === "spend") return { text, tone: "neutral" as const };
  return { text, tone: percent > 0 === (better === "up") ? ("good" as const) : ("bad" as const) };
}

/** What the figure was before; nothing where that is unknown. */
export function previousWords(kpi: Kpi) {
  return kpi.previous === null ? undefined : `In the period before: ${valueWords(kpi, kpi.previous)}.`;
}

/** What a key figure is made of, by its name in the address. */
export function openedKpi(items: Kpi[], key: string | undefined): Tile | undefined {
  const kpi = items.find((one) => one.key === key);
  if (!kpi?.rows) return undefined;
  return {
    key: kpi.key,
    label: kpi.label,
    title: `${kpi.label}: ${valueWords(kpi)}`,
    counted: { count: 0, rows: kpi.rows },
    tone: "neutral",
  };
}
