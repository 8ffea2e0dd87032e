import { Button } from "@mantine/core";
import { Check } from "lucide-react";
import { useState } from "react";
import type { ReviewComment } from "@/contract/types";
import { Ago, Initials } from "@/ui/Bits";
import { Tag } from "@/ui/status";
import { plainWords, secondsOf } from "./anchors";
import classes from "./review.module.css";

interface CommentsProps {
  comments: ReviewComment[];
  reply: (parent: string) => void;
  resolve: ((parent: string) => void) | undefined;
}

/** The conversations about an item, open ones first; answers below what they answer. */
export function ReviewComments({ comments, reply, resolve }: CommentsProps) {
  const [all, setAll] = useState(false);
  const threads = comments.filter(({ parent }) => !parent);
  const open = threads.filter(({ resolvedAt }) => !resolvedAt);
  const shown = all ? threads : open;
  const settled = threads.length - open.length;
  return (
    <section className={classes.comments} aria-label="Comments">
      <div className={classes.sideHead}>
        <h3>Comments</h3>
        <span>{open.length} open</span>
        {settled > 0 ? (
          <Button size="compact-xs" variant="subtle" onClick={() => setAll(!all)}>
            {all ? "Hide resolved" : `Show ${settled} resolved`}
          </Button>
        ) : null}
      </div>
      {shown.map((thread) => (
        <article key={thread.id} id={`comment-${thread.id}`} className={classes.thread}>
          <Words comment={thread} number={comments.indexOf(thread) + 1} />
          {comments
            .filter(({ parent }) => parent === thread.id)
            .map((answer) => (
              <Words key={answer.id} comment={answer} />
            ))}
          <div className={classes.threadActions}>
            {resolve && !thread.resolvedAt ? (
              <Button
                size="compact-xs"
                variant="default"
                leftSection={<Check size={13} aria-hidden />}
                onClick={() => resolve(thread.id)}
              >
                Resolve
              </Button>
            ) : null}
            {thread.resolvedAt ? (
              <Tag tone="good">Resolved by {thread.resolvedBy}</Tag>
            ) : resolve ? (
              <Button size="compact-xs" variant="subtle" onClick={() => reply(thread.id)}>
                Reply
              </Button>
            ) : null}
          </div>
        </article>
      ))}
      {shown.length === 0 ? <p className={classes.none}>No open comments.</p> : null}
    </section>
  );
}

function Words({ comment, number }: { comment: ReviewComment; number?: number }) {
  const { anchor, outdated } = comment;
  return (
    <div className={classes.comment}>
      <p className={classes.commentHead}>
        {number ? <span className={classes.number}>{number}</span> : null}
        <Initials name={comment.by} />
        <b>{comment.by}</b> <Ago at={comment.at} />
        {outdated ? <Tag tone="warn">Outdated</Tag> : null}
      </p>
      {anchor ? <Place anchor={anchor} /> : null}
      <p className={classes.commentText}>{comment.text}</p>
    </div>
  );
}

function Place({ anchor }: { anchor: NonNullable<ReviewComment["anchor"]> }) {
  const words =
    (anchor.quote ? plainWords(anchor.quote) : null) ??
    (anchor.point ? "A point in the picture" : anchor.second != null ? `Video at ${secondsOf(anchor.second)}` : null);
  return words ? <blockquote className={classes.quote}>{words}</blockquote> : null;
}
