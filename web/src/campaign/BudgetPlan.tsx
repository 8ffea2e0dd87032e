import { ActionIcon, Autocomplete, Button, Group, NumberInput, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { Pencil, Plus, Wallet, X } from "lucide-react";
import { useMemo, useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { problemOf } from "@/contract/problem";
import { useMe } from "@/contract/queries";
import type { Budget, Campaign } from "@/contract/types";
import { useOffer } from "@/ui/actions";
import { CurrencySelect } from "@/ui/fields";
import { money } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { knownChannels, platformName } from "@/ui/platforms";
import { BoneRows, Empty, FormProblem, Loaded } from "@/ui/States";
import table from "@/ui/table.module.css";
import { useWrite } from "@/ui/useWrite";
import classes from "./budget.module.css";
import { budgetQuery } from "./queries";

export interface Spend {
  currency: string | null;
  channels: Record<string, number>;
}

interface BudgetPlanProps {
  campaign: Campaign;
  /** What went out so far, where anybody reports it. */
  spend?: Spend | undefined;
  editing: boolean;
  edit: (editing: boolean) => void;
}

/** The plan of the money by channel, beside what was spent. */
export function BudgetPlan({ campaign, spend, editing, edit }: BudgetPlanProps) {
  const budget = useQuery(budgetQuery(campaign.id));
  const editable = campaign.can.includes("setBudget");
  useOffer(
    useMemo(
      () =>
        editable
          ? [
              {
                name: "setBudget",
                label: "Edit budget",
                icon: Pencil,
                group: "This campaign",
                keys: "b",
                running: false,
                perform: () => edit(true),
              },
            ]
          : [],
      [editable, edit],
    ),
  );
  return (
    <Panel
      title="Budget by channel"
      padded={false}
      aside={
        editable && !editing && budget.data?.total ? (
          <Button size="xs" variant="default" leftSection={<Pencil size={13} aria-hidden />} onClick={() => edit(true)}>
            Edit budget
          </Button>
        ) : null
      }
    >
      <Loaded query={budget} skeleton={<BoneRows count={4} height={49} />}>
        {(plan) =>
          editing && editable ? (
            <EditPlan campaign={campaign} plan={plan} spend={spend} close={() => edit(false)} />
          ) : plan.total || plan.allocations.length > 0 ? (
            <Table plan={plan} spend={spend} />
          ) : (
            <Empty
              icon={Wallet}
              title="No budget yet"
              text="Set a total and split it across channels. The budget is approved under Ads."
            >
              {editable ? (
                <Button onClick={() => edit(true)} leftSection={<Plus size={15} aria-hidden />}>
                  Set budget
                </Button>
              ) : null}
            </Empty>
          )
        }
      </Loaded>
    </Panel>
  );
}

function Table({ plan, spend }: { plan: Budget; spend: Spend | undefined }) {
  const total = plan.total ?? plan.allocated;
  const rows = rowsOf(plan, spend);
  const spent = Object.values(spend?.channels ?? {}).reduce((sum, amount) => sum + amount, 0);
  const asMoney = (amount: number) => money(amount, plan.currency);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
    <section className={`${table.scroll} ${classes.plan}`} tabIndex={0} aria-label="Budget by channel">
      <table className={table.table}>
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
      </table>
    </section>
  );
}

function Meter({ part, of, quiet }: { part: number; of: number; quiet?: boolean }) {
  const share = of > 0 ? part / of : 0;
  return (
    <span className={classes.meter} data-quiet={quiet || undefined}>
      <span>
        <i style={{ width: `${Math.min(100, share * 100)}%` }} />
      </span>
      {Math.round(share * 100)} %
    </span>
  );
}

/** Channels of the plan, then those that cost something without a plan. */
function rowsOf(plan: Budget, spend: Spend | undefined) {
  const planned = plan.allocations.map(({ channel }) => channel);
  const others = Object.keys(spend?.channels ?? {}).filter((channel) => !planned.includes(channel));
  return [...planned, ...others].map((channel) => ({
    channel,
    amount: plan.allocations.find((allocation) => allocation.channel === channel)?.amount ?? 0,
    spent: spend?.channels[channel] ?? 0,
  }));
}

interface EditPlanProps {
  campaign: Campaign;
  plan: Budget;
  spend: Spend | undefined;
  close: () => void;
}

function EditPlan({ campaign, plan, spend, close }: EditPlanProps) {
  const { workspace } = useMe();
  const [another, setAnother] = useState("");
  const known = rowsOf(plan, spend).map(({ channel }) => channel);
  const form = useForm({
    initialValues: {
      total: (plan.total ?? "") as number | string,
      currency: plan.currency || workspace.currency,
      allocations: [...known, ...campaign.channels.filter((channel) => !known.includes(channel))].map((channel) => ({
        channel,
        amount: (plan.allocations.find((allocation) => allocation.channel === channel)?.amount ?? "") as
          | number
          | string,
      })),
    },
  });
  const { allocations, currency } = form.values;
  const total = Number(form.values.total || 0);
  const given = allocations.reduce((sum, { amount }) => sum + Number(amount || 0), 0);
  const over = given > total;
  const save = useWrite({
    run: () =>
      take(
        api.PUT("/api/campaigns/{id}/budget", {
          params: { path: { id: campaign.id } },
          body: {
            currency,
            total,
            allocations: allocations
              .map(({ channel, amount }) => ({ channel, amount: Number(amount || 0) }))
              .filter(({ amount }) => amount > 0),
          },
        }),
      ),
    stale: [keys.campaign(campaign.id)],
    done: "Budget saved. If ads were approved, they need review again.",
    onDone: close,
    onRefused: (error) => form.setErrors(problemOf(error).errors ?? {}),
  });
  const add = (word: string) => {
    const named = knownChannels.find((channel) => platformName(channel).toLowerCase() === word.trim().toLowerCase());
    const channel = named ?? word.trim();
    if (channel && !allocations.some((allocation) => allocation.channel === channel))
      form.insertListItem("allocations", { channel, amount: "" });
    setAnother("");
  };

  return (
    <form onSubmit={form.onSubmit(() => save.mutate())} className={classes.form}>
      <FormProblem error={save.error} />
      <Group gap="sm" align="flex-end">
        <NumberInput
          label="Total budget"
          min={0}
          decimalScale={2}
          thousandSeparator=","
          hideControls
          w={180}
          data-autofocus
          autoFocus
          {...form.getInputProps("total")}
        />
        <CurrencySelect w={120} {...form.getInputProps("currency")} />
      </Group>
      <ul className={classes.lines}>
        {allocations.map(({ channel }, index) => (
          <li key={channel}>
            <span>
              <PlatformIcon platform={channel} />
              {platformName(channel)}
            </span>
            <NumberInput
              aria-label={`${platformName(channel)} in ${currency}`}
              placeholder="0"
              min={0}
              decimalScale={2}
              thousandSeparator=","
              hideControls
              {...form.getInputProps(`allocations.${index}.amount`)}
            />
            <span className={classes.share}>
              {total > 0 ? `${Math.round((Number(allocations[index]?.amount || 0) / total) * 100)} %` : ""}
            </span>
            <ActionIcon
              onClick={() => form.removeListItem("allocations", index)}
              aria-label={`Remove ${platformName(channel)}`}
            >
              <X size={15} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Autocomplete
        label="Add channel"
        placeholder="LinkedIn, Google Ads or a custom name"
        maw={360}
        value={another}
        onChange={setAnother}
        onOptionSubmit={add}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !another.trim()) return;
          event.preventDefault();
          add(another);
        }}
        data={knownChannels
          .filter((channel) => !allocations.some((allocation) => allocation.channel === channel))
          .map(platformName)}
      />
      <div className={classes.foot}>
        <Text size="xs" c={over ? "var(--bad)" : "dimmed"} aria-live="polite">
          {over
            ? `Channels exceed the total by ${money(given - total, currency)}.`
            : `${money(total - given, currency)} unallocated.`}
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending} disabled={over}>
            Save budget
          </Button>
        </Group>
      </div>
    </form>
  );
}
