import type { Budget } from "@/contract/types";
import { Bar } from "@/ui/Bar";
import { DataTable } from "@/ui/DataTable";
import { money } from "@/ui/format";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import classes from "./budget.module.css";

export interface Spend {
  currency: string | null;
  channels: Record<string, number>;
}

export function BudgetTable({ plan, spend }: { plan: Budget; spend: Spend | undefined }) {
  const total = plan.total ?? plan.allocated;
  const rows = rowsOf(plan, spend);
  const spent = Object.values(spend?.channels ?? {}).reduce((sum, amount) => sum + amount, 0);
  const asMoney = (amount: number) => money(amount, plan.currency);
  return (
    <DataTable label="Budget by channel" className={classes.plan}>
      <thead>
        <tr>
          <th scope="col">Channel</th>
          <th scope="col">Planned</th>
          <th scope="col" className={classes.wide}>
            Share
          </th>
          {spend ? (
            <>
              <th scope="col">Spent</th>
              <th scope="col">Left</th>
            </>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ channel, amount, spent: out }) => (
          <tr key={channel}>
            <th scope="row">
              <PlatformIcon platform={channel} />
              {platformName(channel)}
            </th>
            <td>{asMoney(amount)}</td>
            <td className={classes.wide}>
              <Meter part={amount} of={total} />
            </td>
            {spend ? (
              <>
                <td>{asMoney(out)}</td>
                <td data-over={out > amount || undefined}>{asMoney(amount - out)}</td>
              </>
            ) : null}
          </tr>
        ))}
      </tbody>
      <tfoot>
        {total > plan.allocated ? (
          <tr>
            <th scope="row">Unallocated</th>
            <td>{asMoney(total - plan.allocated)}</td>
            <td className={classes.wide}>
              <Meter part={total - plan.allocated} of={total} quiet />
            </td>
            {spend ? (
              <>
                <td />
                <td />
              </>
            ) : null}
          </tr>
        ) : null}
        <tr>
          <th scope="row">Total</th>
          <td>{asMoney(total)}</td>
          <td className={classes.wide} />
          {spend ? (
            <>
              <td>{asMoney(spent)}</td>
              <td data-over={spent > total || undefined}>{asMoney(total - spent)}</td>
            </>
          ) : null}
        </tr>
      </tfoot>
    </DataTable>
  );
}

function Meter({ part, of, quiet }: { part: number; of: number; quiet?: boolean }) {
  const share = of > 0 ? part / of : 0;
  return (
    <span className={classes.meter}>
      <Bar share={share} tone={quiet ? "quiet" : undefined} />
      {Math.round(share * 100)}%
    </span>
  );
}

/** Channels of the plan, then those that cost something without a plan. */
export function rowsOf(plan: Budget, spend: Spend | undefined) {
  const planned = plan.allocations.map(({ channel }) => channel);
  const others = Object.keys(spend?.channels ?? {}).filter((channel) => !planned.includes(channel));
  return [...planned, ...others].map((channel) => ({
    channel,
    amount: plan.allocations.find((allocation) => allocation.channel === channel)?.amount ?? 0,
    spent: spend?.channels[channel] ?? 0,
  }));
}
