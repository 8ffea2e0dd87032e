import { Select } from "@mantine/core";
import { CalendarDays, CircleDot, Flag, Trash2, UserRound } from "lucide-react";
import { type ReactNode, useState } from "react";
import { api, take } from "@/contract/api";
import { type Priority, priorities, type Task, type TaskStatus } from "@/contract/types";
import type { BulkAction, BulkFormProps } from "@/ui/BulkBar";
import { Footer } from "@/ui/Form";
import { DateField } from "@/ui/fields";
import { counted, humanise } from "@/ui/format";
import { setStatus } from "./actions";
import { statusNames } from "./TaskWords";
import { stepsTo } from "./transitions";
import { useAssignable } from "./useAssignable";

const path = ({ id }: Pick<Task, "id">) => ({ params: { path: { id } } });
const changeable = ({ can }: Task) => can.includes("changeTask");

/** Changes one property of a task, over the version that was read; what it answers brings back what it had. */
async function changed<Name extends "assignee" | "due" | "priority">(task: Task, name: Name, value: Task[Name]) {
  const after = await take(
    api.PATCH("/api/tasks/{id}", { ...path(task), body: { [name]: value, version: task.version } as never }),
  );
  return () =>
    take(
      api.PATCH("/api/tasks/{id}", { ...path(task), body: { [name]: task[name], version: after.version } as never }),
    );
}

async function moved(task: Task, to: TaskStatus) {
  for (const step of stepsTo(task.status, to)) await setStatus(task, step);
  return async () => {
    for (const step of stepsTo(to, task.status)) await setStatus(task, step, task.blockedReason ?? undefined);
  };
}

const undo = (made: unknown) => (made as () => Promise<unknown>)();

interface ChoiceProps {
  children: ReactNode;
  label: string;
  value: string | null;
  form: BulkFormProps<Task>;
}

function Choice({ children, label, value, form: { submit, close } }: ChoiceProps) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (value !== null) submit(value);
      }}
    >
      {children}
      <div style={{ marginTop: 16 }}>
        <Footer label={label} busy={false} close={close} disabled={value === null} />
      </div>
    </form>
  );
}

const statuses: TaskStatus[] = ["todo", "in_progress", "in_review", "done", "cancelled"];

function StatusForm(form: BulkFormProps<Task>) {
  const [status, setStatusOf] = useState<string | null>(null);
  return (
    <Choice form={form} label="Apply" value={status}>
      <Select
        label="Status"
        placeholder="Choose"
        data={statuses.map((value) => ({ value, label: statusNames[value] }))}
        value={status}
        onChange={setStatusOf}
      />
    </Choice>
  );
}

function PriorityForm(form: BulkFormProps<Task>) {
  const [priority, setPriority] = useState<string | null>(null);
  return (
    <Choice form={form} label="Apply" value={priority}>
      <Select
        label="Priority"
        placeholder="Choose"
        data={priorities.map((value) => ({ value, label: humanise(value) }))}
        value={priority}
        onChange={setPriority}
      />
    </Choice>
  );
}

function DueForm(form: BulkFormProps<Task>) {
  const [due, setDue] = useState<string | null>(null);
  return (
    <Choice form={form} label={due ? "Apply" : "Remove due date"} value={due ?? ""}>
      <DateField label="Due" placeholder="No date" value={due} onChange={setDue} />
    </Choice>
  );
}

function AssigneeForm(form: BulkFormProps<Task>) {
  const { options, memberOf } = useAssignable(undefined);
  const [chosen, choose] = useState<string | null>(null);
  return (
    <Choice
      form={{ ...form, submit: async (words) => form.submit(await memberOf(words)) }}
      label="Assign"
      value={chosen}
    >
      <Select label="Assignee" placeholder="Choose" searchable data={options} value={chosen} onChange={choose} />
    </Choice>
  );
}

/** What can be done with the chosen tasks. Each is changed for itself, so one that is refused does not hold up the others. */
export const taskBulk: BulkAction<Task>[] = [
  {
    label: "Set status",
    icon: CircleDot,
    when: changeable,
    form: StatusForm,
    run: (task, status) => moved(task, status as TaskStatus),
    done: "changed",
    undo,
  },
  {
    label: "Assign",
    icon: UserRound,
    when: changeable,
    form: AssigneeForm,
    run: (task, assignee) => changed(task, "assignee", assignee || null),
    done: "assigned",
    undo,
  },
  {
    label: "Set due date",
    icon: CalendarDays,
    when: changeable,
    form: DueForm,
    run: (task, due) => changed(task, "due", due || null),
    done: "changed",
    undo,
  },
  {
    label: "Set priority",
    icon: Flag,
    when: changeable,
    form: PriorityForm,
    run: (task, priority) => changed(task, "priority", priority as Priority),
    done: "changed",
    undo,
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
