import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";

/** What was done, with the way back for as long as it is shown. */
export function showUndo(message: string, undo: () => void) {
  const id = notifications.show({
    color: "teal",
    autoClose: 10_000,
    message: (
      <span style={{ display: "flex", alignItems: "center", justifyContent: "space-between", gap: 12 }}>
        <span>{message}</span>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          Undo
        </Button>
      </span>
    ),
  });
}
