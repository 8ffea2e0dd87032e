import { Button } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Keys } from "./Bits";
import classes from "./countdown.module.css";
import { store } from "./store";

export interface Countdown {
  /** What happens when the time is over. */
  title: string;
  text?: string;
  seconds: number;
  /** The id of what it is about, which has not begun before the time is over. */
  about?: string | undefined;
  undo: () => Promise<unknown> | unknown;
  /** The time is over, and it was not undone. */
  onEnd?: () => void;
}

const current = store<(Countdown & { key: number }) | undefined>(undefined);
let key = 0;

/** Says what happens in some seconds, with a button that stops it. The server waits too: closing the page changes nothing. */
export function showCountdown(countdown: Countdown) {
  key += 1;
  current.set({ ...countdown, key });
}

/** The one place where a countdown runs. */
export function CountdownHost() {
  const countdown = useSyncExternalStore(current.subscribe, current.get);
  if (!countdown) return null;
  const { key: id, ...rest } = countdown;
  return <Running key={id} {...rest} />;
}

/** Whether something can still be undone, so that it has not begun. */
export function useCountingDown(about: string) {
  return useSyncExternalStore(current.subscribe, current.get)?.about === about;
}

const LENGTH = 2 * Math.PI * 15;

function Running({ title, text, seconds, undo, onEnd }: Countdown) {
  const [left, setLeft] = useState(seconds);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    const timer = setInterval(() => {
      const rest = Math.max(0, (end - Date.now()) / 1000);
      setLeft(rest);
      if (rest > 0) return;
      clearInterval(timer);
      current.set(undefined);
      onEnd?.();
    }, 200);
    return () => clearInterval(timer);
  }, [seconds, onEnd]);

  const stop = async () => {
    setBusy(true);
    await undo();
    current.set(undefined);
  };
  useHotkeys([["z", stop]]);

  return (
    <div className={classes.toast} role="status">
      <svg className={classes.ring} viewBox="0 0 36 36" aria-hidden>
        <circle cx="18" cy="18" r="15" />
        <circle cx="18" cy="18" r="15" strokeDasharray={LENGTH} strokeDashoffset={LENGTH * (1 - left / seconds)} />
        <text x="18" y="22.5">
          {Math.ceil(left)}
        </text>
      </svg>
      <p className={classes.words}>
        <strong>{title}</strong> {text}
      </p>
      <Button variant="default" loading={busy} onClick={stop} rightSection={<Keys keys="z" />} data-autofocus>
        Undo
      </Button>
    </div>
  );
}
