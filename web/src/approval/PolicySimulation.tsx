import { Select, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { problemOf } from "@/contract/problem";
import { campaignNamesQuery, useMe } from "@/contract/queries";
import { type PolicyTerms, type ScopeName, type SimulatedReview, scopeNames, type Urgency } from "@/contract/types";
import { dateTime, humanise } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { Bone, Failed, Notice } from "@/ui/States";
import classes from "./policies.module.css";
import { simulationQuery } from "./queries";

const urgencies: Urgency[] = ["low", "normal", "high", "urgent"];
const options = (values: string[]) => values.map((value) => ({ value, label: humanise(value) }));

interface PolicySimulationProps {
  stored: string | undefined;
  /** The policy as it is typed; undefined while it is incomplete. */
  terms: PolicyTerms | undefined;
}

/** What the policy, saved or not, would ask of a campaign if a review were requested now. */
export function PolicySimulation({ stored, terms }: PolicySimulationProps) {
  const campaigns = useQuery(campaignNamesQuery).data?.items;
  const [chosen, choose] = useState<string | null>(null);
  const [scope, setScope] = useState<ScopeName>("content");
  const [urgency, setUrgency] = useState<Urgency>("normal");
  const campaignId = chosen ?? campaigns?.[0]?.id;
  return (
    <Panel title="Try it">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          Who would be asked, and by when, if a review were requested now. No one is notified.
        </Text>
        <Select
          label="Campaign"
          searchable
          allowDeselect={false}
          nothingFoundMessage="No match"
          placeholder={campaigns?.length === 0 ? "No campaigns yet" : undefined}
          disabled={!campaigns?.length}
          data={(campaigns ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={campaignId ?? null}
          onChange={choose}
        />
        <div className={classes.fields}>
          <Select
            label="Part"
            allowDeselect={false}
            data={options(scopeNames)}
            value={scope}
            onChange={(next) => next && setScope(next as ScopeName)}
          />
          <Select
            label="Urgency"
            allowDeselect={false}
            data={options(urgencies)}
            value={urgency}
            onChange={(next) => next && setUrgency(next as Urgency)}
          />
        </div>
        {campaignId ? (
          terms ? (
            <Simulated stored={stored} terms={terms} campaignId={campaignId} scope={scope} urgency={urgency} />
          ) : (
            <Text c="dimmed">Complete the stages to try the policy.</Text>
          )
        ) : null}
      </Stack>
    </Panel>
  );
}

interface SimulatedProps {
  stored: string | undefined;
  terms: PolicyTerms;
  campaignId: string;
  scope: ScopeName;
  urgency: Urgency;
}

function Simulated({ stored, terms, ...asked }: SimulatedProps) {
  const [typed] = useDebouncedValue(JSON.stringify(terms), 350);
  const found = useQuery(simulationQuery(stored, { ...asked, policy: JSON.parse(typed) as PolicyTerms }));
  if (found.error && !found.isFetching)
    return problemOf(found.error).status === 422 ? (
      <Notice tone="warn">{problemOf(found.error).detail}</Notice>
    ) : (
      <Failed error={found.error} retry={() => found.refetch()} />
    );
  if (!found.data) return <Bone height={120} />;
  return (
    <div aria-busy={found.isFetching} aria-live="polite">
      <Outcome review={found.data} />
    </div>
  );
}

function Outcome({ review }: { review: SimulatedReview }) {
  const zone = useMe().workspace.timeZone;
  return (
    <Stack gap="sm">
      <Notice tone={review.earliestDone ? "info" : "warn"}>{review.explain}</Notice>
      <ol className={classes.asked}>
        {review.stages.map(({ name, outcome, eligible, opensAt, deadline, reminders, escalations, rules }) => (
          <li key={name} data-tone={outcome === "nobody" ? "bad" : undefined}>
            <b>{name}</b>
            <p>
              {outcome === "auto"
                ? "Approved automatically"
                : eligible.length > 0
                  ? eligible.map((person) => person.name).join(", ")
                  : "No one can decide this stage"}
            </p>
            {rules.map((rule) => (
              <Text key={rule.rule} size="xs" c="dimmed">
                Rule {rule.rule} approves {rule.items.join(", ")}
                {rule.at ? `, ${dateTime(rule.at, zone)} if it is still open,` : ""} because {rule.because}
              </Text>
            ))}
            {deadline ? (
              <Text size="xs" c="dimmed">
                Opens {dateTime(opensAt, zone)}, due {dateTime(deadline, zone)}
              </Text>
            ) : null}
            {reminders.length > 0 ? (
              <Text size="xs" c="dimmed">
                Reminded {reminders.map((at) => dateTime(at, zone)).join(" and ")}
              </Text>
            ) : null}
            {escalations.map(({ at, to }) => (
              <Text key={at} size="xs" c="dimmed">
                Escalated {dateTime(at, zone)} to {to.map((person) => person.name).join(", ")}
              </Text>
            ))}
          </li>
        ))}
      </ol>
      <Text size="sm" fw={500}>
        {review.earliestDone
          ? `Decided by ${dateTime(review.earliestDone, zone)} if each stage takes its time`
          : "This review would be blocked until someone can decide"}
      </Text>
    </Stack>
  );
}
