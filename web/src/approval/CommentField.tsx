import { Button } from "@mantine/core";
import { X } from "lucide-react";
import { type Ref, useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { ReviewAnchor } from "@/contract/types";
import { MentionField, useMentions } from "@/ui/MentionField";
import { FormProblem } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import classes from "./review.module.css";

/** What the next comment is about. */
export interface Target {
  anchor?: ReviewAnchor;
  quote?: string;
  parent?: string;
}

interface FieldProps {
  reviewId: string;
  campaignId: string;
  target: Target;
  clear: () => void;
  field: Ref<HTMLTextAreaElement>;
}

/** Words that can't be found in the source are written down with the comment. */
function placed({ quote, anchor, parent }: Target) {
  return !quote || Boolean(parent || anchor?.range || anchor?.point || anchor?.second != null);
}

/** Writes a comment: pinned to what was chosen, or an answer. `@Name` mentions a person. */
export function CommentField({ reviewId, campaignId, target, clear, field }: FieldProps) {
  const [text, setText] = useState("");
  const mentionsOf = useMentions();
  const send = useWrite({
    run: () => {
      const mentions = mentionsOf(text);
      return take(
        api.POST("/api/approvals/{id}/comments", {
          params: { path: { id: reviewId } },
          body: {
            text: placed(target) ? text : `“${target.quote}”\n${text}`,
            ...(mentions.length > 0 ? { mentions } : {}),
            ...(target.parent ? { parent: target.parent } : target.anchor ? { anchor: target.anchor } : {}),
          },
        }),
      );
    },
    stale: [keys.approvals, keys.campaign(campaignId, "approvals")],
    onDone: () => {
      setText("");
      clear();
    },
  });

  return (
    <form
      noValidate
      className={classes.field}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) send.mutate(undefined);
      }}
    >
      {target.quote || target.parent ? (
        <p className={classes.target}>
          <span>{target.parent ? "Reply" : `On “${target.quote}”`}</span>
          <button type="button" onClick={clear} aria-label="Comment on the item instead">
            <X size={13} />
          </button>
        </p>
      ) : null}
      <MentionField
        field={field}
        aria-label="Comment"
        value={text}
        change={setText}
        send={() => send.mutate(undefined)}
      />
      <FormProblem error={send.error} />
      {text.trim() ? (
        <Button type="submit" size="xs" loading={send.isPending}>
          Comment
        </Button>
      ) : null}
    </form>
  );
}
