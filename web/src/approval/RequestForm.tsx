import { Checkbox, Select, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { problemOf } from "@/contract/problem";
import type { Campaign, Scope, Urgency } from "@/contract/types";
import { Footer, FormModal } from "@/ui/Form";
import { DateField } from "@/ui/fields";
import { counted, dayOf, humanise, instantOf } from "@/ui/format";
import { Notice } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { asksFor, isWaiting, itemsLine } from "./scopes";

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
  const [chosen, choose] = useState(() => scopes.map(({ scope }): string => scope));
  const [message, setMessage] = useState("");
  const [urgency, setUrgency] = useState<Urgency>("normal");
  const [due, setDue] = useState<string | null>(null);
  const [refused, setRefused] = useState<[scope: string, text: string][]>([]);
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
                ...(due ? { deadline: instantOf(`${due}T18:00`, campaign.timeZone).toISOString() } : {}),
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
        <Textarea
          label="Message to the reviewers"
          placeholder="What they should look at first"
          autosize
          minRows={2}
          maxRows={8}
          value={message}
          onChange={(event) => setMessage(event.currentTarget.value)}
          data-autofocus
        />
        <DateField
          label="Due (optional)"
          description={due ? undefined : "If you leave it empty, the urgency sets the date."}
          placeholder="Pick a day"
          minDate={dayOf(Date.now() + 86_400_000, campaign.timeZone)}
          value={due}
          onChange={setDue}
        />
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
