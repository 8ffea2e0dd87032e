import "@mantine/dates/styles.css";
import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { DatePicker } from "@mantine/dates";
import { type FormEvent, useState } from "react";
import {
  allZones,
  clock,
  counted,
  dayOf,
  instantOf,
  isZone,
  longDay,
  ownZone,
  relative,
  wallClock,
  wallTime,
  zoneLabel,
} from "./format";
import classes from "./plan.module.css";
import { FormProblem } from "./States";

export interface Planned {
  localTime: string;
  timeZone: string;
}

interface PlanTimeProps {
  at?: string | null;
  zone: string;
  onSave: (planned: Planned) => void;
  onCancel?: () => void;
  saving?: boolean;
  error?: unknown;
  label?: string | undefined;
}

/** A day, a wall clock time and its zone, with what that is from now and on the reader's own clock. */
export function PlanTime({ at, zone, onSave, onCancel, saving, error, label = "Set time" }: PlanTimeProps) {
  const plan = usePlan(at, zone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(plan.planned);
  };
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="sm">
        <PlanFields plan={plan} />
        <FormProblem error={error} />
        <Group justify="flex-end" gap="xs">
          {onCancel ? (
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
          ) : null}
          <Button type="submit" loading={saving} disabled={!plan.valid}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export type Plan = ReturnType<typeof usePlan>;

export function usePlan(at: string | null | undefined, zone: string) {
  const [first] = useState(() => wallTime(at ?? nextRoundHour(), zone));
  const [day, setDay] = useState<string | null>(first.slice(0, 10));
  const [time, setTime] = useState(first.slice(11, 16));
  const [timeZone, setTimeZone] = useState(zone);
  const valid = Boolean(day) && /^\d{2}:\d{2}$/.test(time) && isZone(timeZone);
  return {
    day,
    setDay,
    time,
    setTime,
    timeZone,
    setTimeZone,
    valid,
    planned: { localTime: `${day}T${time}`, timeZone },
    changed: `${day}T${time}` !== first || timeZone !== zone,
  };
}

export const calendarLabels = {
  previousMonth: "Previous month",
  nextMonth: "Next month",
  previousYear: "Previous year",
  nextYear: "Next year",
  previousDecade: "Previous decade",
  nextDecade: "Next decade",
};

export function PlanFields({ plan }: { plan: Plan }) {
  return (
    <div className={classes.plan}>
      <DatePicker
        value={plan.day}
        onChange={plan.setDay}
        minDate={dayOf(new Date(), plan.timeZone)}
        defaultDate={plan.day ?? undefined}
        weekendDays={[]}
        size="sm"
        aria-label="Day"
        ariaLabels={calendarLabels}
      />
      <Stack gap="sm" className={classes.side}>
        <SimpleGrid cols={1} spacing="sm" verticalSpacing="sm">
          <TextInput
            label="Time"
            type="time"
            required
            withAsterisk={false}
            value={plan.time}
            onChange={(event) => plan.setTime(event.currentTarget.value)}
          />
          <Select
            label="Time zone"
            searchable
            limit={60}
            allowDeselect={false}
            value={plan.timeZone}
            onChange={(value) => value && plan.setTimeZone(value)}
            data={allZones}
            nothingFoundMessage="No match"
          />
        </SimpleGrid>
        {plan.valid ? <Meaning {...plan.planned} /> : null}
      </Stack>
    </div>
  );
}

function Meaning({ localTime, timeZone }: Planned) {
  const instant = instantOf(localTime, timeZone);
  const past = instant.getTime() < Date.now() - 60_000;
  return (
    <Text size="xs" c="dimmed" aria-live="polite">
      {longDay(localTime.slice(0, 10))}, {wallClock(localTime)} ({zoneLabel(timeZone, instant)})
      {timeZone === ownZone ? null : <> · {clock(instant, ownZone)} your time</>}
      <br />
      {past ? "This time is in the past. It goes out as soon as possible." : inTime(instant, timeZone)}
    </Text>
  );
}

/** `In 2 days`, `Tomorrow`: counted in days of the calendar, and on the same day in hours. */
function inTime(instant: Date, zone: string) {
  const days = Math.round((Date.parse(dayOf(instant, zone)) - Date.parse(dayOf(new Date(), zone))) / 86_400_000);
  if (days === 1) return "Tomorrow";
  if (days > 1 && days < 30) return `In ${counted(days, "day")}`;
  const words = relative(instant.toISOString());
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function nextRoundHour() {
  const hour = new Date(Date.now() + 3_600_000);
  hour.setUTCMinutes(0, 0, 0);
  return hour;
}
