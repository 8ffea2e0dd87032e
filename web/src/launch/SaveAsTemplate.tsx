import { Button, Group, Select, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { campaignQuery } from "@/contract/queries";
import type { Campaign, CampaignTemplate, LeftOut } from "@/contract/types";
import { Form, FormModal, useFormWrite } from "@/ui/Form";
import { Bone, Loaded, Notice } from "@/ui/States";
import { LeftList } from "./LeftList";
import { PartChoice } from "./PartChoice";
import { categories, type Part, parts, summaryOf } from "./templates";

type Saved = CampaignTemplate & { left: LeftOut[] };

/** A template made of a campaign: its name and parts, and then what was left out and why. */
export function SaveAsTemplate({ campaignId, close }: { campaignId: string; close: () => void }) {
  const campaign = useQuery(campaignQuery(campaignId));
  const [saved, setSaved] = useState<Saved>();
  return (
    <FormModal opened close={close} title={saved ? "Template saved" : "Save as template"} size={560}>
      {saved ? (
        <SavedTemplate saved={saved} close={close} />
      ) : (
        <Loaded query={campaign} skeleton={<Bone height={320} />}>
          {(known) => <SaveForm campaign={known} close={close} onSaved={setSaved} />}
        </Loaded>
      )}
    </FormModal>
  );
}

function SaveForm({
  campaign,
  close,
  onSaved,
}: {
  campaign: Campaign;
  close: () => void;
  onSaved: (saved: Saved) => void;
}) {
  const form = useForm({
    initialValues: {
      name: campaign.name,
      description: "",
      category: null as CampaignTemplate["category"] | null,
      include: parts.map(({ part }) => part) as string[],
    },
  });
  const save = useFormWrite(form, {
    run: ({ name, description, category, include }: typeof form.values) =>
      take(
        api.POST("/api/templates/from-campaign/{campaignId}", {
          params: { path: { campaignId: campaign.id } },
          body: {
            name,
            include: include as Part[],
            ...(description ? { description } : {}),
            ...(category ? { category } : {}),
          },
        }),
      ),
    stale: [keys.campaignTemplates],
    onDone: (saved) => onSaved(saved as Saved),
  });
  return (
    <Form form={form} save={save} label="Save template" close={close}>
      <TextInput label="Name" required withAsterisk={false} data-autofocus {...form.getInputProps("name")} />
      <Textarea
        label="What is it for?"
        placeholder="Helps others decide whether it fits."
        autosize
        minRows={2}
        maxRows={5}
        {...form.getInputProps("description")}
      />
      <Select
        label="Category"
        placeholder="The usual one of this type of campaign"
        clearable
        data={categories}
        {...form.getInputProps("category")}
      />
      <PartChoice
        label="What to keep"
        value={form.values.include}
        onChange={(value) => form.setFieldValue("include", value)}
      />
      <Text size="sm" c="dimmed">
        Dates become days from the launch. People, recipients, approvals, amounts and results stay with this campaign.
        Words in double brackets, such as [[product]], are asked for when the template is used.
      </Text>
    </Form>
  );
}

function SavedTemplate({ saved, close }: { saved: Saved; close: () => void }) {
  return (
    <Stack gap="sm">
      <Notice tone="good" title={saved.name}>
        {summaryOf(saved) || "It holds the structure of the campaign."}
      </Notice>
      <div>
        <Text fw={600}>Left out</Text>
        <LeftList left={saved.left} />
      </div>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={close}>
          Close
        </Button>
        <Button
          data-autofocus
          renderRoot={(props) => <Link to="/templates/$templateId" params={{ templateId: saved.id }} {...props} />}
        >
          Open template
        </Button>
      </Group>
    </Stack>
  );
}
