import { CloseButton, Group, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { GitCompare, Minus, MoveVertical, Plus } from "lucide-react";
import type { Strategy, StrategyDifference } from "@/contract/types";
import { Changes } from "@/ui/Changes";
import { humanise } from "@/ui/format";
import { RowList } from "@/ui/List";
import { Panel, PanelBody } from "@/ui/Page";
import { Bone, Empty, Loaded } from "@/ui/States";
import { Tag } from "@/ui/status";
import { fieldName } from "./fields";
import { comparisonQuery } from "./queries";
import classes from "./strategy.module.css";
import { entryWords, wordsOf } from "./words";

interface DifferencesProps {
  campaignId: string;
  versions: Strategy[];
  version: number;
  against: number;
  choose: (change: { version?: number; against?: number | undefined }) => void;
}

/** Two versions side by side, as what was added, taken out and changed. */
export function Differences({ campaignId, versions, version, against, choose }: DifferencesProps) {
  const comparison = useQuery(comparisonQuery(campaignId, version, against));
  const data = versions.map((one) => ({ value: String(one.version), label: `Version ${one.version}` }));
  return (
    <Panel
      title={
        <Group gap={8} wrap="nowrap">
          <Select
            aria-label="Older version"
            size="xs"
            w={112}
            allowDeselect={false}
            data={data}
            value={String(against)}
            onChange={(value) => choose({ against: Number(value) })}
          />
          <span aria-hidden>→</span>
          <Select
            aria-label="Newer version"
            size="xs"
            w={112}
            allowDeselect={false}
            data={data}
            value={String(version)}
            onChange={(value) => choose({ version: Number(value) })}
          />
        </Group>
      }
      aside={<CloseButton onClick={() => choose({ against: undefined })} aria-label="Close the comparison" />}
      padded={false}
    >
      <Loaded
        query={comparison}
        skeleton={
          <PanelBody>
            <Bone height={160} />
          </PanelBody>
        }
      >
        {({ changes }) =>
          changes.length === 0 ? (
            <Empty icon={GitCompare} title="No differences" text="Both versions are identical." />
          ) : (
            <RowList>
              {changes.map((change) => (
                <li key={change.field} className={classes.change}>
                  <p className={classes.changeName}>
                    {fieldName(change.field)}
                    <Tag tone={tones[change.change] ?? "neutral"}>{humanise(change.change)}</Tag>
                  </p>
                  <Change change={change} />
                </li>
              ))}
            </RowList>
          )
        }
      </Loaded>
    </Panel>
  );
}

const tones: Record<string, "good" | "bad" | "info"> = { added: "good", removed: "bad", changed: "info" };

function Change({ change }: { change: StrategyDifference }) {
  const { added = [], moved = [] } = change;
  // What was a plain text before and has members now went as a whole.
  const whole = typeof change.before === "string" && typeof change.after !== "string" ? [change.before] : [];
  const removed = [...whole, ...(change.removed ?? [])];
  if (added.length + removed.length + moved.length === 0)
    return <Changes before={wordsOf(change.before)} after={wordsOf(change.after)} />;
  return (
    <ul className={classes.items}>
      {removed.map((item) => (
        <li key={`- ${entryWords(change.field, item)}`} data-tone="bad">
          <Minus size={13} aria-label="Removed" /> <del>{entryWords(change.field, item)}</del>
        </li>
      ))}
      {added.map((item) => (
        <li key={`+ ${entryWords(change.field, item)}`} data-tone="good">
          <Plus size={13} aria-label="Added" /> {entryWords(change.field, item)}
        </li>
      ))}
      {moved.map(({ item, from, to }) => (
        <li key={`m ${entryWords(change.field, item)}`} data-tone="info">
          <MoveVertical size={13} aria-label="Moved" /> {entryWords(change.field, item)}, moved from position {from + 1}{" "}
          to {to + 1}
        </li>
      ))}
    </ul>
  );
}
