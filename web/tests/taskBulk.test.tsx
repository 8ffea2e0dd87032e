import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Task } from "@/contract/types";
import { TaskTable } from "@/planning/TaskTable";
import { stepsTo } from "@/planning/transitions";
import { BulkReportHost } from "@/ui/BulkReport";
import { type Call, Refused, show } from "./screen";

const task = (id: string, more: Partial<Task> = {}) =>
  ({
    id,
    title: `Task ${id}`,
    status: "todo",
    priority: "normal",
    assignee: null,
    assigneeName: null,
    due: null,
    version: 1,
    comments: 0,
    blockedBy: [],
    checklist: [],
    can: ["changeTask", "deleteTask"],
    ...more,
  }) as unknown as Task;

const parts = (
  <>
    <TaskTable items={[task("a"), task("b", { status: "in_progress" })]} busy={false} />
    <BulkReportHost />
  </>
);

const after = ({ body }: Call) => ({ ...task("a"), ...(body as object), version: 2 });

test("many tasks get one status: each goes the way it has to, and the one that is refused says why", async () => {
  const { user, calls } = await show(parts, "/", {
    "PATCH /api/tasks/a": new Refused(409, {
      title: "Conflict",
      code: "task_waits",
      detail: "It waits for the brief.",
    }),
    "PATCH /api/tasks/b": after,
  });
  await user.click(await screen.findByRole("checkbox", { name: "Select all" }));
  await user.click(screen.getByRole("button", { name: "Set status" }));
  await user.click(await screen.findByRole("combobox", { name: "Status" }));
  await user.click(await screen.findByRole("option", { name: "Done" }));
  await user.click(screen.getByRole("button", { name: "Apply" }));
  expect(await screen.findByText("It waits for the brief.")).toBeTruthy();
  expect(screen.getByText("1 of 2 items not changed")).toBeTruthy();
  expect(calls.filter(({ what }) => what.startsWith("PATCH")).map(({ body }) => body)).toEqual([
    { status: "in_progress" },
    { status: "done" },
  ]);
}, 30_000);

test("many tasks get a priority over the version that was read, and it can be undone", async () => {
  const { user, calls } = await show(parts, "/", { "PATCH /api/tasks/a": after, "PATCH /api/tasks/b": after });
  await user.click(await screen.findByRole("checkbox", { name: "Select Task a" }));
  await user.click(screen.getByRole("button", { name: "Set priority" }));
  await user.click(await screen.findByRole("combobox", { name: "Priority" }));
  await user.click(await screen.findByRole("option", { name: "Urgent" }));
  await user.click(screen.getByRole("button", { name: "Apply" }));
  await waitFor(() => expect(calls.at(-1)?.body).toEqual({ priority: "urgent", version: 1 }));
  expect(await screen.findByText("1 item changed.")).toBeTruthy();
});

test("who may not change tasks chooses none", async () => {
  await show(<TaskTable items={[task("a", { can: [] })]} busy={false} />);
  expect(await screen.findByText("Task a")).toBeTruthy();
  expect(screen.queryByRole("checkbox")).toBeNull();
});

test("a task is started before it is done, and opened before it is canceled again", () => {
  expect(stepsTo("todo", "done")).toEqual(["in_progress", "done"]);
  expect(stepsTo("done", "todo")).toEqual(["in_progress", "todo"]);
  expect(stepsTo("blocked", "done")).toEqual(["in_progress", "done"]);
  expect(stepsTo("in_review", "done")).toEqual(["done"]);
  expect(stepsTo("cancelled", "in_progress")).toEqual(["todo", "in_progress"]);
  expect(stepsTo("todo", "todo")).toEqual([]);
});
