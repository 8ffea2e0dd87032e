import { ActionIcon, Button, Modal, NumberInput, Switch } from "@mantine/core";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import type { PlannedTask, Timeline } from "@/contract/types";
import { DateField } from "@/ui/fields";
import { daySpan, weekdayDay } from "@/ui/format";
import { Facts } from "@/ui/layout";
import { Panel } from "@/ui/Page";
import { Status } from "@/ui/status";
import { useAddress } from "@/ui/useAddress";
import classes from "./planning.module.css";
import { statusNames } from "./TaskWords";
import { type Draft, isMovable, slackOf } from "./timeline";

interface PlannedTaskSideProps {
  plan: Timeline;
  task: PlannedTask;
  narrow: boolean;
  change: ((part: Draft[string]) => void) | undefined;
  close: () => void;
  show: (id: string) => void;
}

/** One task of the plan: its days, what it waits for, and how it is moved without a mouse. */
export function PlannedTaskSide({ narrow, task, close, ...rest }: PlannedTaskSideProps) {
  const inside = <Inside task={task} {...rest} />;
  if (narrow)
    return (
      <Modal opened onClose={close} title={task.title}>
        {inside}
      </Modal>
    );
  return (
    <Panel
      title={task.title}
      aside={
        <ActionIcon onClick={close} aria-label="Close">
          <X size={15} />
        </ActionIcon>
      }
    >
      {inside}
    </Panel>
  );
}

function Inside({ plan, task, change, show }: Omit<PlannedTaskSideProps, "narrow" | "close">) {
  const [, address] = useAddress<{ section?: string; task?: string; edit?: boolean }>();
  const titles = new Map(plan.tasks.map(({ id, title }) => [id, title]));
  const named = (ids: string[]): ReactNode =>
    ids.map((id) => (
      <Button key={id} variant="subtle" size="compact-xs" onClick={() => show(id)}>
        {titles.get(id)}
      </Button>
    ));
  const before = plan.links.filter(({ to }) => to === task.id).map(({ from }) => from);
  const after = plan.links.filter(({ from }) => from === task.id).map(({ to }) => to);
  return (
    <>
      <Facts
        facts={[
          ["State", <Status key="state" value={task.status} label={statusNames[task.status]} />],
          ["Assignee", task.assigneeName ?? "No one yet"],
          ["Days", daySpan(task.earliestStart, task.earliestFinish)],
          ["Due", task.due ? weekdayDay(task.due) : "—"],
          task.status !== "done" && ["If late", slackOf(task)],
          before.length > 0 && ["Waits for", named(before)],
          after.length > 0 && ["Blocks", named(after)],
        ]}
      />
      {change && task.status !== "done" && task.status !== "cancelled" ? (
        <div className={classes.sideFields}>
          {isMovable(task) ? (
            <DateField
              label="Start no earlier than"
              placeholder="As soon as possible"
              clearable={false}
              value={task.start}
              onChange={(day) => day && change({ start: day })}
            />
          ) : null}
          {task.pinned ? null : (
            <NumberInput
              label="Length in working days"
              min={1}
              max={1000}
              allowDecimal={false}
              value={task.durationDays}
              disabled={task.durationDays === 0}
              onChange={(days) => typeof days === "number" && days > 0 && change({ durationDays: days })}
            />
          )}
          {task.status === "todo" || task.status === "blocked" ? (
            <Switch
              label="Pinned: stays on its days"
              checked={task.pinned}
              onChange={({ currentTarget }) =>
                change(currentTarget.checked ? { pinned: true, start: task.earliestStart } : { pinned: false })
              }
            />
          ) : null}
        </div>
      ) : null}
      <div className={classes.sideFoot}>
        <Button
          variant="default"
          size="xs"
          onClick={() => address({ section: "tasks", task: task.id }, { keepHistory: true })}
        >
          Open task
        </Button>
      </div>
    </>
  );
}
