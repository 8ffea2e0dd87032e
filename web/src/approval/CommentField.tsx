import { Button, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type Ref, useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { membersQuery } from "@/contract/queries";
import type { ReviewAnchor } from "@/contract/types";
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
  const members = useQuery(membersQuery).data?.items ?? [];
  const send = useWrite({
    run: () => {
      const mentions = members.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id);
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
  const started = /@([\p{L} ]*)$/u.exec(text)?.[1];
  const found =
    started === undefined ? [] : members.filter(({ name }) => name.toLowerCase().startsWith(started.toLowerCase()));

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
      <Textarea
        ref={field}
        aria-label="Comment"
        placeholder="Write a comment. @ mentions a person."
        autosize
        minRows={1}
        maxRows={8}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && text.trim()) send.mutate(undefined);
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
      {found.length > 0 ? (
        <div className={classes.mentions}>
          {found.slice(0, 5).map(({ id, name }) => (
            <Button
              key={id}
              size="compact-xs"
              variant="default"
              onClick={() => setText(text.replace(/@[\p{L} ]*$/u, `@${name} `))}
            >
              {name}
            </Button>
          ))}
        </div>
      ) : null}
      <FormProblem error={send.error} />
      {text.trim() ? (
        <Button type="submit" size="xs" loading={send.isPending}>
          Comment
        </Button>
      ) : null}
    </form>
  );
}
