import { ActionIcon, Tooltip } from "@mantine/core";
import { type LucideIcon, Redo2, Undo2 } from "lucide-react";

export interface UndoRedo {
  undo: (() => void) | undefined;
  redo: (() => void) | undefined;
}

interface UndoButtonsProps extends UndoRedo {
  /** Without them: nothing can be changed. */
  readOnly?: boolean;
  more?: { label: string; icon: LucideIcon; run: (() => void) | undefined }[];
}

/** A step back and a step forward, and what an editor has besides. */
export function UndoButtons({ undo, redo, readOnly, more = [] }: UndoButtonsProps) {
  const steps = [
    { label: "Undo", icon: Undo2, run: undo },
    { label: "Redo", icon: Redo2, run: redo },
  ];
  const tools = [...(readOnly ? [] : steps), ...more];
  return tools.map(({ label, icon: Icon, run }) => (
    <Tooltip key={label} label={label}>
      <ActionIcon aria-label={label} disabled={!run} onClick={run}>
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  ));
}
