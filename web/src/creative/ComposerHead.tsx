import { Button, Group, Modal, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { problemOf } from "@/contract/problem";
import { clock, ownZone } from "@/ui/format";
import { FormProblem, Notice } from "@/ui/States";
import classes from "./composer.module.css";
import type { Saving } from "./useSaving";

/** When it was saved, or that it is not. */
export function SavedAt({ saving }: { saving: Saving }) {
  const { state, base } = saving;
  const saved = base ? `Saved ${clock(base.updatedAt, ownZone)}` : "Not saved yet";
  const words = {
    saved,
    saving: "Saving…",
    unsaved: "Saving…",
    offline: "Not saved",
    refused: "Not saved",
    overtaken: "Not saved",
  };
  return (
    <span className={classes.saved} data-state={state} aria-live="polite">
      {words[state]}
    </span>
  );
}

/** Why it is not saved, and what to do about it; asks before unsaved words are left. */
export function SavingNotice({ saving }: { saving: Saving }) {
  const { state, error, dirty } = saving;
  const blocker = useBlocker({
    // Another tab or the address of a new item is no way out of the composer.
    shouldBlockFn: async ({ next }) => dirty && !next.pathname.includes("/content/items/") && !(await saving.flush()),
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
  return (
    <>
      {state === "overtaken" ? (
        <Notice tone="warn" title="Someone else changed this">
          <Text mb={8}>Your changes are still here. Choose which version to keep.</Text>
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={saving.takeTheirs}>
              Use their version
            </Button>
            <Button size="xs" variant="default" onClick={saving.keepMine}>
              Keep mine and save
            </Button>
          </Group>
        </Notice>
      ) : null}
      {state === "offline" ? (
        <Notice tone="warn" title="Not saved">
          <Text mb={8}>
            Fanfare can't be reached. Your text stays here and is saved as soon as the connection is back.
          </Text>
          <Button size="xs" variant="default" onClick={saving.flush}>
            Retry
          </Button>
        </Notice>
      ) : null}
      {state === "refused" ? <FormProblem error={problemOf(error).title ? error : undefined} /> : null}
      <Modal opened={blocker.status === "blocked"} onClose={() => blocker.reset?.()} title="Leave without saving?">
        <Text mb="md">Your last changes could not be saved.</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => blocker.proceed?.()}>
            Leave
          </Button>
          <Button onClick={() => blocker.reset?.()}>Stay</Button>
        </Group>
      </Modal>
    </>
  );
}
