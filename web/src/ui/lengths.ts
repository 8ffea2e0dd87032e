/** How much text each platform takes and how it counts it; the server has the last word. */
interface Platform {
  limit?: number;
  hashtags?: number;
  /** How much of a text a reader sees before “more”. */
  fold?: number;
  length?: (text: string) => number;
}

const link = /https?:\/\/[^\s<>"]+/gi;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const emoji = /\p{Emoji_Presentation}(?:\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic}|\ufe0f)*/gu;

function byReaders(text: string) {
  let count = 0;
  for (const _ of graphemes.segment(text)) count += 1;
  return count;
}

/** An address counts 23, an emoji and a character of most scripts beyond the Latin, Greek and Cyrillic ones 2. */
function weighted(text: string) {
  const plain = text.normalize("NFC").replace(link, "x".repeat(23)).replace(emoji, "xx");
  let weight = 0;
  for (const character of plain) {
    const code = character.codePointAt(0) ?? 0;
    const light =
      code <= 0x10ff || (code >= 0x2000 && code <= 0x200d) || (code >= 0x2010 && code <= 0x201f) || isQuote(code);
    weight += light ? 1 : 2;
  }
  return weight;
}

function isQuote(code: number) {
  return code >= 0x2032 && code <= 0x2037;
}

const bytes = (text: string) => new TextEncoder().encode(text).length;
const withShortLinks = (text: string) =>
  byReaders(text.replace(link, "x".repeat(23)).replace(/(?<![\w/])(@[\w.-]*\w)@[\w.-]*\w/g, "$1"));
const emojiByBytes = (text: string) => {
  const found = text.match(emoji) ?? [];
  const rest = text.replace(emoji, "");
  return [...rest].length + found.reduce((sum, one) => sum + bytes(one), 0);
};

const known: Record<string, Platform> = {
  newsroom: { limit: 100_000 },
  linkedin: { limit: 3000, fold: 210 },
  instagram: { limit: 2200, hashtags: 30, fold: 125 },
  twitter: { limit: 280, length: weighted },
  bluesky: { limit: 300, length: byReaders },
  mastodon: { limit: 500, length: withShortLinks },
  threads: { limit: 500, length: emojiByBytes },
  facebook: { limit: 63_206, fold: 480 },
  tiktok: { limit: 2200, fold: 90 },
  youtube: { limit: 5000, length: bytes, fold: 150 },
  pinterest: { limit: 800 },
};

export const socialPlatforms = Object.keys(known);

export function limitOf(platform: string) {
  return known[platform]?.limit;
}

export function foldOf(platform: string) {
  return known[platform]?.fold;
}

export function hashtagLimitOf(platform: string) {
  return known[platform]?.hashtags;
}

/** The length of a text as the platform counts it. */
export function lengthOn(platform: string, text: string) {
  return (known[platform]?.length ?? ((plain: string) => plain.length))(text);
}

const ratios: Record<string, number> = {
  twitter: 16 / 9,
  youtube: 16 / 9,
  instagram: 0.8,
  threads: 0.8,
  pinterest: 2 / 3,
  tiktok: 9 / 16,
};

/** Width to height of a picture that a platform shows in full; the server chooses by the same. */
export function pictureRatioOf(platform: string) {
  return ratios[platform] ?? 1.91;
}
