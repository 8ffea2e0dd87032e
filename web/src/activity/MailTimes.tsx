import { Chip, Group, NumberInput, Select, Switch, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { NotificationPreferences, NotificationPreferencesChange } from "@/contract/types";
import { weekdays } from "@/ui/calendarDays";
import { ZoneSelect } from "@/ui/fields";
import classes from "./settings.module.css";

type Save = (change: NotificationPreferencesChange) => void;
type Quiet = NonNullable<NotificationPreferences["quietHours"]>;
type Day = Quiet["days"][number];

const days = weekdays.map((label) => ({ value: label.slice(0, 3).toLowerCase() as Day, label }));
const usualQuiet: Quiet = { from: "20:00", to: "07:00", days: days.map(({ value }) => value) };

/** When messages come: digests, quiet hours, and how many at most. */
export function MailTimes({ preferences, save }: { preferences: NotificationPreferences; save: Save }) {
  const { digest, quietHours, timeZone, throttlePerHour } = preferences;
  const { daily, weekly } = digest;
  return (
    <div className={classes.times}>
      <Line
        label="Daily digest"
        note="Your tasks, reviews and mentions of the day, what was not sent, and what can wait."
        on={daily.on}
        turn={(on) => save({ digest: { ...digest, daily: { ...daily, on } } })}
      >
        <Clock
          label="Time of the daily digest"
          value={daily.at}
          save={(at) => save({ digest: { ...digest, daily: { ...daily, at } } })}
        />
      </Line>
      <Line
        label="Weekly digest"
        note="What can wait, once a week."
        on={weekly.on}
        turn={(on) => save({ digest: { ...digest, weekly: { ...weekly, on } } })}
      >
        <Select
          aria-label="Day of the weekly digest"
          className={classes.day}
          data={days}
          value={weekly.day}
          allowDeselect={false}
          onChange={(day) => day && save({ digest: { ...digest, weekly: { ...weekly, day: day as Day } } })}
        />
        <Clock
          label="Time of the weekly digest"
          value={weekly.at}
          save={(at) => save({ digest: { ...digest, weekly: { ...weekly, at } } })}
        />
      </Line>
      <Line
        label="Quiet hours"
        note="Only urgent notifications are sent. The others wait until the quiet hours end."
        on={Boolean(quietHours)}
        turn={(on) => save({ quietHours: on ? usualQuiet : null })}
      >
        {quietHours ? <QuietHours quiet={quietHours} save={(quiet) => save({ quietHours: quiet })} /> : null}
      </Line>
      <Group gap="md" align="flex-start">
        <ZoneSelect value={timeZone} onChange={(zone) => zone && save({ timeZone: zone })} w={260} />
        <MostInAnHour key={throttlePerHour} value={throttlePerHour} save={(most) => save({ throttlePerHour: most })} />
      </Group>
    </div>
  );
}

interface LineProps {
  label: string;
  note: string;
  on: boolean;
  turn: (on: boolean) => void;
  children: ReactNode;
}

function Line({ label, note, on, turn, children }: LineProps) {
  return (
    <div className={classes.line}>
      <Switch
        label={label}
        description={note}
        checked={on}
        onChange={({ currentTarget }) => turn(currentTarget.checked)}
      />
      {on ? <div className={classes.controls}>{children}</div> : null}
    </div>
  );
}

/** A wall time; it is saved when the field is left, not at each digit. */
function Clock({ label, value, save }: { label: string; value: string; save: (time: string) => void }) {
  const [typed, setTyped] = useState(value.slice(0, 5));
  return (
    <TextInput
      type="time"
      aria-label={label}
      className={classes.clock}
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={() => {
        if (!typed) setTyped(value.slice(0, 5));
        else if (typed !== value.slice(0, 5)) save(typed);
      }}
    />
  );
}

function QuietHours({ quiet, save }: { quiet: Quiet; save: (quiet: Quiet) => void }) {
  return (
    <>
      <Clock label="Quiet from" value={quiet.from} save={(from) => save({ ...quiet, from })} />
      <span>to</span>
      <Clock label="Quiet until" value={quiet.to} save={(to) => save({ ...quiet, to })} />
      <Chip.Group
        multiple
        value={quiet.days}
        onChange={(chosen) => chosen.length > 0 && save({ ...quiet, days: chosen as Day[] })}
      >
        <Group gap={6}>
          {days.map(({ value, label }) => (
            <Chip key={value} value={value} size="xs" aria-label={label}>
              {label.slice(0, 3)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </>
  );
}

function MostInAnHour({ value, save }: { value: number; save: (most: number) => void }) {
  const [typed, setTyped] = useState<number | string>(value);
  return (
    <NumberInput
      label="Most messages per hour"
      description="Anything above this arrives together in one e-mail or Slack message."
      min={1}
      max={500}
      w={260}
      value={typed}
      onChange={setTyped}
      onBlur={() => (Number(typed) >= 1 ? Number(typed) !== value && save(Number(typed)) : setTyped(value))}
    />
  );
}
