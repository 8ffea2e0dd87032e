import { Button, MultiSelect, NumberInput, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { UserCheck } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { problemOf } from "@/contract/problem";
import { campaignNamesQuery } from "@/contract/queries";
import { type Priority, priorities, type Task, type TaskStatus, taskStatuses } from "@/contract/types";
import { Form, useFormWrite } from "@/ui/Form";
import { DateField, TagsField } from "@/ui/fields";
import { humanise } from "@/ui/format";
import { Notice } from "@/ui/States";
import { staleOf } from "./actions";
import { Candidates } from "./Candidates";
import { ChecklistField, SkillsField } from "./fields";
import classes from "./planning.module.css";
import { tasksQuery } from "./queries";
import { statusNames } from "./TaskWords";
import { changedOf, newTaskOf, type TaskValues, valuesOf } from "./taskValues";
import { transitions } from "./transitions";
import { useAssignable } from "./useAssignable";

interface TaskFormProps {
  task?: Task;
  campaignId?: string | undefined;
  close: () => void;
}

const repeats = [
  { value: "", label: "Never" },
  { value: "day", label: "Days" },
  { value: "week", label: "Weeks" },
  { value: "month", label: "Months" },
];

/** Everything about a task that people change. */
export function TaskForm({ task, campaignId: given, close }: TaskFormProps) {
  const { team, options, memberOf } = useAssignable(task?.assignee);
  const [chosen, setChosen] = useState<string | null>(given ?? null);
  const campaignId = task ? task.campaignId : (given ?? chosen);
  const campaigns = useQuery({ ...campaignNamesQuery, enabled: !task && !given });
  const others = useQuery({
    ...tasksQuery({ campaignId: campaignId ?? undefined, limit: 200 }),
    enabled: Boolean(campaignId),
  });
  const [asking, setAsking] = useState(false);
  const form = useForm<TaskValues>({
    initialValues: valuesOf(task ?? {}),
    validate: {
      title: (title) => (title.trim() ? null : "Enter a title."),
      blockedReason: (reason, { status }) =>
        status === "blocked" && !reason.trim() ? "Say what the task is waiting for." : null,
      due: (due, { every }) => (every && !due ? "A task that repeats needs a due date." : null),
    },
  });
  const { values } = form;
  const save = useFormWrite(form, {
    run: async (values: TaskValues) => {
      const now = { ...values, assignee: await memberOf(values.assignee) };
      return task
        ? take(
            api.PATCH("/api/tasks/{id}", {
              params: { path: { id: task.id } },
              body: { ...changedOf(now, form.getInitialValues()), version: task.version },
            }),
          )
        : take(api.POST("/api/tasks", { body: newTaskOf(now, campaignId ? { campaignId } : {}) }));
    },
    stale: [...staleOf({ campaignId: campaignId ?? null }), keys.team],
    done: task ? "Task saved." : "Task created.",
    onDone: close,
    rename: { repeat: "every" },
  });
  const skills = [...new Set(team.flatMap((one) => one.skills.map(({ skill }) => skill)))];
  const outdated = save.error && problemOf(save.error).code === "task_version_conflict";
  const links = new Map(values.dependsOn.map((one) => [one.taskId, one]));
  return (
    <Form
      form={form}
      save={save}
      label={task ? "Save" : "Create task"}
      close={close}
      disabled={Boolean(task && !form.isDirty())}
      problem={
        outdated ? (
          <Notice tone="warn" title="Someone else changed this task">
            Close this dialog to see the changes, then edit again.
          </Notice>
        ) : undefined
      }
    >
      <TextInput label="Title" data-autofocus={!task || undefined} {...form.getInputProps("title")} />
      <div className={classes.form}>
        <Stack gap="sm">
          <Textarea label="Description" autosize minRows={2} maxRows={10} {...form.getInputProps("description")} />
          <ChecklistField value={values.checklist} change={(items) => form.setFieldValue("checklist", items)} />
          {campaignId ? (
            <MultiSelect
              label="Waits for"
              placeholder={values.dependsOn.length > 0 ? "" : "Nothing"}
              searchable
              data={(others.data?.items ?? [])
                .filter(({ id }) => id !== task?.id)
                .map(({ id, title }) => ({ value: id, label: title }))}
              value={values.dependsOn.map(({ taskId }) => taskId)}
              onChange={(ids) =>
                form.setFieldValue(
                  "dependsOn",
                  ids.map((taskId) => links.get(taskId) ?? { taskId, type: "fs" as const, lagDays: 0 }),
                )
              }
              error={form.errors.dependsOn}
            />
          ) : null}
          <SkillsField
            label="Skills it needs"
            value={values.skills}
            known={skills}
            change={(list) => form.setFieldValue("skills", list)}
          />
          <TagsField {...form.getInputProps("tags")} />
        </Stack>
        <Stack gap="sm">
          {!task && !given ? (
            <Select
              label="Campaign"
              placeholder="None"
              clearable
              searchable
              data={(campaigns.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              value={chosen}
              onChange={setChosen}
            />
          ) : null}
          <SimpleGrid cols={2} spacing="sm">
            <Select
              label="Status"
              allowDeselect={false}
              data={reachable(task?.status).map((value) => ({ value, label: statusNames[value] }))}
              {...form.getInputProps("status")}
            />
            <Select<Priority>
              label="Priority"
              allowDeselect={false}
              data={priorities.map((value) => ({ value, label: humanise(value) }))}
              {...form.getInputProps("priority")}
            />
          </SimpleGrid>
          {values.status === "blocked" ? (
            <TextInput label="What it is waiting for" {...form.getInputProps("blockedReason")} />
          ) : null}
          <div>
            <Select label="Assignee" allowDeselect={false} data={options} {...form.getInputProps("assignee")} />
            {task && !task.assignee && task.status === "todo" ? (
              <Button
                mt={6}
                size="xs"
                variant="default"
                leftSection={<UserCheck size={13} aria-hidden />}
                onClick={() => setAsking(!asking)}
                aria-expanded={asking}
              >
                Who can do it?
              </Button>
            ) : null}
            {asking && task ? (
              <Candidates task={task} choose={(member) => form.setFieldValue("assignee", member)} />
            ) : null}
          </div>
          <SimpleGrid cols={2} spacing="sm">
            <DateField label="Start" placeholder="No date" {...form.getInputProps("start")} />
            <DateField label="Due" placeholder="No date" {...form.getInputProps("due")} />
            <NumberInput label="Estimated hours" min={0} {...form.getInputProps("estimateHours")} />
            <NumberInput label="Actual hours" min={0} {...form.getInputProps("actualHours")} />
            <NumberInput label="Best case, hours" min={0} {...form.getInputProps("estimateLow")} />
            <NumberInput label="Worst case, hours" min={0} {...form.getInputProps("estimateHigh")} />
            <NumberInput
              label="Length"
              placeholder="Working days"
              min={0}
              allowDecimal={false}
              {...form.getInputProps("durationDays")}
            />
          </SimpleGrid>
          <SimpleGrid cols={values.every ? 3 : 1} spacing="sm">
            <Select label="Repeats" allowDeselect={false} data={repeats} {...form.getInputProps("every")} />
            {values.every ? (
              <>
                <NumberInput label="Every" min={1} max={365} allowDecimal={false} {...form.getInputProps("interval")} />
                <DateField label="Until" placeholder="No end" {...form.getInputProps("until")} />
              </>
            ) : null}
          </SimpleGrid>
          {values.every ? (
            <Text size="xs" c="dimmed">
              The next task is created when this one is done.
            </Text>
          ) : null}
        </Stack>
      </div>
    </Form>
  );
}

/** A task goes from one status to some of the others; a new one has not begun. */
function reachable(status: TaskStatus | undefined) {
  if (!status) return ["todo"] as TaskStatus[];
  return taskStatuses.filter((one) => one === status || transitions[status].includes(one));
}
