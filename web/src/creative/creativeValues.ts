import type { Components, Creative } from "@/contract/types";
import { isFilled, partText, type WordPart, wordParts } from "./components";

export type CreativeValues = { name: string; brief: string } & Pick<Components, WordPart>;

export function valuesOf({ name, brief, components }: Creative): CreativeValues {
  const words = Object.fromEntries(wordParts.map((part) => [part, components[part] ?? null]));
  return { name, brief: brief ?? "", ...words } as CreativeValues;
}

/** What was changed; a part that was emptied is removed. */
export function changesOf({ name, brief, ...now }: CreativeValues, creative: Creative) {
  const before = creative.components;
  const changed = wordParts.filter(
    (part) => partText(now[part]) !== partText(before[part]) || isFilled(now[part]) !== isFilled(before[part]),
  );
  return {
    ...(name === creative.name ? {} : { name }),
    ...(brief === (creative.brief ?? "") ? {} : { brief: brief || null }),
    components: Object.fromEntries(
      changed.map((part) => [part, isFilled(now[part]) ? written(now[part]) : null]),
    ) as Components,
  };
}

/** Parts of a thread that are still empty are not sent. */
function written(value: unknown) {
  return Array.isArray(value) ? value.filter((part) => String(part).trim() !== "") : value;
}
