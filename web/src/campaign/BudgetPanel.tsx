import { ActionIcon, Button, Group, Modal, NumberInput, SimpleGrid, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { api, take } from "@/contract/api";
import { fieldErrors } from "@/contract/problem";
import { ofCampaign, useMe } from "@/contract/queries";
import type { Budget, Campaign } from "@/contract/types";
import { CurrencySelect } from "@/ui/fields";
import { money } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { Bone, FormProblem, Loaded } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { channelName } from "./CampaignRows";
import classes from "./campaign.module.css";
import { budgetQuery } from "./queries";

interface BudgetPanelProps {
  campaign: Campaign;
  editing: boolean;
  edit: (editing: boolean) => void;
}

export function BudgetPanel({ campaign, editing, edit }: BudgetPanelProps) {
  const budget = useQuery(budgetQuery(campaign.id));
  const editable = campaign.can.includes("setBudget");
  const pencil = editable ? (
    <ActionIcon onClick={() => edit(true)} aria-label="Plan the budget">
      <Pencil size={15} />
    </ActionIcon>
  ) : null;
  return (
    <Panel title="Budget" aside={pencil}>
      <Loaded query={budget} skeleton={<Bone height={72} />}>
        {(plan) => (
          <>
            {plan.total ? (
              <Plan plan={plan} />
            ) : (
              <Stack gap="xs" align="flex-start">
                <Text c="dimmed">No budget is planned for this campaign.</Text>
                {editable ? (
                  <Button size="xs" variant="default" onClick={() => edit(true)}>
                    Plan a budget
                  </Button>
                ) : null}
              </Stack>
            )}
            {editing ? <EditBudget campaign={campaign} plan={plan} close={() => edit(false)} /> : null}
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function Plan({ plan }: { plan: Budget }) {
  const total = plan.total ?? 0;
  return (
    <Stack gap="sm">
      <div>
        <span className={classes.big}>{money(total, plan.currency)}</span>
        <Text size="xs" c="dimmed">
          {money(plan.allocated, plan.currency)} given to channels, {money(total - plan.allocated, plan.currency)} left
        </Text>
      </div>
      {plan.allocations.map(({ channel, amount }) => (
        <div key={channel} className={classes.allocation}>
          <div>
            <span>{channelName(channel)}</span>
            <Text span c="dimmed">
              {money(amount, plan.currency)}
            </Text>
          </div>
          <div className={classes.bar}>
            <span style={{ width: `${Math.min(100, total > 0 ? (amount / total) * 100 : 0)}%` }} />
          </div>
        </div>
      ))}
    </Stack>
  );
}

function EditBudget({ campaign, plan, close }: { campaign: Campaign; plan: Budget; close: () => void }) {
  const { workspace } = useMe();
  const known = plan.allocations.map(({ channel }) => channel);
  const channels = [...known, ...campaign.channels.filter((channel) => !known.includes(channel))];
  const form = useForm({
    initialValues: {
      total: (plan.total ?? "") as number | string,
      currency: plan.currency || workspace.currency,
      amounts: Object.fromEntries(
        channels.map((channel) => [channel, plan.allocations.find((a) => a.channel === channel)?.amount ?? 0]),
      ) as Record<string, number | string>,
    },
  });
  const given = Object.values(form.values.amounts).reduce<number>((sum, amount) => sum + Number(amount || 0), 0);
  const over = given > Number(form.values.total || 0);
  const save = useWrite({
    run: ({ total, currency, amounts }: typeof form.values) =>
      take(
        api.PUT("/api/campaigns/{id}/budget", {
          params: { path: { id: campaign.id } },
          body: {
            currency,
            total: Number(total || 0),
            allocations: Object.entries(amounts)
              .map(([channel, amount]) => ({ channel, amount: Number(amount || 0) }))
              .filter(({ amount }) => amount > 0),
          },
        }),
      ),
    stale: [ofCampaign(campaign.id)],
    done: "The budget is planned.",
    onDone: close,
    onRefused: (error) => form.setErrors(fieldErrors(error)),
  });
  return (
    <Modal opened onClose={close} title="Plan the budget">
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack gap="sm">
          <FormProblem error={save.error} />
          <SimpleGrid cols={2} spacing="sm">
            <NumberInput
              label="Total"
              min={0}
              decimalScale={2}
              thousandSeparator=","
              hideControls
              data-autofocus
              {...form.getInputProps("total")}
            />
            <CurrencySelect {...form.getInputProps("currency")} />
          </SimpleGrid>
          {channels.map((channel) => (
            <NumberInput
              key={channel}
              label={channelName(channel)}
              min={0}
              decimalScale={2}
              thousandSeparator=","
              hideControls
              {...form.getInputProps(`amounts.${channel}`)}
            />
          ))}
          <Text size="xs" c={over ? "var(--bad)" : "dimmed"} aria-live="polite">
            {over
              ? `The channels have ${money(given - Number(form.values.total || 0), form.values.currency)} more than the total.`
              : `${money(Number(form.values.total || 0) - given, form.values.currency)} left for later.`}
          </Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending} disabled={over}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
