import { NumberInput, Select } from "@mantine/core";
import { CalendarDays, CalendarRange, CircleDot, Flag, Trash2, UserRound } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { priorities, type Task, type TaskFilter, type TaskStatus } from "@/contract/types";
import type { BulkAction, BulkFormProps } from "@/ui/BulkBar";
import { BulkChoice } from "@/ui/BulkChoice";
import { DateField } from "@/ui/fields";
import { counted, humanise } from "@/ui/format";
import { setStatus } from "./actions";
import { statusNames } from "./TaskWords";
import { stepsTo } from "./transitions";
import { useAssignable } from "./useAssignable";

const path = ({ id }: Pick<Task, "id">) => ({ params: { path: { id } } });
const changeable = ({ can }: Task) => can.includes("changeTask");

async function moved(task: Task, to: TaskStatus) {
  for (const step of stepsTo(task.status, to)) await setStatus(task, step);
  return async () => {
    for (const step of stepsTo(to, task.status)) await setStatus(task, step, task.blockedReason ?? undefined);
  };
}

const undo = (made: unknown) => (made as () => Promise<unknown>)();

const statuses: TaskStatus[] = ["todo", "in_progress", "in_review", "done", "cancelled"];

function StatusForm(form: BulkFormProps<Task>) {
  const [status, setStatusOf] = useState<string | null>(null);
  return (
    <BulkChoice form={form} label="Apply" value={status}>
      <Select
        label="Status"
        placeholder="Choose"
        data={statuses.map((value) => ({ value, label: statusNames[value] }))}
        value={status}
        onChange={setStatusOf}
      />
    </BulkChoice>
  );
}

function PriorityForm(form: BulkFormProps<Task>) {
  const [priority, setPriority] = useState<string | null>(null);
  return (
    <BulkChoice form={form} label="Apply" value={priority}>
      <Select
        label="Priority"
        placeholder="Choose"
        data={priorities.map((value) => ({ value, label: humanise(value) }))}
        value={priority}
        onChange={setPriority}
      />
    </BulkChoice>
  );
}

function DueForm(form: BulkFormProps<Task>) {
  const [due, setDue] = useState<string | null>(null);
  return (
    <BulkChoice form={form} label="Apply" value={due}>
      <DateField label="Due" placeholder="No date" value={due} onChange={setDue} />
    </BulkChoice>
  );
}

function DaysForm(form: BulkFormProps<Task>) {
  const [days, setDays] = useState<number | string>("");
  const valid = typeof days === "number" && days !== 0;
  return (
    <BulkChoice form={form} label="Move dates" value={valid ? String(days) : null}>
      <NumberInput
        label="Days"
        description="Start and due date move by as many days. A negative number moves them to earlier days."
        allowDecimal={false}
        min={-3660}
        max={3660}
        value={days}
        onChange={setDays}
      />
    </BulkChoice>
  );
}

function AssigneeForm(form: BulkFormProps<Task>) {
  const { options, memberOf } = useAssignable(undefined);
  const [chosen, choose] = useState<string | null>(null);
  return (
    <BulkChoice
      form={{ ...form, submit: async (words) => form.submit(await memberOf(words)) }}
      label="Assign"
      value={chosen}
    >
      <Select
        label="Assignee"
        placeholder="Choose"
        searchable
        data={[...options, { value: "auto", label: "Whoever fits best" }]}
        value={chosen}
        onChange={choose}
      />
    </BulkChoice>
  );
}

/** What can be done with chosen tasks, or with all that the list shows with these filters. */
export function taskBulk(filter: TaskFilter): BulkAction<Task>[] {
  const target = (items: Task[] | undefined) =>
    items ? { ids: items.map(({ id }) => id) } : { filter: filter as Record<string, never> };
  const change =
    (member: (words: string) => object): BulkAction<Task>["job"] =>
    (items, words, dryRun) =>
      take(api.POST("/api/bulk/tasks/update", { body: { ...target(items), change: member(words), dryRun } }));
  return [
    {
      label: "Set status",
      icon: CircleDot,
      when: changeable,
      form: StatusForm,
      job: change((status) => ({ status })),
      // A task that has not begun is started before it is done, which takes two calls.
      byHand: (tasks, to) => tasks.some(({ status }) => stepsTo(status, to as TaskStatus).length > 1),
      run: (task, status) => moved(task, status as TaskStatus),
      done: "changed",
      undo,
    },
    {
      label: "Assign",
      icon: UserRound,
      when: changeable,
      form: AssigneeForm,
      job: (items, words, dryRun) =>
        take(api.POST("/api/bulk/tasks/assign", { body: { ...target(items), assigneeId: words || null, dryRun } })),
      done: "assigned",
    },
    {
      label: "Set due date",
      icon: CalendarDays,
      when: changeable,
      form: DueForm,
      job: change((due) => ({ due })),
      done: "changed",
    },
    {
      label: "Move dates",
      icon: CalendarRange,
      when: changeable,
      form: DaysForm,
      job: change((days) => ({ shiftDays: Number(days) })),
      done: "moved",
    },
    {
      label: "Set priority",
      icon: Flag,
      when: changeable,
      form: PriorityForm,
      job: change((priority) => ({ priority })),
      done: "changed",
    },
    {
      label: "Delete",
      icon: Trash2,
      danger: true,
      when: ({ can }) => can.includes("deleteTask"),
      ask: (items) => ({
        title: `Delete ${counted(items.length, "task")}?`,
        text: "Tasks that waited for them then wait for the tasks before them.",
        confirm: "Delete tasks",
      }),
      run: (task) => take(api.DELETE("/api/tasks/{id}", path(task))),
      done: "deleted",
    },
  ];
}
