import { Checkbox, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDebouncedValue } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { campaignQuery } from "@/contract/queries";
import type { Campaign } from "@/contract/types";
import { Form, FormModal, useFormWrite } from "@/ui/Form";
import { DateField } from "@/ui/fields";
import { counted } from "@/ui/format";
import { Bone, Loaded } from "@/ui/States";
import { period } from "./CampaignRows";
import { type ClonePart, cloneParts, nextRun, requestOf } from "./clone";
import { campaignsQuery } from "./queries";

/** A campaign made from an earlier one: which, from when, and what comes along. */
export function CloneCampaign({ from, close }: { from: string | undefined; close: () => void }) {
  const [chosen, choose] = useState(from);
  return (
    <FormModal opened close={close} title={from ? "Duplicate campaign" : "Start from an earlier campaign"} size={560}>
      <Stack gap="sm">
        {from ? null : <CampaignChoice value={chosen} choose={choose} />}
        {chosen ? <Original key={chosen} id={chosen} close={close} /> : null}
      </Stack>
    </FormModal>
  );
}

function Original({ id, close }: { id: string; close: () => void }) {
  const campaign = useQuery(campaignQuery(id));
  return (
    <Loaded query={campaign} skeleton={<Bone height={280} />}>
      {(known) => <CloneForm campaign={known} close={close} />}
    </Loaded>
  );
}

/** Finished and archived campaigns too: those are what people look for. */
function CampaignChoice({ value, choose }: { value: string | undefined; choose: (id: string) => void }) {
  const [words, setWords] = useState("");
  const [q] = useDebouncedValue(words.trim(), 250);
  const filter = { limit: 50, sort: "-startDate", ...(q ? { q } : {}) };
  const open = useQuery(campaignsQuery(filter));
  const archived = useQuery(campaignsQuery({ ...filter, archived: true }));
  const found = new Map([...(open.data?.items ?? []), ...(archived.data?.items ?? [])].map((one) => [one.id, one]));
  return (
    <Select
      label="Earlier campaign"
      placeholder="Search campaigns"
      searchable
      data-autofocus
      nothingFoundMessage="No campaigns match"
      data={[...found.values()].map((campaign) => ({
        value: campaign.id,
        label: `${campaign.name} · ${period(campaign)}`,
      }))}
      value={value ?? null}
      onChange={(id) => id && choose(id)}
      onSearchChange={setWords}
    />
  );
}

function CloneForm({ campaign, close }: { campaign: Campaign; close: () => void }) {
  const router = useRouter();
  const form = useForm({
    initialValues: {
      name: `Copy of ${campaign.name}`.slice(0, 200),
      startDate: nextRun(campaign, new Date()) as string | null,
      parts: cloneParts.map(({ part }) => part).filter((part) => part !== "assignees") as ClonePart[],
    },
  });
  const save = useFormWrite(form, {
    run: (values: typeof form.values) =>
      take(api.POST("/api/campaigns/{id}/clone", { params: { path: { id: campaign.id } }, body: requestOf(values) })),
    stale: [keys.campaigns, keys.calendar],
    onDone: ({ id, created, left }) => {
      const notes = left.map(({ title, reason }) => `“${title}”: ${reason}`).join(" ");
      notifications.show({
        color: left.length > 0 ? "yellow" : "teal",
        autoClose: left.length > 0 ? 20_000 : 6000,
        message:
          `Campaign created with ${counted(created.posts, "post")}, ${counted(created.mailings, "e-mail")} and ${counted(created.tasks, "task")}. ${notes}`.trim(),
      });
      router.navigate({ to: "/campaigns/$campaignId/content", params: { campaignId: id } });
    },
  });
  const { startDate, parts } = form.values;
  const has = (part: ClonePart) => parts.includes(part);
  return (
    <Form form={form} save={save} label="Create campaign" close={close}>
      <TextInput label="Name" required withAsterisk={false} data-autofocus {...form.getInputProps("name")} />
      <DateField
        label="Start date"
        placeholder="No date"
        description={
          startDate
            ? "Every post and e-mail moves by the same number of days and keeps its time of day."
            : "Without a date, posts and e-mails are copied as drafts."
        }
        {...form.getInputProps("startDate")}
      />
      <Checkbox.Group label="What to copy" {...form.getInputProps("parts")}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt={6}>
          {cloneParts.map(({ part, label }) => (
            <Checkbox key={part} value={part} label={label} checked={has(part)} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
      <Text size="sm" c="dimmed">
        Approvals, comments, deliveries and results are never copied: they belong to the original. Nothing is sent
        before the new campaign is approved and launched.
      </Text>
    </Form>
  );
}
