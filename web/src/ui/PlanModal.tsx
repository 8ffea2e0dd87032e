import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { type Planned, PlanTime } from "./PlanTime";
import { useWrite, type Write } from "./useWrite";

interface PlanModalProps<Out> extends Omit<Write<Planned, Out>, "done" | "onDone"> {
  opened: boolean;
  close: () => void;
  title: string;
  at: string | null | undefined;
  zone: string;
  label?: string | undefined;
  /** Above the time. */
  children?: ReactNode;
}

/** Gives something a new time. A new time is a change of the schedule, so an approved one needs review again. */
export function PlanModal<Out>({ opened, close, title, at, zone, label, children, ...write }: PlanModalProps<Out>) {
  const move = useWrite<Planned, Out>({
    ...write,
    done: "Time set. If the schedule was approved, it needs review again.",
    onDone: close,
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
