import data from "virtual:emoji";

export interface Emoji {
  emoji: string;
  name: string;
  /** Other words for it, in one text. */
  words: string;
}

const all: Emoji[] = data.map(([emoji, name, words]) => ({ emoji, name, words }));

/** The emoji whose name or words begin with what was typed; names before words. */
export function searchEmoji(typed: string, most: number): Emoji[] {
  const sought = typed.trim().toLowerCase();
  if (!sought) return all.slice(0, most);
  const begins = (text: string) => ` ${text}`.includes(` ${sought}`);
  const named = all.filter(({ name }) => begins(name));
  const others = all.filter(({ name, words }) => !begins(name) && begins(words));
  return [...named, ...others].slice(0, most);
}
