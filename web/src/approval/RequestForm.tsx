import { Checkbox, Select, Stack, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { problemOf } from "@/contract/problem";
import type { Campaign, Scope, Urgency } from "@/contract/types";
import { Footer, FormModal } from "@/ui/Form";
import { DateField } from "@/ui/fields";
import { counted, dateTime, dayOf, humanise, instantOf } from "@/ui/format";
import { Notice } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { approvalsQuery } from "./queries";
import { asksFor, isWaiting, itemsLine } from "./scopes";
import { WhoIsAsked } from "./WhoIsAsked";

const urgencies = (["low", "normal", "high", "urgent"] as Urgency[]).map((value) => ({
  value,
  label: humanise(value),
}));

interface RequestProps {
  campaign: Campaign;
  /** What can be requested: one, or everything at once. */
  scopes: Scope[];
  opened: boolean;
  close: () => void;
}

/** Asks for the approval of one or several parts of a campaign with one message and one due date. */
export function RequestForm({ opened, close, ...props }: RequestProps) {
  const [only] = props.scopes;
  const one = props.scopes.length === 1 && only;
  return (
    <FormModal
      opened={opened}
      close={close}
      title={one ? `${isWaiting(one) ? "Update request" : "Request approval"}: ${one.scope}` : "Request approval"}
    >
      <Fields {...props} close={close} />
    </FormModal>
  );
}

function Fields({ campaign, scopes, close }: Omit<RequestProps, "opened">) {
  const { firstAt, decideBy, reviewers } = useRequestTerms(campaign);
  const [chosen, choose] = useState(() => scopes.map(({ scope }): string => scope));
  const [message, setMessage] = useState("");
  const [urgency, setUrgency] = useState<Urgency>("normal");
  // Until a person picks a day, the server sets the time: as soon as the urgency says, and before the first item goes out.
  const [picked, pick] = useState<string | null>(null);
  const [refused, setRefused] = useState<[scope: string, text: string][]>([]);
  const deadline = picked ? instantOf(`${picked}T18:00`, campaign.timeZone) : undefined;
  const proposed = proposedDue(urgency, decideBy);
  const late = firstAt && deadline && deadline.getTime() > Date.parse(firstAt);
  const request = useWrite({
    run: () =>
      asksFor(
        scopes.filter(({ scope }) => chosen.includes(scope)).map(({ scope }) => scope),
        (scope) =>
          take(
            api.POST("/api/campaigns/{id}/approvals/{scope}/request", {
              params: { path: { id: campaign.id, scope } },
              body: {
                urgency,
                ...(message ? { message } : {}),
                ...(deadline ? { deadline: deadline.toISOString() } : {}),
              },
            }),
          ),
      ),
    stale: [keys.campaign(campaign.id), keys.approvals, keys.campaigns, keys.notifications],
    done: ({ asked }) => (asked.length > 0 ? "Approval requested. Reviewers have been notified." : ""),
    onDone: ({ asked, failed }) => {
      setRefused(failed.map(([scope, error]) => [scope, problemOf(error).detail ?? "Try again."]));
      choose((old) => old.filter((scope) => !asked.some((done) => done === scope)));
      if (failed.length === 0) close();
    },
  });
  const left = scopes.filter(({ scope }) => chosen.includes(scope));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        request.mutate();
      }}
    >
      <Stack gap="sm">
        {refused.map(([scope, text]) => (
          <Notice key={scope} tone="bad" title={`${humanise(scope)} was not requested`}>
            {text}
          </Notice>
        ))}
        {scopes.length > 1 ? (
          <Checkbox.Group label="What needs approval" value={chosen} onChange={choose}>
            <Stack gap={6} mt={6}>
              {scopes.map((scope) => (
                <Checkbox
                  key={scope.scope}
                  value={scope.scope}
                  label={humanise(scope.scope)}
                  description={itemsLine(scope)}
                />
              ))}
            </Stack>
          </Checkbox.Group>
        ) : (
          <p style={{ margin: 0, fontSize: 13 }}>{scopes.map(itemsLine).join(", ")}</p>
        )}
        <WhoIsAsked
          campaignId={campaign.id}
          scopes={scopes.filter(({ scope }) => chosen.includes(scope))}
          urgency={urgency}
          reviewers={reviewers}
        />
        <Textarea
          label="Message to the reviewers (optional)"
          placeholder="What they should look at first"
          autosize
          minRows={2}
          maxRows={8}
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
          data-autofocus
        />
        <DateField
          label="Due"
          description={
            picked
              ? undefined
              : `${dateTime(proposed.toISOString(), campaign.timeZone)}${beforeFirst(firstAt, proposed)}`
          }
          minDate={dayOf(Date.now(), campaign.timeZone)}
          value={picked ?? dayOf(proposed, campaign.timeZone)}
          onChange={pick}
        />
        {late && firstAt ? (
          <Notice tone="warn">
            The first item goes out on {dateTime(firstAt, campaign.timeZone)}, before this date.
          </Notice>
        ) : null}
        <Select
          label="Urgency"
          data={urgencies}
          value={urgency}
          onChange={(value) => value && setUrgency(value)}
          allowDeselect={false}
        />
        <Footer
          label={
            scopes.length > 1
              ? `Request ${left.length === scopes.length ? `all ${left.length}` : counted(left.length, "approval")}`
              : "Request approval"
          }
          busy={request.isPending}
          close={close}
          disabled={left.length === 0}
        />
      </Stack>
    </form>
  );
}

/** When the first item goes out, and who may decide. */
function useRequestTerms(campaign: Campaign) {
  const approvals = useQuery(approvalsQuery(campaign.id)).data;
  return {
    firstAt: approvals?.firstAt ?? undefined,
    decideBy: approvals?.decideBy ?? undefined,
    reviewers: approvals?.reviewers,
  };
}

const within: Record<Urgency, number> = { low: 120, normal: 48, high: 24, urgent: 4 };

/** As the server sets it: after the time that the urgency gives, or before the first item goes out if that is sooner. */
export function proposedDue(urgency: Urgency, decideBy: string | undefined, now = Date.now()) {
  const soon = now + within[urgency] * 3_600_000;
  return new Date(decideBy ? Math.min(soon, Date.parse(decideBy)) : soon);
}

function beforeFirst(firstAt: string | undefined, due: Date) {
  return firstAt && due.getTime() < Date.parse(firstAt) ? ", before the first item goes out" : "";
}
