import { ActionIcon, Button, Drawer, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Clock, Plus, X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { SlotList } from "@/contract/types";
import { wallClock, zoneLabel } from "@/ui/format";
import { ListPanel } from "@/ui/List";
import { Chip, ChipGroup } from "@/ui/layout";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { Row } from "@/ui/Row";
import { FormProblem } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { slotsQuery } from "./queries";
import classes from "./slots.module.css";

type Channel = SlotList["items"][number];
type Slot = Channel["slots"][number];
type Weekday = Slot["weekday"];

const weekdays: Weekday[] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const nameOf = (weekday: Weekday) => weekday.charAt(0).toUpperCase() + weekday.slice(1);
const timeOf = ({ time }: Slot) => time.slice(0, 5);

/** When each account and channel usually publishes: what “next free slot” chooses from. */
export function PostingSlots() {
  const slots = useQuery(slotsQuery);
  const [open, setOpen] = useState<Channel>();
  return (
    <>
      <ListPanel
        title="Posting slots"
        query={slots}
        bones={4}
        keyOf={({ platform, accountId }) => accountId ?? platform}
        row={(channel) => (
          <Row
            lead={<PlatformIcon platform={channel.platform} size={18} />}
            title={channel.name}
            note={summary(channel)}
            wraps
            actions={
              channel.can.includes("replaceSlots") ? (
                <Button
                  size="xs"
                  variant="default"
                  aria-label={`Change slots of ${channel.name}`}
                  onClick={() => setOpen(channel)}
                >
                  Change
                </Button>
              ) : null
            }
          />
        )}
        empty={{ icon: Clock, title: "No channels", text: "Connect an account to plan its posts." }}
      />
      <Drawer
        opened={open !== undefined}
        onClose={() => setOpen(undefined)}
        position="right"
        size={440}
        title={open ? `Posting slots: ${open.name}` : ""}
      >
        {open ? (
          <SlotForm channel={open} zone={slots.data?.timeZone ?? "UTC"} close={() => setOpen(undefined)} />
        ) : null}
      </Drawer>
    </>
  );
}

const shown = (time: string) => wallClock(`2026-01-01T${time}`);

/** `Tue, Wed, Thu at 8:30 AM · default`. */
function summary({ slots, own }: Channel) {
  if (slots.length === 0) return "No slots";
  const times = [...new Set(slots.map(timeOf))].sort();
  const words = times.map((time) => `${daysOf(slots.filter((slot) => timeOf(slot) === time))} at ${shown(time)}`);
  return `${words.join(" · ")}${own ? "" : " (default)"}`;
}

function daysOf(slots: Slot[]) {
  const days = weekdays.filter((day) => slots.some(({ weekday }) => weekday === day));
  return days.length === 7 ? "Every day" : days.map((day) => nameOf(day).slice(0, 3)).join(", ");
}

function SlotForm({ channel, zone, close }: { channel: Channel; zone: string; close: () => void }) {
  const [slots, setSlots] = useState(channel.slots);
  const save = useWrite({
    run: (next: Slot[] | null) =>
      take(
        api.PUT("/api/social/slots/{platform}", {
          params: { path: { platform: channel.platform } },
          body: { ...(channel.accountId ? { accountId: channel.accountId } : {}), slots: next },
        }),
      ),
    stale: [[...keys.accounts, "slots"]],
    done: "Posting slots saved.",
    onDone: close,
  });
  const add = (added: Slot[]) =>
    setSlots((old) => [
      ...old,
      ...added.filter((slot) => !old.some((other) => other.weekday === slot.weekday && timeOf(other) === slot.time)),
    ]);
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        Drafts planned at the next free slot of {platformName(channel.platform)} get one of these times. Times are in{" "}
        {zoneLabel(zone, new Date())}.
      </Text>
      <AddSlots add={add} />
      <ul className={classes.week}>
        {weekdays.map((weekday) => (
          <li key={weekday}>
            <span>{nameOf(weekday)}</span>
            <ul>
              {slots
                .filter((slot) => slot.weekday === weekday)
                .sort((one, other) => one.time.localeCompare(other.time))
                .map((slot) => (
                  <li key={slot.time}>
                    {shown(timeOf(slot))}
                    <ActionIcon
                      size={22}
                      aria-label={`Remove ${nameOf(weekday)}, ${shown(timeOf(slot))}`}
                      onClick={() => setSlots((old) => old.filter((other) => other !== slot))}
                    >
                      <X size={13} />
                    </ActionIcon>
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
      <FormProblem error={save.error} />
      <Group justify="space-between">
        {channel.own ? (
          <Button variant="default" onClick={() => save.mutate(null)}>
            Restore default
          </Button>
        ) : (
          <span />
        )}
        <Button loading={save.isPending} onClick={() => save.mutate(slots)}>
          Save slots
        </Button>
      </Group>
    </Stack>
  );
}

/** One time on several days. */
function AddSlots({ add }: { add: (slots: Slot[]) => void }) {
  const [days, setDays] = useState<Weekday[]>(weekdays.slice(0, 5));
  const [time, setTime] = useState("09:00");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add(days.map((weekday) => ({ weekday, time })));
  };
  return (
    <form noValidate onSubmit={submit} className={classes.add}>
      <ChipGroup label="Days" wrap>
        {weekdays.map((day) => (
          <Chip
            key={day}
            pressed={days.includes(day)}
            onClick={() => setDays((old) => (old.includes(day) ? old.filter((other) => other !== day) : [...old, day]))}
          >
            {nameOf(day).slice(0, 3)}
          </Chip>
        ))}
      </ChipGroup>
      <Group gap="xs" align="end">
        <TextInput
          type="time"
          aria-label="Time"
          value={time}
          onChange={(event) => setTime(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          leftSection={<Plus size={14} aria-hidden />}
          disabled={days.length === 0 || !/^\d{2}:\d{2}$/.test(time)}
        >
          Add time
        </Button>
      </Group>
    </form>
  );
}
