import { Button, Group, NumberInput, SimpleGrid, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { useMe } from "@/contract/queries";
import type { CampaignTemplate, LeftOut, NewInstance } from "@/contract/types";
import { Form, FormModal, useFormWrite } from "@/ui/Form";
import { CurrencySelect, DateField } from "@/ui/fields";
import { counted } from "@/ui/format";
import { Notice } from "@/ui/States";
import { LeftList } from "./LeftList";
import { PartChoice } from "./PartChoice";
import { type Part, parts, usedPlaceholders } from "./templates";

interface Made {
  id: string;
  name: string;
  created: { posts: number; mailings: number; creatives: number; tasks: number };
  left: LeftOut[];
}

/** A campaign made from a template: its name and day, what to write for the placeholders, and then what is left to do. */
export function UseTemplate({ template, close }: { template: CampaignTemplate; close: () => void }) {
  const [made, setMade] = useState<Made>();
  return (
    <FormModal opened close={close} title={made ? "Campaign created" : `New campaign: ${template.name}`} size={620}>
      {made ? <MadeCampaign made={made} /> : <UseForm template={template} close={close} onMade={setMade} />}
    </FormModal>
  );
}

interface UseFormProps {
  template: CampaignTemplate;
  close: () => void;
  onMade: (made: Made) => void;
}

function UseForm({ template, close, onMade }: UseFormProps) {
  const { workspace } = useMe();
  const form = useForm({
    initialValues: {
      name: "",
      launchDate: null as string | null,
      values: Object.fromEntries(template.placeholders.map(({ key, default: preset }) => [key, preset ?? ""])),
      amount: "" as number | string,
      currency: workspace.currency,
      include: parts.map(({ part }) => part) as string[],
    },
    validate: { launchDate: (date) => (date ? null : "Choose the day of the launch.") },
  });
  const asked = usedPlaceholders(template, form.values.include as Part[]);
  const create = useFormWrite(form, {
    run: ({ name, launchDate, values, amount, currency, include }: typeof form.values) => {
      const filled = asked.map(({ key }) => [key, values[key]?.trim()] as const).filter(([, value]) => value);
      const all = include.length === parts.length;
      const body: NewInstance = {
        name,
        launchDate: launchDate ?? "",
        values: Object.fromEntries(filled) as Record<string, string>,
        ...(all ? {} : { include: include as Part[] }),
        ...(amount === "" ? {} : { budget: { amount: Number(amount), currency } }),
      };
      return take(api.POST("/api/templates/{id}/instantiate", { params: { path: { id: template.id } }, body }));
    },
    stale: [keys.campaigns, keys.campaignTemplates, keys.calendar, keys.tasks],
    rename: { budget: "amount" },
    onDone: (made) => onMade(made as Made),
  });
  return (
    <Form form={form} save={create} label="Create campaign" close={close}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput label="Name" required withAsterisk={false} data-autofocus {...form.getInputProps("name")} />
        <DateField
          label="Launch day"
          placeholder="Choose a day"
          clearable={false}
          description="All days count from it."
          {...form.getInputProps("launchDate")}
        />
      </SimpleGrid>
      {asked.map(({ key, label, required }) => (
        <Textarea
          key={key}
          label={label}
          required={required}
          withAsterisk={false}
          placeholder={required ? undefined : "Optional"}
          autosize
          minRows={1}
          maxRows={4}
          {...form.getInputProps(`values.${key}`)}
        />
      ))}
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <NumberInput
          label="Budget"
          placeholder="None"
          min={0}
          decimalScale={2}
          thousandSeparator=","
          hideControls
          {...form.getInputProps("amount")}
        />
        <CurrencySelect {...form.getInputProps("currency")} />
      </SimpleGrid>
      <PartChoice
        label="What to make"
        value={form.values.include}
        onChange={(value) => form.setFieldValue("include", value)}
      />
      <Text size="sm" c="dimmed">
        The campaign is a draft. Nothing is sent before it is approved and launched.
      </Text>
    </Form>
  );
}

function MadeCampaign({ made: { id, name, created, left } }: { made: Made }) {
  const what = [
    counted(created.posts, "post"),
    counted(created.mailings, "e-mail"),
    counted(created.creatives, "draft"),
    counted(created.tasks, "task"),
  ];
  return (
    <Stack gap="sm">
      <Notice tone="good" title={name}>
        {`Made with ${what.join(", ")}.`}
      </Notice>
      {left.length > 0 ? (
        <div>
          <Text fw={600}>For you to finish</Text>
          <LeftList left={left} />
        </div>
      ) : null}
      <Group justify="flex-end">
        <Button
          data-autofocus
          renderRoot={(props) => <Link to="/campaigns/$campaignId" params={{ campaignId: id }} {...props} />}
        >
          Open campaign
        </Button>
      </Group>
    </Stack>
  );
}
