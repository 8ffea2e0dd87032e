import type { Strategy } from "@/contract/types";
import { ActionMenu, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { Rows } from "@/ui/List";
import { Panel } from "@/ui/Page";
import { Row } from "@/ui/Row";
import { Tag } from "@/ui/status";
import { strategyActions } from "./actions";
import classes from "./strategy.module.css";

export function Versions({ versions, shown }: { versions: Strategy[]; shown: number }) {
  return (
    <Panel title="Versions" padded={false}>
      <Rows
        items={versions}
        keyOf={({ version }) => String(version)}
        row={(strategy) => (
          <VersionRow strategy={strategy} shown={strategy.version === shown} oldest={versions.at(-1) === strategy} />
        )}
      />
    </Panel>
  );
}

function VersionRow({ strategy, shown, oldest }: { strategy: Strategy; shown: boolean; oldest: boolean }) {
  const bound = useActions(strategyActions, strategy);
  const actions = oldest ? bound.filter(({ name }) => name !== "compareStrategy") : bound;
  const { campaignId, version, createdByName, createdAt, invalidationReason } = strategy;
  return (
    <Row
      selected={shown}
      place={{ to: "/campaigns/$campaignId/plan", params: { campaignId }, search: { version } }}
      title={`Version ${version}`}
      note={
        <>
          {createdByName ?? "Fanfare"} · <Ago at={createdAt} />
          {invalidationReason ? <span className={classes.reason}>{invalidationReason}</span> : null}
        </>
      }
      actions={<ActionMenu actions={actions} label={`Actions for version ${version}`} />}
    >
      <VersionTag strategy={strategy} />
    </Row>
  );
}

/** A version is current, replaced by the next one, or invalidated by a person. */
export function VersionTag({ strategy }: { strategy: Strategy }) {
  if (strategy.current) return <Tag tone="good">Current</Tag>;
  if (!strategy.invalidated) return null;
  return <Tag>{strategy.invalidationReason?.startsWith("Replaced by version ") ? "Replaced" : "Invalidated"}</Tag>;
}
