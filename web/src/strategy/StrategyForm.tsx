import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  TagsInput,
  Textarea,
  TextInput,
} from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { Plus, X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { fieldErrors } from "@/contract/problem";
import { useMe } from "@/contract/queries";
import type { Campaign, Strategy } from "@/contract/types";
import { Editing } from "@/ui/Editing";
import { CurrencySelect, DateField } from "@/ui/fields";
import { humanise, shortDay } from "@/ui/format";
import { socialPlatforms } from "@/ui/lengths";
import { Panel } from "@/ui/Page";
import { PlatformToggles } from "@/ui/PlatformToggles";
import { platformName } from "@/ui/platforms";
import { FormProblem } from "@/ui/States";
import { useFresh } from "@/ui/useFresh";
import { useWrite } from "@/ui/useWrite";
import { type Field, fields } from "./fields";
import classes from "./strategy.module.css";
import { detailsOf, noAds, noGoal, noPillar, type Values, valuesOf } from "./values";

type Form = UseFormReturnType<Values>;

interface StrategyFormProps {
  campaign: Campaign;
  /** The version it starts from; what it does not show of it is carried on. */
  from: Partial<Strategy>;
  newest: number | undefined;
  focus: string | undefined;
  done: (version: number) => void;
  cancel: () => void;
}

const places = [...socialPlatforms, "email"];
const bids = ["lowest_cost", "cost_cap", "bid_cap", "target_roas", "manual_cpc", "manual_cpm"];

export function StrategyForm({ campaign, from, newest, focus, done, cancel }: StrategyFormProps) {
  const form = useForm<Values>({ initialValues: valuesOf(from) });
  const fresh = useFresh(form, newest, form.getInitialValues());
  const element = useRef<HTMLFormElement>(null);
  const { errors } = form;
  const save = useWrite({
    run: async () => {
      const made = await take(
        api.POST("/api/campaigns/{id}/strategies", {
          params: { path: { id: campaign.id } },
          body: detailsOf(form.values, from),
        }),
      );
      form.resetDirty();
      return made;
    },
    stale: [keys.campaign(campaign.id)],
    done: ({ version, complete }) =>
      complete ? `Version ${version} saved.` : `Version ${version} saved. Some fields are still missing.`,
    onDone: ({ version }) => done(version),
    onRefused: (error) => form.setErrors(fieldErrors(error)),
  });

  useEffect(() => {
    const part = element.current?.querySelector(`[data-field="${focus ?? "goals"}"]`);
    const field = part?.querySelector<HTMLElement>("input, textarea, button");
    if (focus) part?.scrollIntoView({ block: "center" });
    field?.focus({ preventScroll: true });
  }, [focus]);

  const submit = (
    <Button type="submit" form="strategy" loading={save.isPending}>
      Save strategy
    </Button>
  );
  return (
    <Panel
      title={newest ? `New version, based on version ${from.version ?? newest}` : "New strategy"}
      aside={
        <Group gap={6} wrap="nowrap">
          <Button size="xs" variant="default" onClick={cancel}>
            Cancel
          </Button>
          <Button size="xs" type="submit" form="strategy" loading={save.isPending}>
            Save strategy
          </Button>
        </Group>
      }
    >
      <form
        id="strategy"
        ref={element}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack gap="lg">
          <Editing form="strategy" dirty={form.isDirty()} fresh={fresh} />
          <FormProblem error={save.error} />
          <Part field="goals" error={errors.goals}>
            <Goals form={form} />
          </Part>
          <Part field="targetAudience" error={errors.targetAudience}>
            <Textarea
              aria-label="Audience"
              placeholder="Commuters who work in trains and cafés, 25 to 40, tired of noise."
              autosize
              minRows={3}
              maxRows={12}
              {...form.getInputProps("audience")}
            />
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" mt="sm">
              <TextInput label="Age" placeholder="25 to 40" {...form.getInputProps("age")} />
              <TagsInput label="Places" placeholder="Berlin, then Enter" {...form.getInputProps("locations")} />
              <TagsInput label="Interests" placeholder="Music, then Enter" {...form.getInputProps("interests")} />
              <TagsInput label="Languages" placeholder="de, then Enter" {...form.getInputProps("languages")} />
            </SimpleGrid>
          </Part>
          <Part field="platforms" error={errors.platforms}>
            <Platforms form={form} />
          </Part>
          <Part field="contentPillars" error={errors.contentPillars}>
            <Pillars form={form} />
          </Part>
          <Part field="brandTone" error={errors.brandTone}>
            <Textarea
              aria-label="Tone"
              placeholder="Calm, exact, a little dry. We say “you”, never “users”."
              autosize
              minRows={2}
              maxRows={10}
              {...form.getInputProps("brandTone")}
            />
          </Part>
          <Part field="cadence" error={errors.cadence}>
            <Cadence form={form} />
          </Part>
          <Part field="constraints" error={errors.constraints}>
            <Textarea
              aria-label="Constraints"
              placeholder="No health claims. No competitor's name."
              autosize
              minRows={2}
              maxRows={10}
              {...form.getInputProps("constraints")}
            />
          </Part>
          <Part field="adsConfig" error={errors.adsConfig}>
            <AdsFields form={form} />
          </Part>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={cancel}>
              Cancel
            </Button>
            {submit}
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

function Part({ field, error, children }: { field: Field; error?: ReactNode; children: ReactNode }) {
  const about = fields.find(({ name }) => name === field);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame
    <div data-field={field} role="group" aria-labelledby={`strategy-${field}`} className={classes.field}>
      <div className={classes.fieldHead}>
        <p id={`strategy-${field}`}>{about?.label}</p>
        <small>{about?.hint}</small>
      </div>
      <div>
        {children}
        {error ? <p className={classes.error}>{error}</p> : null}
      </div>
    </div>
  );
}

/** A row that was just added is where somebody goes on typing. */
function Goals({ form }: { form: Form }) {
  return (
    <Stack gap={8}>
      {form.values.goals.map((goal, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: goals are told apart by their place
        <div key={index} className={classes.goal}>
          <TextInput
            aria-label={`Goal ${index + 1}`}
            placeholder="Trial sign-ups"
            autoFocus={goal.what === "" && goal.target === ""}
            {...form.getInputProps(`goals.${index}.what`)}
          />
          <TextInput
            aria-label={`Target of goal ${index + 1}`}
            placeholder="3000"
            {...form.getInputProps(`goals.${index}.target`)}
          />
          <TextInput
            aria-label={`Unit of goal ${index + 1}`}
            placeholder="people"
            {...form.getInputProps(`goals.${index}.unit`)}
          />
          <DateField
            aria-label={`Due date of goal ${index + 1}: ${goal.by ? shortDay(goal.by.slice(0, 10)) : "Due date"}`}
            placeholder="Due date"
            leftSection={null}
            value={goal.by?.slice(0, 10) ?? null}
            onChange={(day) => form.setFieldValue(`goals.${index}.by`, day)}
          />
          <Remove label={`Remove goal ${index + 1}`} onClick={() => form.removeListItem("goals", index)} />
        </div>
      ))}
      <Add label="Add a goal" onClick={() => form.insertListItem("goals", noGoal)} />
    </Stack>
  );
}

function Pillars({ form }: { form: Form }) {
  const total = form.values.pillars.reduce((sum, { share }) => sum + Number(share || 0), 0);
  return (
    <Stack gap={8}>
      {form.values.pillars.map((pillar, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pillars are told apart by their place
        <div key={index} className={classes.pillarField}>
          <TextInput
            aria-label={`Pillar ${index + 1}`}
            placeholder="Quiet"
            autoFocus={pillar.name === "" && pillar.description === ""}
            {...form.getInputProps(`pillars.${index}.name`)}
          />
          <Textarea
            aria-label={`Description of pillar ${index + 1}`}
            placeholder="What silence gives back to people"
            autosize
            minRows={1}
            maxRows={6}
            {...form.getInputProps(`pillars.${index}.description`)}
          />
          <NumberInput
            aria-label={`Share of pillar ${index + 1}`}
            placeholder="Share"
            suffix=" %"
            min={0}
            max={100}
            hideControls
            {...form.getInputProps(`pillars.${index}.share`)}
          />
          <Remove label={`Remove pillar ${index + 1}`} onClick={() => form.removeListItem("pillars", index)} />
        </div>
      ))}
      <Group justify="space-between">
        <Add label="Add a pillar" onClick={() => form.insertListItem("pillars", noPillar)} />
        {total > 0 ? (
          <span className={classes.note} data-over={total > 100 || undefined}>
            {total} % in total
          </span>
        ) : null}
      </Group>
    </Stack>
  );
}

function Platforms({ form }: { form: Form }) {
  const { platforms } = form.values;
  const others = platforms.filter((platform) => !places.includes(platform));
  return (
    <PlatformToggles
      platforms={[...places, ...others]}
      value={platforms}
      onChange={(next) => form.setFieldValue("platforms", next)}
    />
  );
}

function Cadence({ form }: { form: Form }) {
  const { platforms, cadence, cadenceText } = form.values;
  const known = [...new Set([...platforms, ...Object.keys(cadence)])];
  if (cadenceText || known.length === 0)
    return (
      <Textarea
        aria-label="Cadence"
        placeholder="Two posts a week, and a mailing at the launch."
        autosize
        minRows={1}
        maxRows={6}
        {...form.getInputProps("cadenceText")}
      />
    );
  return (
    <div className={classes.cadence}>
      {known.map((platform) => {
        const often = cadence[platform] ?? "";
        const set = (value: number | string) => form.setFieldValue("cadence", { ...cadence, [platform]: value });
        return typeof often === "string" && often !== "" && Number.isNaN(Number(often)) ? (
          <TextInput
            key={platform}
            label={platformName(platform)}
            value={often}
            onChange={(event) => set(event.currentTarget.value)}
          />
        ) : (
          <NumberInput
            key={platform}
            label={platformName(platform)}
            placeholder="Posts per week"
            suffix=" per week"
            min={0}
            max={500}
            hideControls
            value={often}
            onChange={set}
          />
        );
      })}
    </div>
  );
}

function AdsFields({ form }: { form: Form }) {
  const { workspace } = useMe();
  const { ads } = form.values;
  return (
    <Stack gap="sm">
      <Checkbox
        label="This campaign includes paid ads"
        checked={ads !== null}
        onChange={(event) => form.setFieldValue("ads", event.currentTarget.checked ? noAds(workspace.currency) : null)}
      />
      {ads ? (
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput label="Objective" placeholder="Conversions" {...form.getInputProps("ads.objective")} />
          <Select
            label="Bid strategy"
            clearable
            data={[...new Set([...bids, ...(ads.bidStrategy ? [ads.bidStrategy] : [])])].map((bid) => ({
              value: bid,
              label: humanise(bid)
                .replace(/cp([cm])$/, (_, one) => `CP${one.toUpperCase()}`)
                .replace("roas", "ROAS"),
            }))}
            {...form.getInputProps("ads.bidStrategy")}
          />
          <NumberInput
            label="Daily budget"
            min={0}
            decimalScale={2}
            thousandSeparator=","
            hideControls
            {...form.getInputProps("ads.dailyBudget")}
          />
          <NumberInput
            label="Total budget"
            min={0}
            decimalScale={2}
            thousandSeparator=","
            hideControls
            {...form.getInputProps("ads.totalBudget")}
          />
          <CurrencySelect {...form.getInputProps("ads.currency")} />
          <span />
          <DateField label="Start date" {...form.getInputProps("ads.startDate")} />
          <DateField label="End date" {...form.getInputProps("ads.endDate")} />
        </SimpleGrid>
      ) : null}
    </Stack>
  );
}

function Add({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<Plus size={13} aria-hidden />}
      onClick={onClick}
      style={{ alignSelf: "flex-start" }}
    >
      {label}
    </Button>
  );
}

function Remove({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <ActionIcon onClick={onClick} aria-label={label}>
      <X size={15} />
    </ActionIcon>
  );
}
