import { Button, Textarea } from "@mantine/core";
import { Check, MessageSquareWarning } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Keys } from "@/ui/Bits";
import { counted } from "@/ui/format";
import { FormProblem } from "@/ui/States";
import { decidable, type Entry } from "./review";
import classes from "./review.module.css";

interface FootProps {
  entry: Entry;
  busy: boolean;
  error: unknown;
  asking: boolean;
  ask: (asking: boolean) => void;
  approve: () => void;
  requestChanges: (reason: string) => void;
  /** The reviewer's own comments on the item that are not resolved: they say what to change. */
  comments: number;
  /** What the person who asked can do while others decide. */
  follow: ReactNode;
  /** To the next item and back, where a phone has no room above. */
  steps: ReactNode;
}

/** The decision on one item. A request for changes says what to change. */
export function ReviewFoot({
  entry,
  busy,
  error,
  asking,
  ask,
  approve,
  requestChanges,
  comments,
  follow,
  steps,
}: FootProps) {
  const own = entry.parts.some(({ item }) => item.ownWork);
  const over = entry.state === "open" ? ended(entry) : undefined;
  const approvable = decidable(entry, "approve").length > 0;
  const changeable = decidable(entry, "change").length > 0;
  return (
    <div className={classes.foot}>
      <FormProblem error={error} />
      {steps ? <div className={classes.phoneSteps}>{steps}</div> : null}
      {asking ? (
        <Reason busy={busy} comments={comments} send={requestChanges} cancel={() => ask(false)} />
      ) : (
        <div className={classes.decide}>
          <span className={classes.hint} data-blocked={!approvable && !changeable ? true : undefined}>
            {over ? (
              over
            ) : own ? (
              "You changed this item, so another person has to approve it."
            ) : changeable ? (
              <>
                Select words or click the picture to comment <Keys keys="c" />
              </>
            ) : (
              (entry.state === "open" && entry.parts[0]?.review.blocked?.sentence) || decided[entry.state]
            )}
          </span>
          {approvable || changeable ? null : follow}
          {changeable ? (
            <Button
              variant="default"
              leftSection={<MessageSquareWarning size={15} aria-hidden />}
              rightSection={<Keys keys="r" />}
              onClick={() => ask(true)}
            >
              Request changes
            </Button>
          ) : null}
          {approvable ? (
            <Button
              className={classes.approve}
              loading={busy}
              leftSection={<Check size={15} aria-hidden />}
              rightSection={<Keys keys="a" />}
              onClick={approve}
            >
              Approve
            </Button>
          ) : null}
        </div>
      )}
    </div>
  );
}

/** Nothing can be decided in a review that is over. */
function ended({ parts }: Entry) {
  const state = parts.every(({ review }) => review.state !== "open") ? parts[0]?.review.state : undefined;
  if (!state) return undefined;
  return state === "withdrawn"
    ? "This request was withdrawn, so there is nothing to decide here. The approvals of the campaign show how it is now."
    : "This review has ended. The approvals of the campaign show how it is now.";
}

const decided = {
  open: "This item waits for another person.",
  approved: "Approved.",
  changes_requested: "Changes were requested.",
};

interface ReasonProps {
  busy: boolean;
  comments: number;
  send: (reason: string) => void;
  cancel: () => void;
}

/** Comments that are already there are reason enough. */
function Reason({ busy, comments, send, cancel }: ReasonProps) {
  const [reason, setReason] = useState("");
  const needed = comments === 0;
  return (
    <form
      noValidate
      className={classes.reason}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() || !needed) send(reason);
      }}
      onKeyDown={(event) => (event.key === "Escape" ? cancel() : undefined)}
    >
      <Textarea
        label={
          needed
            ? "What should change?"
            : `Your ${counted(comments, "comment")} ${comments === 1 ? "is" : "are"} sent along. Anything else? (optional)`
        }
        withAsterisk={needed}
        autosize
        minRows={2}
        maxRows={6}
        data-autofocus
        ref={(field) => field?.focus()}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={classes.decide}>
        <span className={classes.hint}>The author is notified. This item is not sent until it is approved.</span>
        <Button variant="default" onClick={cancel}>
          Cancel
        </Button>
        <Button type="submit" loading={busy} disabled={needed && reason.trim() === ""}>
          Request changes
        </Button>
      </div>
    </form>
  );
}
