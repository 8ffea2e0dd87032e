import type { MouseEvent } from "react";
import type { ItemContent, ReviewAnchor, ReviewComment } from "@/contract/types";

type Item = ReviewAnchor["item"];

/** The place of the selected words in the text of the item; of words that are drawn otherwise, only the item. */
export function anchorOfSelection(item: Item, content: ItemContent | undefined, page: Document = document) {
  const quote = page.getSelection()?.toString().trim() ?? "";
  if (!quote) return undefined;
  for (const [component, text] of Object.entries(content?.components ?? {})) {
    const found = placeOf(quote, text);
    if (!found) continue;
    const from = [...text.slice(0, found.from)].length;
    const to = from + [...text.slice(found.from, found.to)].length;
    return { anchor: { item, component, range: [from, to] } satisfies ReviewAnchor, quote };
  }
  return { anchor: { item } satisfies ReviewAnchor, quote };
}

/** Between two words a source may have blanks, tags of HTML, and signs of Markdown. */
const between = "(?:\\s|<[^>]*>|&nbsp;|[*_`~]|\\]\\([^)]*\\)|\\[)+";
const ends = /^[*_`~[\]()#>\s]+|[*_`~[\]()#>\s]+$/g;

/** Where words are in a source, whatever the source has between them. */
export function placeOf(quote: string, text: string) {
  const exact = text.indexOf(quote);
  if (exact >= 0) return { from: exact, to: exact + quote.length };
  const words = quote.replace(ends, "").split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/&/g, "&(?:amp;)?"));
  const found = new RegExp(pattern.join(between)).exec(text);
  return found ? { from: found.index, to: found.index + found[0].length } : undefined;
}

/** The words of a source as readers see them. */
export function plainWords(source: string) {
  return source
    .replace(/<[^>]*>/g, " ")
    .replace(/\]\([^)]*\)/g, "")
    .replace(/&nbsp;/g, " ")
    .replace(/&amp;/g, "&")
    .replace(/[*`~[]|(?<!\w)_|_(?!\w)/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** The point of a picture that was clicked, or the second at which a video stands. */
export function anchorOfPoint(item: Item, event: MouseEvent, stage: HTMLElement | null, assetIds: string[]) {
  const target = event.target;
  if (!(target instanceof HTMLImageElement) || !stage) return undefined;
  const assetId = assetIds[mediaOf(stage).indexOf(target)];
  if (!assetId) return undefined;
  const { left, top, width, height } = target.getBoundingClientRect();
  const share = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;
  const point = { x: share((event.clientX - left) / width), y: share((event.clientY - top) / height) };
  return { item, assetId, point } satisfies ReviewAnchor;
}

/** The second at which the video of the item stands. */
export function anchorOfSecond(item: Item, stage: HTMLElement | null, assetIds: string[]) {
  const media = stage ? mediaOf(stage) : [];
  const video = media.find((one): one is HTMLVideoElement => one instanceof HTMLVideoElement);
  const assetId = video ? assetIds[media.indexOf(video)] : undefined;
  if (!video || !assetId) return undefined;
  return { item, assetId, second: Math.round(video.currentTime * 10) / 10 } satisfies ReviewAnchor;
}

const mediaOf = (stage: HTMLElement) => [...stage.querySelectorAll<HTMLElement>("img, video")];

/** `0:04` */
export function secondsOf(seconds: number) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

export interface Pin {
  id: string;
  number: number;
  left: string;
  top: string;
  /** Of a video: the second that the pin opens, and its words. */
  second?: number;
  text: string;
}

/** Where the pins of pictures and the marks of videos are, in shares of the stage. */
export function pinsOf(stage: HTMLElement, comments: ReviewComment[], assetIds: string[]): Pin[] {
  const frame = stage.getBoundingClientRect();
  if (frame.width === 0) return [];
  const media = mediaOf(stage);
  return comments.flatMap((comment, index) => {
    const { id, anchor, outdated, text } = comment;
    const shown = anchor && !outdated ? media[assetIds.indexOf(anchor.assetId ?? "")] : undefined;
    const share = shown && anchor ? shareOf(shown, anchor) : undefined;
    if (!shown || !share) return [];
    const { left, top, width, height } = shown.getBoundingClientRect();
    const percent = (value: number) => `${(value * 100).toFixed(2)}%`;
    return [
      {
        id,
        number: index + 1,
        left: percent((left - frame.left + width * share.x) / frame.width),
        top: percent((top - frame.top + height * share.y) / frame.height),
        ...(anchor?.second == null ? {} : { second: anchor.second }),
        text,
      },
    ];
  });
}

/** A second is a place on the line of time above the bottom of its video. */
function shareOf(media: HTMLElement, { point, second }: NonNullable<ReviewComment["anchor"]>) {
  if (point) return point;
  if (second == null || !(media instanceof HTMLVideoElement) || !(media.duration > 0)) return undefined;
  return { x: Math.min(1, second / media.duration), y: 1 };
}

/** Moves the video of the stage to a second. */
export function seek(stage: HTMLElement | null, second: number) {
  const video = stage?.querySelector("video");
  if (!video) return;
  video.pause();
  video.currentTime = second;
}

const NAME = "review-comment";

/** The documents of the stage: its own, and those of the mails in it. */
export function pagesOf(stage: HTMLElement): { page: Document; root: HTMLElement }[] {
  const frames = [...stage.querySelectorAll("iframe")].flatMap(({ contentDocument }) =>
    contentDocument?.documentElement ? [{ page: contentDocument, root: contentDocument.documentElement }] : [],
  );
  return [{ page: document, root: stage }, ...frames];
}

/** Marks the commented words without touching the elements that draw them, in the page and in the mails of it. */
export function highlight(stage: HTMLElement, comments: ReviewComment[]) {
  const quotes = comments.flatMap(({ anchor, outdated, resolvedAt }) =>
    anchor?.quote && !outdated && !resolvedAt ? [plainWords(anchor.quote)] : [],
  );
  for (const { page, root } of pagesOf(stage)) {
    const view = page.defaultView as (Window & typeof globalThis) | null;
    if (!view || typeof view.Highlight === "undefined") continue;
    const ranges = quotes.flatMap((quote) => rangeOf(root, quote));
    if (ranges.length > 0) view.CSS.highlights.set(NAME, new view.Highlight(...ranges));
    else view.CSS.highlights.delete(NAME);
    if (page !== document && ranges.length > 0) color(page);
  }
}

/** The page of a mail does not know our style sheet. */
function color(page: Document) {
  if (page.getElementById(NAME)) return;
  const style = page.createElement("style");
  style.id = NAME;
  style.textContent = `::highlight(${NAME}) { background-color: #ffe9a8; color: #1d1d23; }`;
  page.documentElement.append(style);
}

function rangeOf(root: HTMLElement, quote: string) {
  const page = root.ownerDocument;
  const walker = page.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: { node: Node; from: number }[] = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement?.closest("style, script, title")) continue;
    nodes.push({ node, from: text.length });
    text += node.textContent ?? "";
  }
  const found = placeOf(quote, text);
  if (!found) return [];
  const range = page.createRange();
  const place = (position: number) => nodes.findLast(({ from }) => from <= position);
  const start = place(found.from);
  const end = place(found.to - 1);
  if (!start || !end) return [];
  range.setStart(start.node, found.from - start.from);
  range.setEnd(end.node, found.to - end.from);
  return [range];
}
