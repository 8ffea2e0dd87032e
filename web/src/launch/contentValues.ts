import type { CampaignTemplate, TemplateContent } from "@/contract/types";
import { humanise } from "@/ui/format";

const percent = 100;

const minutes = "08:30".length;
const shortTime = <T extends { localTime?: string | null }>(one: T) =>
  one.localTime ? { ...one, localTime: one.localTime.slice(0, minutes) } : one;

/** As people write it: 35 and not 0.35, 08:30 and not 08:30:00. */
export function withPercent(given: TemplateContent): TemplateContent {
  const content = {
    ...given,
    ...(given.posts ? { posts: given.posts.map(shortTime) } : {}),
    ...(given.mailings ? { mailings: given.mailings.map(shortTime) } : {}),
  };
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

const asked = /\[\[([a-z][a-z0-9_]*)\]\]/gi;

/** The questions of a template: those that it has, and one for each new placeholder in its texts. */
export function questionsOf(content: TemplateContent, known: CampaignTemplate["placeholders"]) {
  const found = new Set([...JSON.stringify(content).matchAll(asked)].map(([, key]) => key ?? ""));
  const added = [...found].filter((key) => key !== "day" && !known.some((one) => one.key === key));
  return [...known, ...added.map((key) => ({ key, label: humanise(key), required: true, default: null }))];
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
