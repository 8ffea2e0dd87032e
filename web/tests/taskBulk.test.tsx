import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { CheckHost } from "@/app/bulk/CheckHost";
import { JobHost } from "@/app/bulk/JobHost";
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
    <TaskTable
      items={[task("a"), task("b", { status: "in_progress" })]}
      busy={false}
      filter={{ campaignId: "c" }}
      total={2}
    />
    <BulkReportHost />
    <JobHost />
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

const progress = (more: object) => ({
  id: "b1",
  kind: "tasks_update",
  change: { priority: "urgent" },
  by: "Ida",
  at: "2026-11-23T09:00:00Z",
  state: "done",
  total: 2,
  done: 1,
  failed: 1,
  skipped: 0,
  undoable: true,
  undoneBy: null,
  items: [],
  ...more,
});

test("many tasks are changed by the server: the progress, what failed and why, and undo", async () => {
  let read = 0;
  const { user, calls } = await show(parts, "/", {
    "GET /api/bulk": { items: [], total: 0 },
    "POST /api/bulk/tasks/update": { id: "b1", total: 2 },
    "POST /api/bulk/b1/undo": { id: "b2", total: 1 },
    "GET /api/bulk/b1": ({ query }: Call) =>
      query.get("state") === "failed"
        ? progress({ items: [{ id: "b", title: "Task b", state: "failed", error: { detail: "It is locked." } }] })
        : progress(read++ === 0 ? { state: "running", done: 1, failed: 0, undoable: false } : {}),
    "GET /api/bulk/b2": progress({ id: "b2", kind: "undo", state: "running", done: 0, failed: 0 }),
  });
  await user.click(await screen.findByRole("checkbox", { name: "Select all" }));
  await user.click(screen.getByRole("button", { name: "Set priority" }));
  await user.click(await screen.findByRole("combobox", { name: "Priority" }));
  await user.click(await screen.findByRole("option", { name: "Urgent" }));
  await user.click(screen.getByRole("button", { name: "Apply" }));
  expect(await screen.findByLabelText("Set priority: 1 of 2")).toBeTruthy();
  expect(await screen.findByText("It is locked.", {}, { timeout: 3000 })).toBeTruthy();
  expect(screen.getByText("1 of 2 items not changed")).toBeTruthy();
  expect(calls.find(({ what }) => what === "POST /api/bulk/tasks/update")?.body).toEqual({
    ids: ["a", "b"],
    change: { priority: "urgent" },
    dryRun: false,
  });
  await user.keyboard("{Escape}");
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await waitFor(() => expect(calls.some(({ what }) => what === "POST /api/bulk/b1/undo")).toBe(true));
}, 30_000);

test("a large change of all that match says first what it would do", async () => {
  const many = Array.from({ length: 30 }, (_, i) => task(`t${i}`));
  const page = (
    <>
      <TaskTable items={many} busy={false} filter={{ campaignId: "c" }} total={340} />
      <CheckHost />
    </>
  );
  const { user, calls } = await show(page, "/", {
    "POST /api/bulk/tasks/update": { id: "try", total: 340 },
    "POST /api/bulk/try/cancel": progress({}),
    "GET /api/bulk/try": progress({
      id: "try",
      total: 340,
      done: 312,
      failed: 28,
      items: Array.from({ length: 28 }, (_, i) => ({
        id: `${i}`,
        state: "failed",
        error: { detail: "It is locked." },
      })),
    }),
  });
  await user.click(await screen.findByRole("checkbox", { name: "Select all" }));
  await user.click(screen.getByRole("button", { name: "Select all 340" }));
  await user.click(screen.getByRole("button", { name: "Set priority" }));
  await user.click(await screen.findByRole("combobox", { name: "Priority" }));
  await user.click(await screen.findByRole("option", { name: "Low" }));
  await user.click(screen.getByRole("button", { name: "Apply" }));
  expect(await screen.findByText("312 of 340 will change.")).toBeTruthy();
  expect(screen.getByText("28 items")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Change 312 items" }));
  await waitFor(() =>
    expect(calls.filter(({ what }) => what === "POST /api/bulk/tasks/update").map(({ body }) => body)).toEqual([
      { filter: { campaignId: "c" }, change: { priority: "low" }, dryRun: true },
      { filter: { campaignId: "c" }, change: { priority: "low" }, dryRun: false },
    ]),
  );
}, 30_000);

test("who may not change tasks chooses none", async () => {
  await show(<TaskTable items={[task("a", { can: [] })]} busy={false} filter={{ campaignId: "c" }} total={2} />);
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
