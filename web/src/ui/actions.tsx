import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { Ellipsis, type LucideIcon } from "lucide-react";
import { type ComponentProps, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { headlineOf, problemOf } from "@/contract/problem";
import { Keys } from "./Bits";
import { showCountdown } from "./countdown";
import { store } from "./store";
import { showUndo } from "./undo";

/** Something a person can do, said once: button, menu, shortcut and palette all come from it. */
export interface Action<T = void> {
  /** Unique in the app: the operation it calls, or a verb of the screen. */
  name: string;
  label: string;
  icon: LucideIcon;
  group: string;
  keys?: string;
  danger?: boolean;
  /** Without it, the thing's own `can` decides. */
  when?: (thing: T) => boolean;
  /** Asked before it is done; it may first read what the question is about. */
  ask?: (thing: T) => Ask | Promise<Ask>;
  go?: (thing: T) => Place;
  run?: (thing: T, words: string) => Promise<unknown> | unknown;
  done?: string;
  /** The server waits for some seconds before it does it; this takes it back. */
  undo?: (thing: T) => Undo;
  /** Takes it back after it was done; offered for some seconds with what is said about it. */
  revert?: (thing: T, made: unknown) => Promise<unknown>;
  /** Whether it can be taken back, where that depends on the thing. */
  revertible?: (thing: T) => boolean;
  stale?: (thing: T) => QueryKey[];
}

export interface Ask {
  title: string;
  text?: string;
  field?: string;
  required?: boolean;
  /** The words are a name: one line. */
  line?: boolean;
  confirm: string;
  /** What the other button says, where “Cancel” could be taken for the action itself. */
  dismiss?: string;
}

/** What is about to happen, and how to stop it. */
export interface Undo {
  title: string;
  text?: string;
  /** The id of what has not begun before the time to undo is over. */
  about?: string | undefined;
  run: () => Promise<unknown>;
}

/** How long the server waits before it sends something, so that a person can undo it. */
export const undoSeconds = 10;

export interface Place {
  to: string;
  params?: Record<string, string>;
  search?: Record<string, unknown>;
}

/** An action with the thing it is about. */
export interface Bound
  extends Omit<Action, "when" | "ask" | "go" | "run" | "done" | "stale" | "undo" | "revert" | "revertible"> {
  perform: () => void;
  running: boolean;
}

export interface Question {
  ask: Ask;
  danger: boolean;
  answer: (words: string) => Promise<void>;
}

export const question = store<Question | undefined>(undefined);
const offers = store<Bound[][]>([]);

export function useOffered(): Bound[] {
  return useSyncExternalStore(offers.subscribe, offers.get).flat();
}

/** Puts actions within reach of palette and keyboard while the component is on the screen. */
export function useOffer(list: Bound[]) {
  useEffect(() => {
    offers.set([...offers.get(), list]);
    return () => offers.set(offers.get().filter((other) => other !== list));
  }, [list]);
}

export function useActions<T>(actions: Action<T>[], thing: T | undefined): Bound[] {
  const router = useRouter();
  const queries = useQueryClient();
  const [running, setRunning] = useState<string>();

  return useMemo(() => {
    if (thing === undefined) return [];
    const call = async (action: Action<T>, words: string) => {
      setRunning(action.name);
      try {
        const made = await action.run?.(thing, words);
        const { done, revert } = action;
        if (done && revert && (action.revertible?.(thing) ?? true))
          showUndo(done, () => {
            Promise.resolve(revert(thing, made)).then(() => refresh(action), showProblem);
          });
        else if (done) notifications.show({ message: done, color: "teal" });
        const undo = action.undo?.(thing);
        if (undo) offerUndo(undo, () => refresh(action));
      } finally {
        setRunning(undefined);
        await refresh(action);
      }
    };
    const refresh = (action: Action<T>) =>
      Promise.all((action.stale?.(thing) ?? []).map((queryKey) => queries.invalidateQueries({ queryKey })));
    return actions
      .filter((action) => (action.when ? action.when(thing) : canDo(thing, action.name)))
      .map(({ ask, ...action }) => ({
        name: action.name,
        label: action.label,
        icon: action.icon,
        group: action.group,
        keys: action.keys,
        danger: action.danger,
        running: running === action.name,
        perform: () => {
          const place = action.go?.(thing);
          if (place) {
            router.navigate(place as never);
            return;
          }
          if (ask)
            Promise.resolve(ask(thing)).then(
              (asked) =>
                question.set({
                  ask: asked,
                  danger: action.danger ?? false,
                  answer: (words) => call({ ...action, ask }, words),
                }),
              showProblem,
            );
          else call(action, "").catch(showProblem);
        },
      }));
  }, [actions, thing, running, router, queries]);
}

/** The same actions for something that is known as another shape of their thing. */
export function actionsOn<T, Known>(actions: Action<T>[], thing: (known: Known) => T): Action<Known>[] {
  return actions.map(({ when, ask, go, run, stale, undo, revert, revertible, ...action }) => ({
    ...action,
    ...(when ? { when: (known) => when(thing(known)) } : {}),
    ...(ask ? { ask: (known) => ask(thing(known)) } : {}),
    ...(go ? { go: (known) => go(thing(known)) } : {}),
    ...(run ? { run: (known, words) => run(thing(known), words) } : {}),
    ...(stale ? { stale: (known) => stale(thing(known)) } : {}),
    ...(undo ? { undo: (known) => undo(thing(known)) } : {}),
    ...(revert ? { revert: (known, made) => revert(thing(known), made) } : {}),
    ...(revertible ? { revertible: (known) => revertible(thing(known)) } : {}),
  }));
}

export function canDo(thing: unknown, name: string) {
  return Boolean(thing && typeof thing === "object" && "can" in thing && (thing.can as string[]).includes(name));
}

/** Shows the countdown of what was just started; afterwards everything that shows it is read again. */
export function offerUndo({ title, text, run, about }: Undo, refresh: () => Promise<unknown>) {
  showCountdown({
    title,
    ...(text ? { text } : {}),
    about,
    seconds: undoSeconds,
    undo: () =>
      run()
        .then(() => notifications.show({ message: "Undone. Nothing was sent.", color: "teal" }), showProblem)
        .then(refresh),
    onEnd: refresh,
  });
}

export function showProblem(error: unknown) {
  const problem = problemOf(error);
  notifications.show({ title: headlineOf(problem), message: problem.detail, color: "red", autoClose: 12_000 });
}

export function pick(bound: Bound[], ...names: string[]) {
  return names.flatMap((name) => bound.filter((action) => action.name === name));
}

export function without(bound: Bound[], ...names: string[]) {
  return bound.filter((action) => !names.includes(action.name));
}

export function ActionButton({
  action,
  primary,
  size,
  unsaved = false,
}: {
  action: Bound | undefined;
  primary?: boolean;
  /** It would use what is saved, not what was typed since. */
  unsaved?: boolean;
  size?: "xs" | "sm";
}) {
  if (!action) return null;
  const Icon = action.icon;
  return (
    <Tooltip label="Save your changes first." disabled={!unsaved}>
      <Button
        size={size}
        variant={primary ? "filled" : "default"}
        leftSection={<Icon size={15} aria-hidden />}
        loading={action.running}
        data-disabled={unsaved || undefined}
        aria-disabled={unsaved || undefined}
        onClick={unsaved ? undefined : action.perform}
      >
        {action.label}
      </Button>
    </Tooltip>
  );
}

interface ActionMenuProps {
  actions: Bound[];
  label?: string;
}

/** A list has one in each row, so the menu itself is made when it is opened for the first time. */
export function ActionMenu(props: ActionMenuProps) {
  const [used, use] = useState(false);
  if (props.actions.length === 0) return null;
  return used ? (
    <OpenMenu {...props} />
  ) : (
    <MenuButton label={props.label} aria-haspopup="menu" aria-expanded={false} onClick={() => use(true)} />
  );
}

function OpenMenu({ actions, label }: ActionMenuProps) {
  const [opened, change] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  // The button has taken the place of the one that was pressed, and the focus returns to it when the menu closes.
  useEffect(() => {
    button.current?.focus();
    change(true);
  }, []);
  return (
    <Menu width={256} opened={opened} onChange={change}>
      <Menu.Target>
        <MenuButton ref={button} label={label} />
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((action) => {
          const Icon = action.icon;
          return (
            <Menu.Item
              key={action.name}
              leftSection={<Icon size={15} aria-hidden />}
              rightSection={action.keys ? <Keys keys={action.keys} /> : null}
              color={action.danger ? "var(--mantine-color-error)" : undefined}
              onClick={action.perform}
            >
              {action.label}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

function MenuButton({ label = "More actions", ...rest }: ComponentProps<"button"> & { label?: string | undefined }) {
  return (
    <ActionIcon size={32} variant="default" aria-label={label} {...rest}>
      <Ellipsis size={16} />
    </ActionIcon>
  );
}
