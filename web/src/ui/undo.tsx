import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import classes from "./undo.module.css";

/** What was done, with a button that undoes it and, where there is one, the next step. Returns what the button does. */
export function showUndo(message: string, undo: () => void, more?: { label: string; perform: () => void }) {
  const perform = () => {
    notifications.hide(id);
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
          <Button size="compact-xs" variant="default" onClick={perform}>
            Undo
          </Button>
        </span>
      </span>
    ),
  });
  return perform;
}
