import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Check, RotateCcw } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Task, TaskComment } from "@/contract/types";
import { canDo, showProblem } from "@/ui/actions";
import { BoneRows, Loaded } from "@/ui/States";
import { Tag } from "@/ui/status";
import { useWrite } from "@/ui/useWrite";
import { CommentForm } from "./CommentForm";
import { CommentWords } from "./CommentWords";
import classes from "./comments.module.css";
import { taskCommentsQuery } from "./queries";

/** What people say about a task: conversations that are answered and resolved. */
export function TaskComments({ task }: { task: Task }) {
  const comments = useQuery(taskCommentsQuery(task.id));
  return (
    <section className={classes.comments} aria-label="Comments">
      <Loaded query={comments} skeleton={<BoneRows count={1} />}>
        {({ items }) => <Conversations task={task} comments={[...items].reverse()} />}
      </Loaded>
    </section>
  );
}

function Conversations({ task, comments }: { task: Task; comments: TaskComment[] }) {
  const [all, setAll] = useState(false);
  const threads = comments.filter(({ parent }) => !parent);
  const open = threads.filter(({ resolvedAt }) => !resolvedAt);
  const settled = threads.length - open.length;
  const writes = canDo(task, "commentOnTask");
  return (
    <>
      <div className={classes.head}>
        <h3>Comments</h3>
        {settled > 0 ? (
          <Button size="compact-xs" variant="subtle" onClick={() => setAll(!all)}>
            {all ? "Hide resolved" : `Show ${settled} resolved`}
          </Button>
        ) : null}
      </div>
      {(all ? threads : open).map((thread) => (
        <Conversation
          key={thread.id}
          task={task}
          thread={thread}
          answers={comments.filter(({ parent }) => parent === thread.id)}
          writes={writes}
        />
      ))}
      {writes ? <NewComment task={task} label="Comment" /> : null}
      {!writes && threads.length === 0 ? <p className={classes.none}>No comments yet.</p> : null}
    </>
  );
}

interface ConversationProps {
  task: Task;
  thread: TaskComment;
  answers: TaskComment[];
  writes: boolean;
}

function Conversation({ task, thread, answers, writes }: ConversationProps) {
  const [answering, setAnswering] = useState(false);
  const resolved = Boolean(thread.resolvedAt);
  const resolve = useWrite({
    run: () => {
      const path = { params: { path: { id: thread.id } } };
      return take(
        resolved
          ? api.POST("/api/tasks/comments/{id}/reopen", path)
          : api.POST("/api/tasks/comments/{id}/resolve", path),
      );
    },
    stale: [keys.tasks],
    onRefused: showProblem,
  });
  return (
    <article className={classes.thread}>
      <CommentWords comment={thread} />
      {answers.map((answer) => (
        <CommentWords key={answer.id} comment={answer} />
      ))}
      <div className={classes.actions}>
        {resolved ? <Tag tone="good">Resolved by {thread.resolvedBy}</Tag> : null}
        {writes ? (
          <>
            <Button
              size="compact-xs"
              variant="default"
              leftSection={resolved ? <RotateCcw size={13} aria-hidden /> : <Check size={13} aria-hidden />}
              loading={resolve.isPending}
              onClick={() => resolve.mutate()}
            >
              {resolved ? "Reopen" : "Resolve"}
            </Button>
            {answering ? null : (
              <Button size="compact-xs" variant="subtle" onClick={() => setAnswering(true)}>
                Reply
              </Button>
            )}
          </>
        ) : null}
      </div>
      {answering ? <NewComment task={task} label="Reply" parent={thread.id} done={() => setAnswering(false)} /> : null}
    </article>
  );
}

interface NewCommentProps {
  task: Task;
  label: string;
  parent?: string;
  done?: () => void;
}

function NewComment({ task, label, parent, done }: NewCommentProps) {
  return (
    <CommentForm
      label={label}
      autoFocus={Boolean(parent)}
      run={(comment) =>
        take(
          api.POST("/api/tasks/{id}/comments", {
            params: { path: { id: task.id } },
            body: { ...comment, ...(parent ? { parent } : {}) },
          }),
        )
      }
      done={done}
    />
  );
}
