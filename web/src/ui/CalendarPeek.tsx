import { ActionIcon, Button, TextInput } from "@mantine/core";
import { ArrowRight, CalendarPlus, Hand, X } from "lucide-react";
import { type FormEvent, useContext, useState } from "react";
import type { Bound } from "./actions";
import { PlannedAt } from "./Bits";
import { approvalNames, type CalendarEntry, CalendarParts } from "./calendarEntry";
import { dayOf, instantOf, wallTime, zoneLabel } from "./format";
import { PlatformIcon } from "./PlatformIcon";
import classes from "./peek.module.css";
import { platformName } from "./platforms";
import { Status } from "./status";

export interface PeekProps {
  entry: CalendarEntry;
  zone: string;
  onMove: (at: Date) => void;
  onOpen: () => void;
  close: () => void;
  actions?: Bound[];
}

/** A closer look, with the way to another time that needs no mouse. */
export function CalendarPeek({ entry, zone, onMove, onOpen, close, actions = [] }: PeekProps) {
  const { onNext } = useContext(CalendarParts);
  const before = wallTime(entry.at, zone);
  const [day, setDay] = useState(before.slice(0, 10));
  const [time, setTime] = useState(before.slice(11));
  const complete = /^\d{4}-\d{2}-\d{2}$/.test(day) && /^\d{2}:\d{2}$/.test(time);
  const past = complete && instantOf(`${day}T${time}`, zone).getTime() <= Date.now();
  const move = (event: FormEvent) => {
    event.preventDefault();
    onMove(instantOf(`${day}T${time}`, zone));
  };
  return (
    <div className={classes.peek}>
      <div className={classes.peekHead}>
        <PlatformIcon platform={entry.platform} />
        <div>
          <p className={classes.peekTitle}>{entry.title || "Untitled"}</p>
          <p className={classes.peekNote}>
            {platformName(entry.platform)}
            {entry.note ? ` · ${entry.note}` : ""}
          </p>
        </div>
        <ActionIcon size={24} onClick={close} aria-label="Close">
          <X size={14} />
        </ActionIcon>
      </div>
      <div className={classes.peekFacts}>
        <Status value={entry.status} />
        {entry.status === "scheduled" && entry.approval && entry.approval !== "approved" ? (
          <Status value={entry.approval} label={approvalNames[entry.approval]} />
        ) : null}
        {entry.byHand ? (
          <span className={classes.peekHand}>
            <Hand size={13} aria-hidden /> By hand
          </span>
        ) : null}
        <PlannedAt at={entry.at} zone={entry.timeZone} short />
      </div>
      {entry.movable ? (
        <form noValidate onSubmit={move} className={classes.peekMove}>
          <div>
            <TextInput
              type="date"
              size="xs"
              label="Move to"
              min={dayOf(new Date(), zone)}
              value={day}
              onChange={(event) => setDay(event.currentTarget.value)}
            />
            <TextInput
              type="time"
              size="xs"
              label={zoneLabel(zone, entry.at)}
              value={time}
              onChange={(event) => setTime(event.currentTarget.value)}
            />
            <Button
              type="submit"
              size="xs"
              variant="default"
              disabled={!complete || past || `${day}T${time}` === before}
            >
              Move
            </Button>
          </div>
          {past ? <p>This time is in the past.</p> : null}
        </form>
      ) : null}
      <div className={classes.peekActions}>
        <Button size="xs" onClick={onOpen} rightSection={<ArrowRight size={13} aria-hidden />} data-autofocus>
          Open
        </Button>
        {entry.movable && onNext && entry.platform !== "email" ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<CalendarPlus size={13} aria-hidden />}
            onClick={() => {
              close();
              onNext(entry);
            }}
          >
            Next free slot
          </Button>
        ) : null}
        {actions.map((action) => (
          <Button
            key={action.name}
            size="xs"
            variant="default"
            leftSection={<action.icon size={13} aria-hidden />}
            onClick={() => {
              close();
              action.perform();
            }}
          >
            {action.label}
          </Button>
        ))}
      </div>
    </div>
  );
}
