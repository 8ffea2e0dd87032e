import type { MouseEvent } from "react";
import type { ItemContent, ReviewAnchor, ReviewComment } from "@/contract/types";

type Item = ReviewAnchor["item"];

/** The place of the selected words in the text of the item; of words that are drawn otherwise, only the item. */
export function anchorOfSelection(item: Item, content: ItemContent | undefined) {
  const quote = document.getSelection()?.toString().trim() ?? "";
  if (!quote) return undefined;
  for (const [component, text] of Object.entries(content?.components ?? {})) {
    const at = text.indexOf(quote);
    if (at < 0) continue;
    const from = [...text.slice(0, at)].length;
    return { anchor: { item, component, range: [from, from + [...quote].length] } satisfies ReviewAnchor, quote };
  }
  return { anchor: { item } satisfies ReviewAnchor, quote };
}

/** The point of a picture that was clicked, or the second at which a video stands. */
export function anchorOfPoint(item: Item, event: MouseEvent, stage: HTMLElement | null, assetIds: string[]) {
  const target = event.target;
  if (!(target instanceof HTMLImageElement || target instanceof HTMLVideoElement) || !stage) return undefined;
  const assetId = assetIds[mediaOf(stage).indexOf(target)];
  if (!assetId) return undefined;
  if (target instanceof HTMLVideoElement)
    return { item, assetId, second: Math.round(target.currentTime * 10) / 10 } satisfies ReviewAnchor;
  const { left, top, width, height } = target.getBoundingClientRect();
  const share = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 1000) / 1000;
  const point = { x: share((event.clientX - left) / width), y: share((event.clientY - top) / height) };
  return { item, assetId, point } satisfies ReviewAnchor;
}

const mediaOf = (stage: HTMLElement) => [...stage.querySelectorAll<HTMLElement>("img, video")];

export interface Pin {
  id: string;
  number: number;
  left: string;
  top: string;
}

/** Where the pins of pictures are, in shares of the stage. */
export function pinsOf(stage: HTMLElement, comments: ReviewComment[], assetIds: string[]): Pin[] {
  const frame = stage.getBoundingClientRect();
  if (frame.width === 0) return [];
  return comments.flatMap(({ id, anchor, outdated }, index) => {
    const media = anchor?.point && !outdated ? mediaOf(stage)[assetIds.indexOf(anchor.assetId ?? "")] : undefined;
    if (!media || !anchor?.point) return [];
    const { left, top, width, height } = media.getBoundingClientRect();
    const percent = (value: number) => `${(value * 100).toFixed(2)}%`;
    return [
      {
        id,
        number: index + 1,
        left: percent((left - frame.left + width * anchor.point.x) / frame.width),
        top: percent((top - frame.top + height * anchor.point.y) / frame.height),
      },
    ];
  });
}

const NAME = "review-comment";

/** Marks the commented words without touching the elements that draw them. */
export function highlight(stage: HTMLElement, comments: ReviewComment[]) {
  if (typeof Highlight === "undefined") return;
  const ranges = comments.flatMap(({ anchor, outdated, resolvedAt }) =>
    anchor?.quote && !outdated && !resolvedAt ? rangeOf(stage, anchor.quote) : [],
  );
  if (ranges.length > 0) CSS.highlights.set(NAME, new Highlight(...ranges));
  else CSS.highlights.delete(NAME);
}

function rangeOf(stage: HTMLElement, quote: string) {
  const walker = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT);
  const nodes: { node: Node; from: number }[] = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push({ node, from: text.length });
    text += node.textContent ?? "";
  }
  const at = text.indexOf(quote);
  if (at < 0) return [];
  const range = document.createRange();
  const place = (position: number) => nodes.findLast(({ from }) => from <= position);
  const start = place(at);
  const end = place(at + quote.length - 1);
  if (!start || !end) return [];
  range.setStart(start.node, at - start.from);
  range.setEnd(end.node, at + quote.length - end.from);
  return [range];
}
