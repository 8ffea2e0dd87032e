import { Modal } from "@mantine/core";
import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Keys } from "@/ui/Bits";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { Status } from "@/ui/status";
import classes from "./palette.module.css";
import { type Choice, useChoices } from "./paletteChoices";

/** Goes anywhere and does anything that the page offers. */
export function Palette({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={close}
      withCloseButton={false}
      padding={0}
      size={600}
      classNames={{ body: classes.content }}
      transitionProps={{ transition: "pop", duration: 100 }}
      aria-label="Commands"
    >
      <Commands close={close} />
    </Modal>
  );
}

function Commands({ close }: { close: () => void }) {
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const choices = useChoices(words);
  const chosen = choices[Math.min(at, choices.length - 1)];

  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen row is looked up after it changed
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [chosen?.id]);

  const perform = (choice: Choice | undefined) => {
    close();
    choice?.perform();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const move = moves[event.key];
    if (move !== undefined)
      setAt((current) => (Math.min(current, choices.length - 1) + move + choices.length) % choices.length);
    else if (event.key === "Enter") perform(chosen);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className={classes.field}>
        <Search size={16} aria-hidden />
        <input
          data-autofocus
          role="combobox"
          aria-label="Search or run a command"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={chosen ? `${listId}-${chosen.id}` : undefined}
          placeholder="Search or run a command…"
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <Keys keys="escape" />
      </div>
      <div className={classes.list} id={listId} role="listbox" aria-label="Commands" ref={list}>
        {choices.map((choice, index) => {
          const Icon = choice.icon;
          return (
            <div key={choice.id} role="presentation">
              {choice.group !== choices[index - 1]?.group ? (
                <div className={classes.group} role="presentation">
                  {choice.group}
                </div>
              ) : null}
              {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the combobox has the keys */}
              <div
                className={classes.item}
                role="option"
                id={`${listId}-${choice.id}`}
                aria-selected={choice === chosen}
                onMouseMove={() => setAt(index)}
                onClick={() => perform(choice)}
              >
                {choice.channel ? (
                  <PlatformIcon platform={choice.channel} size={16} named />
                ) : (
                  <Icon size={16} aria-hidden />
                )}
                <span>
                  {choice.label}
                  {choice.note ? <em className={classes.note}>{choice.note}</em> : null}
                </span>
                {choice.status ? <Status value={choice.status} /> : null}
                {choice.keys ? <Keys keys={choice.keys} /> : null}
              </div>
            </div>
          );
        })}
      </div>
    </>
  );
}
