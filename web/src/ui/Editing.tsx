import { Button, Group, Modal, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { Save } from "lucide-react";
import { useMemo } from "react";
import { useOffer } from "./actions";
import { Notice } from "./States";
import type { Fresh } from "./useFresh";

interface EditingProps {
  form: string;
  dirty: boolean;
  fresh: Fresh;
  /** Saves before the page is left; false if that failed. */
  flush?: (() => Promise<boolean>) | undefined;
}

/** What every editor of a page has: Ctrl+S saves, leaving asks first, and another's change is not lost in silence. */
export function Editing({ form, dirty, fresh, flush }: EditingProps) {
  useOffer(
    useMemo(
      () => [
        {
          name: "save",
          label: "Save",
          icon: Save,
          group: "This page",
          keys: "mod+s",
          running: false,
          perform: () => submit(form),
        },
      ],
      [form],
    ),
  );
  const keepMine = () => {
    fresh.keepMine();
    setTimeout(() => submit(form));
  };
  const blocker = useBlocker({
    shouldBlockFn: async ({ current, next }) => {
      // A new item that gets its address stays open.
      if (!dirty || (current.pathname.endsWith("/new") && next.routeId === current.routeId)) return false;
      return flush ? !(await flush()) : true;
    },
    enableBeforeUnload: () => dirty,
    withResolver: true,
  });
  return (
    <>
      {fresh.overtaken ? (
        <Notice tone="warn" title="Someone else changed this">
          <Text mb={8}>Your changes are still here. Choose which version to keep.</Text>
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={fresh.takeTheirs}>
              Use their version
            </Button>
            <Button size="xs" variant="default" onClick={keepMine}>
              Keep mine and save
            </Button>
          </Group>
        </Notice>
      ) : null}
      <Modal opened={blocker.status === "blocked"} onClose={() => blocker.reset?.()} title="Leave without saving?">
        <Text mb="md">
          {flush ? "Your last changes could not be saved." : "Changes you haven't saved will be lost."}
        </Text>
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

function submit(form: string) {
  const element = document.getElementById(form);
  if (element instanceof HTMLFormElement) element.requestSubmit();
}
