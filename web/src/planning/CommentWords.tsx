import { Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { TaskComment } from "@/contract/types";
import { type Action, ActionMenu, useActions } from "@/ui/actions";
import { Ago, Initials } from "@/ui/Bits";
import { CommentForm } from "./CommentForm";
import classes from "./comments.module.css";

/** What someone said about a task. People change their own comments; who manages the team may delete any. */
export function CommentWords({ comment }: { comment: TaskComment }) {
  const { byName, at, text, editedAt, deletedAt } = comment;
  const [editing, setEditing] = useState(false);
  const me = useMe();
  const own = comment.byId === me.user.id && may(me, "plan.comment");
  const actions: Action<TaskComment>[] = [
    {
      name: "changeTaskComment",
      label: "Edit",
      icon: Pencil,
      group: "This comment",
      when: () => own,
      run: async () => setEditing(true),
      stale: () => [],
    },
    {
      name: "deleteTaskComment",
      label: "Delete",
      icon: Trash2,
      group: "This comment",
      danger: true,
      when: () => own || may(me, "team.manage"),
      ask: () => ({ title: "Delete this comment?", text: "It can't be restored.", confirm: "Delete comment" }),
      run: ({ id }) => take(api.DELETE("/api/tasks/comments/{id}", { params: { path: { id } } })),
      done: "Comment deleted.",
      stale: () => [keys.tasks],
    },
  ];
  const bound = useActions(actions, comment);
  if (deletedAt) return <p className={`${classes.comment} ${classes.none}`}>Deleted comment</p>;
  return (
    <div className={classes.comment}>
      <div className={classes.by}>
        <Initials name={byName} />
        <b>{byName}</b> <Ago at={at} />
        {editedAt ? <span className={classes.none}>edited</span> : null}
        <span className={classes.menu}>
          <ActionMenu actions={bound} label={`Actions for the comment by ${byName}`} />
        </span>
      </div>
      {editing ? (
        <CommentForm
          label="Save comment"
          initial={text}
          autoFocus
          run={(body) => take(api.PATCH("/api/tasks/comments/{id}", { params: { path: { id: comment.id } }, body }))}
          done={() => setEditing(false)}
          cancel={() => setEditing(false)}
        />
      ) : (
        <p className={classes.text}>{text}</p>
      )}
    </div>
  );
}
