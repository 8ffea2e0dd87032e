import { ActionIcon, Popover } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Info } from "lucide-react";
import type { Kpi } from "@/contract/types";
import { daySpan } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { BoneRows, Loaded } from "@/ui/States";
import { useChoice } from "./choice";
import classes from "./dashboard.module.css";
import { changeWords, previousWords, valueWords } from "./kpis";
import { kpisQuery } from "./queries";
import { Spark } from "./Spark";

/** Key figures: what each means is one click away, and so is what it is made of. */
export function KpiPanel({ open }: { open: (key: string) => void }) {
  const kpis = useQuery(kpisQuery(useChoice()));
  const { from, to } = kpis.data?.period ?? {};
  return (
    <Panel
      title="Key figures"
      padded={false}
      aside={from && to ? <span className={classes.small}>{daySpan(from, to)}</span> : null}
    >
      <Loaded query={kpis} skeleton={<BoneRows count={4} height={64} />}>
        {({ items }) => (
          <ul className={classes.kpis} aria-label="Key figures">
            {items.map((kpi) => (
              <KpiCard key={kpi.key} kpi={kpi} open={open} />
            ))}
          </ul>
        )}
      </Loaded>
    </Panel>
  );
}

function KpiCard({ kpi, open }: { kpi: Kpi; open: (key: string) => void }) {
  const change = changeWords(kpi);
  const value = valueWords(kpi);
  return (
    <li>
      <span className={classes.kpiName}>
        {kpi.label}
        <Definition kpi={kpi} />
      </span>
      {kpi.rows && kpi.value !== null ? (
        <button
          type="button"
          className={classes.kpiValue}
          onClick={() => open(kpi.key)}
          aria-label={`${kpi.label}: ${value}`}
        >
          {value}
        </button>
      ) : (
        <b className={classes.kpiValue} data-none={kpi.value === null || undefined}>
          {value}
        </b>
      )}
      <small data-tone={change?.tone}>{change?.text ?? " "}</small>
      <Spark values={kpi.spark} />
    </li>
  );
}

/** What a figure means, and what its change is against. */
function Definition({ kpi }: { kpi: Kpi }) {
  const previous = previousWords(kpi);
  return (
    <Popover width={260} position="bottom-start" withinPortal trapFocus>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size={24} my={-4} aria-label={`What “${kpi.label}” means`}>
          <Info size={13} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={kpi.label} className={classes.definition}>
        <p>{kpi.definition}</p>
        {previous ? <p>{previous}</p> : null}
      </Popover.Dropdown>
    </Popover>
  );
}
