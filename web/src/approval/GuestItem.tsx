import { Button, Textarea } from "@mantine/core";
import { Check, MessageSquareWarning } from "lucide-react";
import { useState } from "react";
import type { GuestItem, GuestReview, ReviewAnchor } from "@/contract/types";
import { Initials } from "@/ui/Bits";
import { ownZone, shortDateTime } from "@/ui/format";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { FormProblem } from "@/ui/States";
import { Tag } from "@/ui/status";
import { anchorOfSelection } from "./anchors";
import { GuestPreview } from "./GuestPreview";
import { type GuestDecision, useGuestComment } from "./guest";
import classes from "./guest.module.css";

interface ItemProps {
  token: string;
  review: GuestReview;
  item: GuestItem;
  name: string;
  busy: boolean;
  decide: (decision: GuestDecision) => void;
}

/** One item as its readers will see it, with what was said about it and the decision. */
export function GuestItemCard({ token, review, item, name, busy, decide }: ItemProps) {
  const [asking, ask] = useState(false);
  const { preview } = item;
  const when = preview?.at ? shortDateTime(preview.at, preview.timeZone ?? "UTC") : "No time yet";
  const about = { kind: item.kind, id: item.id };
  const [target, aim] = useState<{ anchor: ReviewAnchor; quote?: string }>({ anchor: { item: about } });
  return (
    <article className={classes.item} aria-label={item.title}>
      <header className={classes.itemHead}>
        {preview?.channel ? <PlatformIcon platform={preview.channel} size={22} named /> : null}
        <span>
          <h2>{item.title || "Untitled"}</h2>
          <small>{when}</small>
        </span>
        {item.state === "approved" ? <Tag tone="good">You approved this</Tag> : null}
        {item.state === "changes_requested" ? <Tag tone="warn">You requested changes</Tag> : null}
      </header>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the field below comments without a selection */}
      <div
        className={classes.preview}
        onMouseUp={() => {
          const found = preview && anchorOfSelection(about, { ...preview, assetIds: [] });
          if (found) aim(found);
        }}
      >
        {preview ? <GuestPreview preview={preview} brand={review.workspace.brand.name} /> : null}
      </div>
      <Comments comments={review.comments.filter(({ anchor }) => anchor?.item.id === item.id)} />
      {review.may.includes("comment") ? (
        <CommentForm
          token={token}
          name={name}
          anchor={target.anchor}
          quote={target.quote}
          clear={() => aim({ anchor: { item: about } })}
        />
      ) : null}
      {item.waitsForYou && !asking ? (
        <div className={classes.decide}>
          <Button
            variant="default"
            leftSection={<MessageSquareWarning size={15} aria-hidden />}
            onClick={() => ask(true)}
          >
            Request changes
          </Button>
          <Button
            leftSection={<Check size={15} aria-hidden />}
            loading={busy}
            onClick={() => decide({ verdict: "approve" })}
          >
            Approve
          </Button>
        </div>
      ) : null}
      {asking ? (
        <Reason busy={busy} cancel={() => ask(false)} send={(reason) => decide({ verdict: "change", reason })} />
      ) : null}
    </article>
  );
}

function Comments({ comments }: { comments: GuestReview["comments"] }) {
  if (comments.length === 0) return null;
  return (
    <ul className={classes.comments} aria-label="Comments">
      {comments.map(({ id, by, at, text, anchor, resolved }) => (
        <li key={id}>
          <p>
            <Initials name={by} /> <b>{by}</b> <small>{shortDateTime(at, ownZone)}</small>{" "}
            {resolved ? <Tag tone="good">Resolved</Tag> : null}
          </p>
          {anchor?.quote ? <blockquote>{anchor.quote}</blockquote> : null}
          <p>{text}</p>
        </li>
      ))}
    </ul>
  );
}

interface CommentFormProps {
  token: string;
  name: string;
  anchor: ReviewAnchor;
  quote: string | undefined;
  clear: () => void;
}

function CommentForm({ token, name, anchor, quote, clear }: CommentFormProps) {
  const [text, setText] = useState("");
  const send = useGuestComment(token, name, () => {
    setText("");
    clear();
  });
  return (
    <form
      noValidate
      className={classes.field}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) send.mutate({ text: quote && !anchor.range ? `“${quote}”\n${text}` : text, anchor });
      }}
    >
      <FormProblem error={send.error} />
      {quote ? <blockquote>{quote}</blockquote> : null}
      <Textarea
        aria-label="Comment"
        placeholder="Write a comment. Select words to comment on them."
        autosize
        minRows={1}
        maxRows={6}
        maxLength={5000}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      {text.trim() ? (
        <Button type="submit" size="xs" variant="default" loading={send.isPending}>
          Comment
        </Button>
      ) : null}
    </form>
  );
}

function Reason({ busy, cancel, send }: { busy: boolean; cancel: () => void; send: (reason: string) => void }) {
  const [reason, setReason] = useState("");
  return (
    <form
      noValidate
      className={classes.field}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim()) send(reason);
      }}
    >
      <Textarea
        label="What should change?"
        withAsterisk
        autosize
        minRows={2}
        maxRows={8}
        maxLength={5000}
        ref={(field) => field?.focus()}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <div className={classes.decide}>
        <Button variant="default" onClick={cancel}>
          Cancel
        </Button>
        <Button type="submit" loading={busy} disabled={!reason.trim()}>
          Request changes
        </Button>
      </div>
    </form>
  );
}
