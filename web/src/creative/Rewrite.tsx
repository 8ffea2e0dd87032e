import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Components, Creative } from "@/contract/types";
import { Changes } from "@/ui/Changes";
import { Chip, ChipGroup } from "@/ui/layout";
import { FormProblem, Notice } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { isFilled, partNames, partsOf, partText, type WordPart, writerName } from "./components";
import classes from "./creative.module.css";

interface RewriteProps {
  creative: Creative;
  parts: WordPart[];
  choose: (parts: WordPart[]) => void;
  dirty: boolean;
  close: () => void;
}

/** Has chosen parts written anew as a proposal: nothing is replaced before it was compared and taken over. */
export function Rewrite({ creative, parts, choose, dirty, close }: RewriteProps) {
  const [instructions, setInstructions] = useState("");
  const path = { id: creative.id };
  const propose = useWrite({
    run: () =>
      take(
        api.POST("/api/creatives/{id}/regenerate", {
          params: { path },
          body: { components: parts, apply: false, ...(instructions.trim() ? { instructions } : {}) },
        }),
      ),
  });
  const accept = useWrite({
    run: (proposalId: string) =>
      take(
        api.POST("/api/creatives/{id}/proposals/{proposalId}/accept", { params: { path: { ...path, proposalId } } }),
      ),
    stale: [keys.campaign(creative.campaignId)],
    done: "Applied as a new revision.",
    onDone: close,
  });
  const toggle = (part: WordPart) =>
    choose(parts.includes(part) ? parts.filter((other) => other !== part) : [...parts, part]);
  const proposal = propose.data;

  return (
    <Stack gap="sm">
      <FormProblem error={propose.error ?? accept.error} />
      {dirty ? <Notice tone="info">Save your changes first. Proposals are based on the saved version.</Notice> : null}
      {proposal ? (
        <>
          {proposal.notes.map((note) => (
            <Notice key={note} tone="info">
              {note}
            </Notice>
          ))}
          <ul className={classes.compare}>
            {Object.keys(proposal.components).map((part) => (
              <Comparison key={part} part={part} before={creative.components} after={proposal.components} />
            ))}
          </ul>
          <Group justify="space-between" gap="xs">
            <span className={classes.note}>
              Written by {writerName(proposal.writer)}, based on revision {proposal.revision}
            </span>
            <Group gap="xs">
              <Button variant="default" onClick={() => propose.reset()}>
                Discard
              </Button>
              <Button variant="default" loading={propose.isPending} onClick={() => propose.mutate()}>
                Try again
              </Button>
              {proposal.proposalId ? (
                <Button loading={accept.isPending} onClick={() => accept.mutate(proposal.proposalId ?? "")}>
                  Apply
                </Button>
              ) : null}
            </Group>
          </Group>
        </>
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            propose.mutate();
          }}
        >
          <Stack gap="sm">
            <ChipGroup label="Parts">
              {partsOf(creative).map((part) => (
                <Chip key={part} pressed={parts.includes(part)} onClick={() => toggle(part)}>
                  {partNames[part]}
                </Chip>
              ))}
            </ChipGroup>
            <Textarea
              label="Instructions"
              placeholder="Focus on the battery. Make it shorter."
              autosize
              minRows={2}
              maxRows={6}
              value={instructions}
              onChange={(event) => setInstructions(event.currentTarget.value)}
              data-autofocus
            />
            <Group justify="flex-end">
              <Button type="submit" loading={propose.isPending} disabled={parts.length === 0 || dirty}>
                Suggest
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Stack>
  );
}

/** A part before and after, as one text with its changes marked. */
export function Comparison({ part, before, after }: { part: string; before: Components; after: Components }) {
  const name = part as keyof Components;
  const same = partText(before[name]) === partText(after[name]);
  return (
    <li>
      <p className={classes.compareName}>
        {partNames[part] ?? part}
        {same ? <span className={classes.note}>unchanged</span> : null}
        {!isFilled(before[name]) && isFilled(after[name]) ? <span className={classes.note}>new</span> : null}
      </p>
      <Changes before={partText(before[name])} after={partText(after[name])} />
    </li>
  );
}
