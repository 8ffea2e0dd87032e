import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { UseMutationResult } from "@tanstack/react-query";
import { useState } from "react";
import { api, take } from "@/contract/api";
import type { AffectedItem } from "@/contract/types";
import { question } from "./actions";
import { counted } from "./format";
import { requesting } from "./requesting";
import classes from "./undo.module.css";

type Previewed = "changeBrand" | "changeSegment" | "changeWorkspace" | "createStrategy" | "setLinkTags";

/**
 * A save that may cost approvals elsewhere: says first which approved items would need another one, and offers to request it
 * afterwards. `argumentsOf` has the arguments of the operation.
 */
export function useCostlySave<Out, Values>(
  operation: Previewed,
  save: UseMutationResult<Out, unknown, Values>,
  argumentsOf: (values: Values) => object,
) {
  const [checking, setChecking] = useState(false);
  const mutate = async (values: Values) => {
    setChecking(true);
    // What the change itself refuses is said when it is saved.
    const lost = await lostBy(operation, argumentsOf(values)).catch(() => []);
    setChecking(false);
    const run = () =>
      save.mutateAsync(values).then(
        () => offerRequests(lost),
        () => undefined,
      );
    if (lost.length === 0) run();
    else
      question.set({
        ask: {
          title: `${namesOf(lost)} will need approval again`,
          text: `${listOf(lost)} ${lost.length === 1 ? "doesn’t" : "don’t"} go out until a reviewer approves ${lost.length === 1 ? "it" : "them"} again.`,
          confirm: "Save anyway",
        },
        danger: false,
        answer: async () => {
          run();
        },
      });
  };
  return {
    ...save,
    mutate: mutate as unknown as typeof save.mutate,
    isPending: save.isPending || checking,
  } as UseMutationResult<Out, unknown, Values>;
}

async function lostBy(operation: Previewed, values: object) {
  const { items } = await take(
    api.POST("/api/approvals/preview", { body: { operation, arguments: values as Record<string, never> } }),
  );
  return items;
}

/** `2 approved e-mails`, `1 approved post`, `3 approved items`. */
function namesOf(lost: AffectedItem[]) {
  const kinds = new Set(lost.map(({ kind }) => kind));
  const word = kinds.size > 1 ? "item" : kinds.has("mailing") ? "e-mail" : kinds.has("post") ? "post" : "item";
  return counted(lost.length, `approved ${word}`);
}

const all = new Intl.ListFormat("en");
const most = 4;

function listOf(lost: AffectedItem[]) {
  const more = lost.length - most;
  const named = lost.slice(0, most).map(({ title, campaignName }) => `“${title}” in ${campaignName}`);
  return all.format(more > 0 ? [...named, `${more} more`] : named);
}

function offerRequests(lost: AffectedItem[]) {
  if (lost.length === 0) return;
  offerRequest(`${namesOf(lost)} ${lost.length === 1 ? "needs" : "need"} approval again.`, [
    ...new Map(lost.map(({ campaignId, campaignName }) => [campaignId, campaignName])),
  ]);
}

/** What needs approval now, with a button for each campaign. */
export function offerRequest(message: string, campaigns: [id: string, name: string][]) {
  const id: string = notifications.show({
    color: "yellow",
    autoClose: 20_000,
    message: (
      <span className={classes.undo}>
        <span>{message}</span>
        <span className={classes.undoButtons}>
          {campaigns.slice(0, 3).map(([campaign, name]) => (
            <Button
              key={campaign}
              size="compact-xs"
              onClick={() => {
                notifications.hide(id);
                requesting.set(campaign);
              }}
            >
              {campaigns.length === 1 ? "Request approval" : `Request approval: ${name}`}
            </Button>
          ))}
        </span>
      </span>
    ),
  });
}
