import { ActionIcon } from "@mantine/core";
import { ChevronDown, ChevronUp } from "lucide-react";
import { type TouchEvent, useMemo, useRef } from "react";
import type { Entry } from "@/approval/review";
import classes from "@/approval/review.module.css";
import { useMe } from "@/contract/queries";
import type { ReviewComment, ReviewDetails } from "@/contract/types";

/** The comments about an item, from all reviews that include it. */
export function useComments(reviews: readonly ReviewDetails[], entry: Entry | undefined) {
  return useMemo(() => {
    const all = reviews.flatMap(({ comments }) => comments);
    const about = all.filter(({ anchor }) => !anchor || anchor.item.id === entry?.id);
    const threads = new Set(about.map(({ id }) => id));
    return about.filter(({ parent }) => !parent || threads.has(parent));
  }, [reviews, entry?.id]);
}

/** How many comments of the reader on the item are open: a request for changes needs no other reason. */
export function useOwnComments(comments: ReviewComment[], entry: Entry | undefined) {
  const { id } = useMe().user;
  return comments.filter(
    ({ byId, parent, resolvedAt, anchor }) =>
      byId === id && !parent && !resolvedAt && anchor && anchor.item.id === entry?.id,
  ).length;
}

export function Steps({
  entries,
  entry,
  move,
}: {
  entries: Entry[];
  entry: Entry | undefined;
  move: (by: number) => void;
}) {
  const at = entries.findIndex(({ key }) => key === entry?.key);
  if (entries.length < 2) return null;
  return (
    <div className={classes.steps}>
      <span className={classes.track} aria-hidden>
        {entries.slice(0, 24).map(({ key, state }) => (
          <i key={key} data-state={state} data-current={key === entry?.key || undefined} />
        ))}
      </span>
      {at + 1} of {entries.length}
      <ActionIcon variant="default" size={30} aria-label="Previous item" onClick={() => move(-1)}>
        <ChevronUp size={16} />
      </ActionIcon>
      <ActionIcon variant="default" size={30} aria-label="Next item" onClick={() => move(1)}>
        <ChevronDown size={16} />
      </ActionIcon>
    </div>
  );
}

/** On a phone, a swipe to the side opens the next item or the one before. */
export function useSwipe(move: (by: number) => void) {
  const start = useRef<{ x: number; y: number } | undefined>(undefined);
  return {
    onTouchStart: ({ touches }: TouchEvent) => {
      const touch = touches.item(0);
      start.current = touch ? { x: touch.clientX, y: touch.clientY } : undefined;
    },
    onTouchEnd: ({ changedTouches }: TouchEvent) => {
      const touch = changedTouches.item(0);
      if (!touch || !start.current) return;
      const x = touch.clientX - start.current.x;
      if (Math.abs(x) > 80 && Math.abs(touch.clientY - start.current.y) < 50) move(x < 0 ? 1 : -1);
    },
  };
}
