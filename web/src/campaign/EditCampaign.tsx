import { NumberInput, Select, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { problemOf } from "@/contract/problem";
import { type Campaign, type CampaignChange, campaignTypes, priorities } from "@/contract/types";
import { Form, FormModal, useFormWrite } from "@/ui/Form";
import { CurrencySelect, DateField, TagsField, ZoneSelect } from "@/ui/fields";
import { humanise } from "@/ui/format";
import { Notice } from "@/ui/States";
import { Channels } from "./NewCampaignWizard";

type Values = ReturnType<typeof valuesOf>;

function valuesOf(campaign: Campaign) {
  return {
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
  };
}

export function EditCampaign({ campaign, close }: { campaign: Campaign; close: () => void }) {
  const form = useForm<Values>({ initialValues: valuesOf(campaign) });
  const save = useFormWrite(form, {
    run: (values: Values) =>
      take(
        api.PATCH("/api/campaigns/{id}", {
          params: { path: { id: campaign.id } },
          body: changeOf(values, form.getInitialValues(), campaign.version),
        }),
      ),
    stale: [keys.campaign(campaign.id), keys.campaigns],
    done: "Saved.",
    onDone: close,
    rename: { budget: "amount" },
  });
  const outdated = save.error && problemOf(save.error).code === "campaign_version_conflict";

  return (
    <FormModal opened close={close} title="Edit details" size={640}>
      <Form
        form={form}
        save={save}
        label="Save"
        close={close}
        disabled={!form.isDirty()}
        problem={
          outdated ? (
            <Notice tone="warn" title="Someone else changed this campaign">
              Close this dialog to see the changes, then edit again.
            </Notice>
          ) : undefined
        }
      >
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
      </Form>
    </FormModal>
  );
}

/** Only what was changed, so a field that someone else saved in the meantime is kept. */
function changeOf({ amount, currency, ...values }: Values, before: Values, version: number) {
  const changed = Object.entries(values)
    .filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(before[field as keyof Values]))
    .map(([field, value]) => [field, value === "" ? null : value]);
  const budget = amount === "" ? null : { amount: Number(amount), currency };
  const budgetChanged = amount !== before.amount || (amount !== "" && currency !== before.currency);
  return { ...Object.fromEntries(changed), ...(budgetChanged ? { budget } : {}), version } as CampaignChange;
}
