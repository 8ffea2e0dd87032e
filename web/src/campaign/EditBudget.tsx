import { ActionIcon, Autocomplete, Group, NumberInput, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { X } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { useMe } from "@/contract/queries";
import type { Budget, Campaign } from "@/contract/types";
import { CheckedForm } from "@/ui/CheckedForm";
import { Footer, useFormWrite } from "@/ui/Form";
import { CurrencySelect } from "@/ui/fields";
import { money } from "@/ui/format";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { knownChannels, platformName } from "@/ui/platforms";
import { FormProblem } from "@/ui/States";
import { rowsOf, type Spend } from "./BudgetTable";
import classes from "./budget.module.css";

interface EditBudgetProps {
  campaign: Campaign;
  plan: Budget;
  spend: Spend | undefined;
  close: () => void;
}

export function EditBudget({ campaign, plan, spend, close }: EditBudgetProps) {
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
  const save = useFormWrite(form, {
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
  });
  const add = (word: string) => {
    const named = knownChannels.find((channel) => platformName(channel).toLowerCase() === word.trim().toLowerCase());
    const channel = named ?? word.trim();
    if (channel && !allocations.some((allocation) => allocation.channel === channel))
      form.insertListItem("allocations", { channel, amount: "" });
    setAnother("");
  };

  return (
    <CheckedForm form={form} onSubmit={form.onSubmit((values) => save.mutate(values))} className={classes.form}>
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
              {total > 0 ? `${Math.round((Number(allocations[index]?.amount || 0) / total) * 100)}%` : ""}
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
        <Footer label="Save budget" busy={save.isPending} close={close} disabled={over} />
      </div>
    </CheckedForm>
  );
}
