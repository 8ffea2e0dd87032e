import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { Plus, X } from "lucide-react";
import { useMe } from "@/contract/queries";
import { CurrencySelect, DateField } from "@/ui/fields";
import { humanise, shortDay } from "@/ui/format";
import { socialPlatforms } from "@/ui/lengths";
import { PlatformToggles } from "@/ui/PlatformToggles";
import { platformName } from "@/ui/platforms";
import classes from "./strategy.module.css";
import { noAds, noGoal, noPillar, type Values } from "./values";

type Form = UseFormReturnType<Values>;
const places = [...socialPlatforms, "email"];
const bids = ["lowest_cost", "cost_cap", "bid_cap", "target_roas", "manual_cpc", "manual_cpm"];

/** A new row gets the focus. */
export function Goals({ form }: { form: Form }) {
  return (
    <Stack gap={8}>
      {form.values.goals.map((goal, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: goals are identified by their position
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

export function Pillars({ form }: { form: Form }) {
  const total = form.values.pillars.reduce((sum, { share }) => sum + Number(share || 0), 0);
  return (
    <Stack gap={8}>
      {form.values.pillars.map((pillar, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pillars are identified by their position
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
            suffix="%"
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
            {total}% in total
          </span>
        ) : null}
      </Group>
    </Stack>
  );
}

export function Platforms({ form }: { form: Form }) {
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

export function Cadence({ form }: { form: Form }) {
  const { platforms, cadence, cadenceText } = form.values;
  const known = [...new Set([...platforms, ...Object.keys(cadence)])];
  if (cadenceText || known.length === 0)
    return (
      <Textarea
        aria-label="Cadence"
        placeholder="Two posts a week, and an e-mail at the launch."
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

export function AdsFields({ form }: { form: Form }) {
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
