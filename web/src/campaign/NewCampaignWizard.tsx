import { Button, Group, NumberInput, Select, SimpleGrid, Switch, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useRouter } from "@tanstack/react-router";
import { History, Mail, Newspaper } from "lucide-react";
import { type FormEvent, useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { fieldErrors } from "@/contract/problem";
import { useMe } from "@/contract/queries";
import { type CampaignType, campaignTypes, type NewCampaign, type Priority, priorities } from "@/contract/types";
import { CheckedForm } from "@/ui/CheckedForm";
import { FormModal, useFormWrite } from "@/ui/Form";
import { CurrencySelect, DateField, TagsField, ZoneSelect } from "@/ui/fields";
import { humanise } from "@/ui/format";
import { Chip } from "@/ui/layout";
import { PlatformToggles } from "@/ui/PlatformToggles";
import { knownChannels } from "@/ui/platforms";
import { FormProblem } from "@/ui/States";
import classes from "./campaign.module.css";

export const channels = [
  { key: "newsroom", name: "Newsroom", text: "A public page, RSS and a JSON feed", icon: Newspaper },
  { key: "email", name: "E-mail", text: "Newsletters and campaigns to your contacts", icon: Mail },
];

const steps = ["Basics", "Dates", "Channels and budget"];
const stepOf: Record<string, number> = { name: 0, type: 0, objective: 0, startDate: 1, endDate: 1, timeZone: 1 };

interface WizardProps {
  close: () => void;
  /** Another way to a new campaign. */
  fromEarlier: () => void;
}

export function NewCampaignWizard({ close, fromEarlier }: WizardProps) {
  const { workspace } = useMe();
  const router = useRouter();
  const [step, setStep] = useState(0);
  const form = useForm({
    initialValues: {
      name: "",
      type: "product_launch" as CampaignType,
      objective: "",
      startDate: null as string | null,
      endDate: null as string | null,
      timeZone: workspace.timeZone,
      channels: ["newsroom", "email"],
      amount: "" as number | string,
      currency: workspace.currency,
      priority: "normal" as Priority,
      tags: [] as string[],
      generateTimeline: true,
    },
  });
  const create = useFormWrite(form, {
    run: (body: NewCampaign) => take(api.POST("/api/campaigns", { body })),
    stale: [keys.campaigns],
    onDone: (campaign) => router.navigate({ to: "/campaigns/$campaignId", params: { campaignId: campaign.id } }),
    rename: { budget: "amount" },
    onRefused: (error) => {
      const first = Object.keys(fieldErrors(error))[0];
      if (first) setStep(stepOf[first] ?? 2);
    },
  });
  const values = form.values;
  const lateEnd = values.startDate && values.endDate && values.endDate < values.startDate;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (step < 2) {
      setStep(step + 1);
      return;
    }
    const { amount, currency, objective, startDate, endDate, generateTimeline, ...rest } = values;
    create.mutate({
      ...rest,
      ...(objective ? { objective } : {}),
      ...(startDate ? { startDate, generateTimeline } : {}),
      ...(endDate ? { endDate } : {}),
      ...(amount === "" ? {} : { budget: { amount: Number(amount), currency } }),
    });
  };

  return (
    <FormModal opened close={close} title="New campaign" size={680}>
      <ol className={classes.steps} aria-label="Steps">
        {steps.map((name, index) => (
          <li key={name} data-reached={index <= step || undefined} aria-current={index === step ? "step" : undefined}>
            {name}
          </li>
        ))}
      </ol>
      <CheckedForm form={form} onSubmit={submit}>
        <div className={classes.wizard}>
          {step === 0 ? (
            <>
              <Button
                variant="default"
                justify="flex-start"
                leftSection={<History size={15} aria-hidden />}
                onClick={fromEarlier}
              >
                Start from an earlier campaign
              </Button>
              <TextInput
                label="Name"
                placeholder="Spring launch"
                data-autofocus
                required
                withAsterisk={false}
                {...form.getInputProps("name")}
              />
              <Types value={values.type} choose={(type) => form.setFieldValue("type", type)} />
              <Textarea
                label="What should it achieve?"
                description="One sentence that guides writers and reviewers."
                placeholder="3,000 trial sign-ups by 20 December"
                autosize
                minRows={2}
                maxRows={6}
                {...form.getInputProps("objective")}
              />
            </>
          ) : null}
          {step === 1 ? (
            <>
              <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
                <DateField label="Start date" placeholder="No date" {...form.getInputProps("startDate")} />
                <DateField
                  label="End date"
                  placeholder="No date"
                  {...form.getInputProps("endDate")}
                  error={lateEnd ? "The end date is before the start date." : form.errors.endDate}
                />
              </SimpleGrid>
              {values.startDate ? (
                <Switch
                  label="Create a timeline"
                  description={`The usual tasks of this type (${humanise(values.type).toLowerCase()}), planned so that everything is ready on the start date.`}
                  {...form.getInputProps("generateTimeline", { type: "checkbox" })}
                />
              ) : null}
              <ZoneSelect {...form.getInputProps("timeZone")} label="Time zone" />
            </>
          ) : null}
          {step === 2 ? (
            <>
              <Channels value={values.channels} change={(list) => form.setFieldValue("channels", list)} />
              <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
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
                <Select
                  label="Priority"
                  allowDeselect={false}
                  data={priorities.map((value) => ({ value, label: humanise(value) }))}
                  {...form.getInputProps("priority")}
                />
              </SimpleGrid>
              <TagsField {...form.getInputProps("tags")} />
            </>
          ) : null}
          <FormProblem error={create.error} />
        </div>
        <Group justify="space-between" mt="lg">
          <Button variant="default" onClick={() => (step === 0 ? close() : setStep(step - 1))}>
            {step === 0 ? "Cancel" : "Back"}
          </Button>
          <Button type="submit" loading={create.isPending} disabled={Boolean(lateEnd)}>
            {step < 2 ? "Next" : "Create campaign"}
          </Button>
        </Group>
      </CheckedForm>
    </FormModal>
  );
}

function Types({ value, choose }: { value: CampaignType; choose: (type: CampaignType) => void }) {
  return (
    <div>
      <Text fw={500} mb={4} id="campaign-type">
        Type
      </Text>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame */}
      <div role="group" aria-labelledby="campaign-type" className={classes.types}>
        {campaignTypes.map((type) => (
          <Chip key={type} pressed={type === value} onClick={() => choose(type)}>
            {humanise(type)}
          </Chip>
        ))}
      </div>
    </div>
  );
}

/** The two that are built in, and whatever else the campaign will be seen on. */
export function Channels({ value, change }: { value: string[]; change: (channels: string[]) => void }) {
  const own = channels.map(({ key }) => key);
  const known = knownChannels.filter((key) => !own.includes(key));
  const others = value.filter((key) => !own.includes(key) && !known.includes(key));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame
    <div role="group" aria-label="Channels" className={classes.channels}>
      {channels.map(({ key, name, text, icon: Icon }) => (
        <button
          type="button"
          key={key}
          className={classes.choice}
          aria-pressed={value.includes(key)}
          onClick={() => change(value.includes(key) ? value.filter((other) => other !== key) : [...value, key])}
        >
          <Icon size={16} aria-hidden />
          <span>
            {name}
            <small>{text}</small>
          </span>
        </button>
      ))}
      <div className={classes.others}>
        <PlatformToggles platforms={[...known, ...others]} value={value} onChange={change} />
      </div>
    </div>
  );
}
