import { Stack, Text, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { problemOf } from "@/contract/problem";
import type { Campaign, Scope } from "@/contract/types";
import { Footer, FormModal } from "@/ui/Form";
import { humanise } from "@/ui/format";
import { namesAmong } from "@/ui/names";
import { FormProblem, Notice } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import classes from "./approval.module.css";
import { itemsLine } from "./scopes";

interface DecisionProps {
  campaign: Campaign;
  scope: Scope;
  opened: boolean;
  close: () => void;
  /** It was decided: the button that opened the form is gone. */
  decided: () => void;
  /** False where the focus goes elsewhere. */
  returnFocus: boolean;
}

function path({ campaign, scope }: DecisionProps) {
  return { params: { path: { id: campaign.id, scope: scope.scope } } };
}

function stale({ campaign }: DecisionProps) {
  return [keys.campaign(campaign.id), keys.approvals, keys.campaigns, keys.notifications];
}

export function ApproveForm(props: DecisionProps) {
  const queries = useQueryClient();
  const [comment, setComment] = useState("");
  const [overtaken, setOvertaken] = useState(false);
  const approve = useWrite({
    run: () =>
      take(
        api.POST("/api/campaigns/{id}/approvals/{scope}/approve", {
          ...path(props),
          body: { digest: props.scope.digest, ...(comment ? { comment } : {}) },
        }),
      ),
    stale: stale(props),
    done: `${humanise(props.scope.scope)} approved.`,
    onDone: () => {
      setOvertaken(false);
      props.decided();
    },
    onRefused: (error) => {
      if (problemOf(error).code !== "approval_stale") return;
      setOvertaken(true);
      queries.invalidateQueries({ queryKey: keys.campaign(props.campaign.id) });
    },
  });
  return (
    <Decision
      {...props}
      title={`Approve ${props.scope.scope}`}
      submit={() => approve.mutate()}
      busy={approve.isPending}
      label="Approve"
    >
      {overtaken ? (
        <Notice tone="warn" title="This changed while you were reviewing">
          Someone changed an item after you opened this page. Check the updated list below, then approve it.
        </Notice>
      ) : (
        <FormProblem error={approve.error} />
      )}
      <Items {...props} />
      <Textarea
        label="Comment (optional)"
        autosize
        minRows={2}
        maxRows={8}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        data-autofocus
      />
    </Decision>
  );
}

export function RejectForm(props: DecisionProps) {
  const [reason, setReason] = useState("");
  const reject = useWrite({
    run: () => take(api.POST("/api/campaigns/{id}/approvals/{scope}/reject", { ...path(props), body: { reason } })),
    stale: stale(props),
    done: "Rejected. The requester has been notified.",
    onDone: props.decided,
  });
  const errors = problemOf(reject.error).errors;
  return (
    <Decision
      {...props}
      title={`Reject ${props.scope.scope}`}
      submit={() => reject.mutate()}
      busy={reject.isPending}
      label="Reject"
      danger
      disabled={!reason.trim()}
    >
      <Textarea
        label="What needs to change?"
        description="The author sees this. Be specific."
        required
        withAsterisk={false}
        autosize
        minRows={3}
        maxRows={10}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={errors?.reason}
        data-autofocus
      />
      {errors?.reason ? null : <FormProblem error={reject.error} />}
    </Decision>
  );
}

interface DecisionModalProps extends DecisionProps {
  title: string;
  label: string;
  submit: () => void;
  busy: boolean;
  danger?: boolean;
  disabled?: boolean;
  children: ReactNode;
}

function Decision({ title, label, submit, busy, danger, disabled, children, ...modal }: DecisionModalProps) {
  const { opened, close, returnFocus } = modal;
  return (
    <FormModal opened={opened} close={close} title={title} size={520} returnFocus={returnFocus}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          {children}
          <Footer label={label} busy={busy} close={close} danger={danger} disabled={disabled} />
        </Stack>
      </form>
    </FormModal>
  );
}

function Items({ scope }: DecisionProps) {
  const name = namesAmong(scope.items);
  return (
    <div className={classes.summary}>
      <Text size="xs" c="dimmed" mb={4}>
        {itemsLine(scope)}
      </Text>
      <ul>
        {scope.items.map((item) => (
          <li key={`${item.kind} ${item.id}`}>{name(item)}</li>
        ))}
      </ul>
    </div>
  );
}
