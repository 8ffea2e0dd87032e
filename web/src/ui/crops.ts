/** What part of a picture a channel shows. The server crops by the same formula. */
export interface Point {
  x: number;
  y: number;
}
interface Size {
  width: number;
  height: number;
}

export const middle: Point = { x: 0.5, y: 0.5 };

/** The usual shapes, by width to height. */
const shapes: { ratio: number; name: string }[] = [
  { ratio: 1, name: "1:1" },
  { ratio: 0.8, name: "4:5" },
  { ratio: 1.91, name: "1.91:1" },
  { ratio: 1.7778, name: "16:9" },
];
const tall: Record<string, { ratio: number; name: string }> = {
  pinterest: { ratio: 0.6667, name: "2:3" },
  tiktok: { ratio: 0.5625, name: "9:16" },
};

/** What Instagram takes in a feed; a story is not planned here. */
const limits: Record<string, { min: number; max: number; words: string }> = {
  instagram: { min: 0.8, max: 1.91, words: "between 4:5 and 1.91:1" },
};

/** The shapes to choose from on a channel. */
export function shapesFor(channel: string | undefined) {
  const own = channel ? tall[channel] : undefined;
  const all = own ? [...shapes, own] : shapes;
  return all.filter(({ ratio }) => !channel || fits(channel, ratio));
}

function fits(channel: string, ratio: number) {
  const limit = limits[channel];
  return !limit || (ratio >= limit.min - 0.005 && ratio <= limit.max + 0.005);
}

/** Why a channel does not take a picture of this size as it is; undefined if it does. */
export function refusedShape(channel: string | undefined, { width, height }: Size) {
  const limit = channel ? limits[channel] : undefined;
  return limit && !fits(channel ?? "", width / height) ? limit.words : undefined;
}

/** The largest part of this ratio around a point, in pixels. */
export function partOf({ width, height }: Size, ratio: number, { x, y }: Point) {
  const wide = clamp(Math.round(height * ratio), 1, width);
  const high = clamp(Math.round(width / ratio), 1, height);
  return {
    width: wide,
    height: high,
    left: clamp(Math.round(width * x - wide / 2), 0, width - wide),
    top: clamp(Math.round(height * y - high / 2), 0, height - high),
  };
}

/** The name of a ratio, e.g. 4:5. */
export function shapeName(ratio: number) {
  const known = [...shapes, ...Object.values(tall)].find((shape) => Math.abs(shape.ratio - ratio) < 0.005);
  return known?.name ?? `${Math.round(ratio * 100) / 100}:1`;
}

export function clamp(value: number, low: number, high: number) {
  return Math.min(high, Math.max(low, value));
}

const widths: Record<string, number> = {
  instagram: 1080,
  threads: 1080,
  tiktok: 1080,
  pinterest: 1000,
  bluesky: 1000,
  mastodon: 1000,
  youtube: 1280,
};

/** How many pixels wide a channel shows pictures. */
export function widthNeeded(channel: string) {
  return widths[channel] ?? 1200;
}
