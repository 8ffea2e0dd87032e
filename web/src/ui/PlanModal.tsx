import { Modal } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { showProblem } from "./actions";
import { type Planned, PlanTime } from "./PlanTime";
import { showUndo } from "./undo";
import { useWrite, type Write } from "./useWrite";

interface PlanModalProps<Out> extends Omit<Write<Planned, Out>, "done" | "onDone"> {
  opened: boolean;
  close: () => void;
  title: string;
  at: string | null | undefined;
  zone: string;
  label?: string | undefined;
  /** Gives it back the time it had, or none. */
  revert: () => Promise<unknown>;
  /** Above the time. */
  children?: ReactNode;
}

/** Gives something a new time. A new time is a change of the schedule, so an approved one needs review again. */
export function PlanModal<Out>({
  opened,
  close,
  title,
  at,
  zone,
  label,
  revert,
  children,
  ...write
}: PlanModalProps<Out>) {
  const queries = useQueryClient();
  const refresh = () => Promise.all((write.stale ?? []).map((queryKey) => queries.invalidateQueries({ queryKey })));
  const move = useWrite<Planned, Out>({
    ...write,
    onDone: () => {
      close();
      showUndo("Time set. If the schedule was approved, it needs review again.", () => {
        revert().then(refresh, showProblem);
      });
    },
  });
  return (
    <Modal opened={opened} onClose={close} title={title} size={560}>
      {children}
      <PlanTime
        at={at}
        zone={zone}
        onSave={(planned) => move.mutate(planned)}
        onCancel={close}
        saving={move.isPending}
        error={move.error}
        label={label}
      />
    </Modal>
  );
}
