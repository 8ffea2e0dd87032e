import type { TemplateContent } from "@/contract/types";

const percent = 100;

/** Shares as people write them: 35 and not 0.35. */
export function withPercent(content: TemplateContent): TemplateContent {
  return content.budgetShares
    ? {
        ...content,
        budgetShares: content.budgetShares.map(({ channel, share }) => ({
          channel,
          share: Math.round(share * percent * percent) / percent,
        })),
      }
    : content;
}

/** As the server takes them; a number that was emptied is left out. */
export function withShares(content: TemplateContent): TemplateContent {
  const shares = content.budgetShares?.map(({ channel, share }) => ({ channel, share: Number(share) / percent }));
  return withoutEmptyNumbers(shares ? { ...content, budgetShares: shares } : content) as TemplateContent;
}

const numbers = new Set(["offsetDays", "startOffsetDays", "durationDays", "dueOffsetDays"]);
const optional = new Set(["title", "subject", "preheader", "brief", "localTime"]);

function withoutEmptyNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmptyNumbers);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inside]) => !(inside === "" && (numbers.has(key) || optional.has(key))))
      .map(([key, inside]) => [key, withoutEmptyNumbers(inside)]),
  );
}
