import { Button, Group, Modal, NumberInput, Select, SimpleGrid, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { fieldErrors, problemOf } from "@/contract/problem";
import { type Campaign, type CampaignChange, campaignTypes, priorities } from "@/contract/types";
import { CurrencySelect, DateField, TagsField, ZoneSelect } from "@/ui/fields";
import { humanise } from "@/ui/format";
import { FormProblem, Notice } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { Channels } from "./NewCampaignWizard";

export function EditCampaign({ campaign, close }: { campaign: Campaign; close: () => void }) {
  const form = useForm({
    initialValues: {
      name: campaign.name,
      type: campaign.type,
      objective: campaign.objective ?? "",
      description: campaign.description ?? "",
      startDate: campaign.startDate ?? null,
      endDate: campaign.endDate ?? null,
      timeZone: campaign.timeZone,
      channels: campaign.channels,
      amount: (campaign.budget?.amount ?? "") as number | string,
      currency: campaign.budget?.currency ?? "EUR",
      priority: campaign.priority,
      tags: campaign.tags,
    },
  });
  const save = useWrite({
    run: (body: CampaignChange) =>
      take(api.PATCH("/api/campaigns/{id}", { params: { path: { id: campaign.id } }, body })),
    stale: [keys.campaign(campaign.id), keys.campaigns],
    done: "Saved.",
    onDone: close,
    onRefused: (error) => {
      const errors = fieldErrors(error);
      form.setErrors({ ...errors, amount: errors.budget });
    },
  });
  const outdated = save.error && problemOf(save.error).code === "campaign_version_conflict";

  const submit = ({ amount, currency, ...values }: typeof form.values) => {
    const before = form.getInitialValues();
    const changed = Object.fromEntries(
      Object.entries(values)
        .filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof typeof before]))
        .map(([field, value]) => [field, value === "" ? null : value]),
    );
    const budget = amount === "" ? null : { amount: Number(amount), currency };
    const budgetChanged = amount !== before.amount || (amount !== "" && currency !== before.currency);
    save.mutate({ ...changed, ...(budgetChanged ? { budget } : {}), version: campaign.version } as CampaignChange);
  };

  return (
    <Modal opened onClose={close} title="Edit details" size={640}>
      <form onSubmit={form.onSubmit(submit)}>
        <Stack gap="sm">
          {outdated ? (
            <Notice tone="warn" title="Someone else changed this campaign">
              Close this dialog to see the changes, then edit again.
            </Notice>
          ) : (
            <FormProblem error={save.error} />
          )}
          <TextInput label="Name" required withAsterisk={false} data-autofocus {...form.getInputProps("name")} />
          <Textarea label="Objective" autosize minRows={2} maxRows={6} {...form.getInputProps("objective")} />
          <Textarea label="Description" autosize minRows={2} maxRows={10} {...form.getInputProps("description")} />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <Select
              label="Type"
              allowDeselect={false}
              data={campaignTypes.map((value) => ({ value, label: humanise(value) }))}
              {...form.getInputProps("type")}
            />
            <Select
              label="Priority"
              allowDeselect={false}
              data={priorities.map((value) => ({ value, label: humanise(value) }))}
              {...form.getInputProps("priority")}
            />
            <DateField label="Start date" placeholder="No date" {...form.getInputProps("startDate")} />
            <DateField label="End date" placeholder="No date" {...form.getInputProps("endDate")} />
            <NumberInput
              label="Budget"
              min={0}
              decimalScale={2}
              thousandSeparator=","
              hideControls
              {...form.getInputProps("amount")}
            />
            <CurrencySelect {...form.getInputProps("currency")} />
          </SimpleGrid>
          <ZoneSelect {...form.getInputProps("timeZone")} />
          <Channels value={form.values.channels} change={(list) => form.setFieldValue("channels", list)} />
          <TagsField {...form.getInputProps("tags")} />
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
