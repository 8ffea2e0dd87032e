import { Button } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { keys } from "@/contract/keys";
import { counted } from "@/ui/format";
import { MentionField, useMentions } from "@/ui/MentionField";
import { FormProblem } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import classes from "./comments.module.css";

interface CommentFormProps {
  label: string;
  run: (comment: { text: string; mentions: string[] }) => Promise<unknown>;
  /** What it says so far. */
  initial?: string;
  done?: (() => void) | undefined;
  cancel?: () => void;
  autoFocus?: boolean;
}

/** A comment as it is written or changed; members that it names are notified. */
export function CommentForm({ label, run, initial = "", done, cancel, autoFocus = false }: CommentFormProps) {
  const [text, setText] = useState(initial);
  const mentionsOf = useMentions();
  const mentions = mentionsOf(text);
  const send = useWrite({
    run: () => run({ text, mentions }),
    stale: [keys.tasks],
    onDone: () => {
      setText("");
      done?.();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) send.mutate();
  };
  const named = initial ? [] : mentions;
  return (
    <form noValidate className={classes.form} onSubmit={submit}>
      <MentionField
        aria-label={label}
        value={text}
        change={setText}
        send={() => text.trim() && send.mutate()}
        autoFocus={autoFocus}
      />
      <FormProblem error={send.error} />
      {text.trim() || cancel ? (
        <div className={classes.actions}>
          <Button type="submit" size="xs" loading={send.isPending} disabled={!text.trim()}>
            {label}
          </Button>
          {cancel ? (
            <Button size="xs" variant="default" onClick={cancel}>
              Cancel
            </Button>
          ) : null}
          {named.length > 0 ? (
            <span className={classes.none}>{counted(named.length, "person", "people")} will be notified</span>
          ) : null}
        </div>
      ) : null}
    </form>
  );
}
