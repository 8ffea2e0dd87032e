import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { lastUndo } from "./lastUndo";
import classes from "./undo.module.css";

const byKeyFor = 30_000;

/** What was done, with a button that undoes it and, where there is one, the next step. Z does the same. */
export function showUndo(message: string, undo: () => void, more?: { label: string; perform: () => void }) {
  let used = false;
  const perform = () => {
    if (used) return;
    used = true;
    notifications.hide(id);
    if (lastUndo.get() === perform) lastUndo.set(undefined);
    undo();
  };
  const id: string = notifications.show({
    color: more ? "yellow" : "teal",
    autoClose: 10_000,
    message: (
      <span className={classes.undo}>
        <span>{message}</span>
        <span className={classes.undoButtons}>
          {more ? (
            <Button
              size="compact-xs"
              onClick={() => {
                notifications.hide(id);
                more.perform();
              }}
            >
              {more.label}
            </Button>
          ) : null}
          <Button size="compact-xs" variant="default" title="Undo (Z)" aria-keyshortcuts="z" onClick={perform}>
            Undo
          </Button>
        </span>
      </span>
    ),
  });
  lastUndo.set(perform);
  setTimeout(() => {
    if (lastUndo.get() === perform) lastUndo.set(undefined);
  }, byKeyFor);
}
