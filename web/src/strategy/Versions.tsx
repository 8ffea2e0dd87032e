import { Link } from "@tanstack/react-router";
import type { Strategy } from "@/contract/types";
import { ActionMenu, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { Panel } from "@/ui/Page";
import { Tag } from "@/ui/status";
import ui from "@/ui/ui.module.css";
import { strategyActions } from "./actions";

export function Versions({ versions, shown }: { versions: Strategy[]; shown: number }) {
  return (
    <Panel title="Versions" padded={false}>
      <ul className={ui.rows}>
        {versions.map((strategy) => (
          <li key={strategy.version}>
            <VersionRow strategy={strategy} shown={strategy.version === shown} oldest={versions.at(-1) === strategy} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function VersionRow({ strategy, shown, oldest }: { strategy: Strategy; shown: boolean; oldest: boolean }) {
  const bound = useActions(strategyActions, strategy);
  const actions = oldest ? bound.filter(({ name }) => name !== "compareStrategy") : bound;
  return (
    <div className={ui.row} data-open data-selected={shown || undefined}>
      <div className={ui.rowMain}>
        <Link
          to="/campaigns/$campaignId/strategy"
          params={{ campaignId: strategy.campaignId }}
          search={{ version: strategy.version }}
          className={`${ui.stretch} ${ui.rowTitle}`}
          style={{ display: "block", color: "inherit", textDecoration: "none" }}
          aria-current={shown ? "true" : undefined}
        >
          Version {strategy.version}
        </Link>
        <p className={ui.rowNote}>
          {strategy.createdByName ?? "Fanfare"} · <Ago at={strategy.createdAt} />
        </p>
        {strategy.invalidationReason ? (
          <p className={ui.rowNote} style={{ whiteSpace: "normal" }}>
            {strategy.invalidationReason}
          </p>
        ) : null}
      </div>
      {strategy.current ? <Tag tone="good">Current</Tag> : strategy.invalidated ? <Tag>Invalid</Tag> : null}
      <span className={`${ui.rowAside} ${ui.above}`}>
        <ActionMenu actions={actions} label={`Actions for version ${strategy.version}`} />
      </span>
    </div>
  );
}
