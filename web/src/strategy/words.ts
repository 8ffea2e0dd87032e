import { humanise, shortDay } from "@/ui/format";
import { platformName } from "@/ui/platforms";

type Bag = Record<string, unknown>;

export function isBag(value: unknown): value is Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Any part of a strategy as people read it; it comes back in the form it was sent. */
export function wordsOf(value: unknown): string {
  if (value === null || value === undefined || value === "") return "";
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join("\n");
  if (typeof value === "number") return value.toLocaleString("en");
  if (!isBag(value)) return String(value);
  if ("metric" in value || "target" in value) return goalWords(value);
  if ("posts" in value && "per" in value) return `${value.posts} per ${value.per}`;
  const { name, description, share, ...rest } = value;
  const head = [name, description].filter(Boolean).map(String).join(": ");
  const tail = Object.entries(rest)
    .filter(([, part]) => wordsOf(part) !== "")
    .map(([key, part]) => `${nameOf(key)}: ${wordsOf(part).replaceAll("\n", ", ")}`);
  return [[head, shareWords(share)].filter(Boolean).join(", "), ...tail].filter(Boolean).join("\n");
}

function goalWords({ metric, target, unit, baseline, by, ...rest }: Bag) {
  const figure = [target, unit].map(wordsOf).filter(Boolean).join(" ");
  const from = wordsOf(baseline) ? ` from ${wordsOf(baseline)}` : "";
  const due = by ? ` by ${/^\d{4}-\d{2}-\d{2}/.test(String(by)) ? shortDay(String(by).slice(0, 10)) : by}` : "";
  const more = Object.entries(rest)
    .filter(([, part]) => wordsOf(part) !== "")
    .map(([key, part]) => `${nameOf(key)}: ${wordsOf(part).replaceAll("\n", ", ")}`);
  const head = [metric ? humanise(String(metric)) : "", `${figure}${from}`].filter(Boolean).join(": ");
  return [`${head}${due}`, ...more].join("; ");
}

function shareWords(share: unknown) {
  return typeof share === "number" ? `${Math.round(share * 100)}%` : "";
}

/** `dailyBudget` → `Daily budget`. */
export function nameOf(key: string) {
  return humanise(key.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase());
}

/** A list of lines, whatever the form. */
export function linesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean);
  return wordsOf(value).split("\n").filter(Boolean);
}

/** One entry of a comparison: a member of an object comes as its name and value. */
export function entryWords(field: string, item: unknown) {
  if (field === "platforms") return platformName(String(item));
  if (!isBag(item) || !("value" in item)) return wordsOf(item);
  const name = String(item.name);
  if (field === "cadence")
    return `${platformName(name)}: ${wordsOf(item.value)}${typeof item.value === "number" ? " per week" : ""}`;
  return `${nameOf(name)}: ${wordsOf(item.value).replaceAll("\n", ", ")}`;
}
