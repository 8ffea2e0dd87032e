import { readFileSync } from "node:fs";
import { join } from "node:path";
import { waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { Campaign, PlannedTask, Task, Timeline } from "@/contract/types";
import { groupsOf, MyTasks } from "@/planning/MyTasks";
import { TaskForm } from "@/planning/TaskForm";
import { forecastWords } from "@/planning/TimelineHead";
import { TimelinePanel } from "@/planning/TimelinePanel";
import { templateDays, tooShort } from "@/planning/templates";
import { linesOf, movedBy, onWorkingDay, rangeOf, slackOf } from "@/planning/timeline";
import { dayOf } from "@/ui/format";
import { Refused, show } from "./screen";

function task(id: string, from: string, to: string, more: Partial<PlannedTask> = {}): PlannedTask {
  return {
    id,
    title: `Task ${id}`,
    kind: "task",
    status: "todo",
    priority: "normal",
    assignee: null,
    assigneeName: null,
    estimateHours: null,
    actualHours: 0,
    durationDays: 2,
    start: null,
    due: to,
    startedAt: null,
    completedAt: null,
    milestoneId: null,
    pinned: false,
    overdue: false,
    earliestStart: from,
    earliestFinish: to,
    latestStart: from,
    latestFinish: to,
    totalSlack: 0,
    freeSlack: 0,
    critical: true,
    version: 1,
    ...more,
  };
}

const plan = {
  campaignId: "c1",
  version: 3,
  template: "custom",
  anchor: { kind: "launch", date: "2026-12-14" },
  direction: "backward",
  country: null,
  calendar: {
    timeZone: "Europe/Berlin",
    workDays: ["mon", "tue", "wed", "thu", "fri"],
    hoursPerDay: 8,
    holidays: [{ date: "2026-12-25", name: "Christmas" }],
  },
  start: "2026-12-01",
  finish: "2026-12-11",
  projectedFinish: "2026-12-11",
  target: "2026-12-14",
  bufferDays: 1,
  bufferUsed: 0,
  state: "on_track",
  milestones: [{ id: "m1", name: "Content", date: "2026-12-04", state: "open", progress: 0.5, taskIds: ["a"] }],
  tasks: [
    task("b", "2026-12-07", "2026-12-08", { totalSlack: 3, critical: false, latestFinish: "2026-12-11" }),
    task("a", "2026-12-03", "2026-12-04", { milestoneId: "m1" }),
    task("d", "2026-12-01", "2026-12-02", { milestoneId: "m1", status: "done", critical: false }),
  ],
  links: [{ from: "a", to: "b", type: "fs", lagDays: 0 }],
  buffers: [{ id: "project", kind: "project", days: 1, afterTaskId: null, used: 0 }],
  criticalPath: ["a"],
  broken: [],
  changes: null,
  newlyCritical: null,
  checks: [],
  can: ["changeTimeline", "createTimeline"],
} as unknown as Timeline;

const campaign = {
  id: "c1",
  name: "Half the waste",
  type: "custom",
  priority: "normal",
  timeline: true,
  can: [],
} as unknown as Campaign;
const at = "/campaigns/c1/plan?section=timeline";
const forecast = { p50: "2026-12-10", p80: "2026-12-14", p90: "2026-12-16", onTime: 0.8, why: null };

describe("the calendar of a plan", () => {
  test("moves over weekends and holidays", () => {
    expect(movedBy(plan.calendar, "2026-12-04", 1)).toBe("2026-12-07");
    expect(movedBy(plan.calendar, "2026-12-24", 1)).toBe("2026-12-28");
    expect(movedBy(plan.calendar, "2026-12-07", -1)).toBe("2026-12-04");
    expect(onWorkingDay(plan.calendar, "2026-12-05")).toBe("2026-12-07");
  });

  test("shows complete weeks around the plan and today", () => {
    expect(rangeOf(plan, "2026-11-25")).toEqual({ from: "2026-11-23", weeks: 5 });
  });
});

describe("a plan in words", () => {
  test("has its tasks under their milestones, the earliest first", () => {
    expect(linesOf(plan).map(({ id }) => id)).toEqual(["m1", "d", "a", "free", "b"]);
  });

  test("says how late a task may be", () => {
    expect(plan.tasks.map(slackOf)).toEqual(["Can slip 3 working days", "Each day late delays the finish", "Done"]);
  });

  test("says when it is probably finished, or why that isn't known", () => {
    expect(forecastWords(forecast as never)).toMatch(/^80% likely by .*Dec 14.*80% likely to make the target\.$/);
    expect(forecastWords({ why: "No task has an estimate." } as never)).toBe(
      "No forecast yet: no task has an estimate.",
    );
  });
});

describe("a new timeline", () => {
  const wish = { template: "custom", anchor: "launch", date: "2026-11-25", priority: undefined };

  test("says before it is made that the work doesn't fit", () => {
    expect(tooShort(wish, "2026-11-24")).toMatch(
      /^The work takes 7 working days\. Started today, .*Dec 2.*, too late for the launch on .*Nov 25/,
    );
    expect(tooShort({ ...wish, date: "2026-12-02" }, "2026-11-24")).toMatch(/too late for the launch/);
    expect(tooShort({ ...wish, priority: "urgent" }, "2026-11-24")).toMatch(/about 6 working days/);
  });

  test("says nothing where it fits, or begins on the day", () => {
    expect(tooShort({ ...wish, date: "2026-12-03" }, "2026-11-24")).toBeUndefined();
    expect(tooShort({ ...wish, anchor: "end", date: "2026-12-02" }, "2026-11-24")).toBeUndefined();
    expect(tooShort({ ...wish, anchor: "start" }, "2026-11-24")).toBeUndefined();
    expect(tooShort({ ...wish, template: "none" }, "2026-11-24")).toBeUndefined();
  });

  test("knows the lengths that the server names", () => {
    const contract = JSON.parse(readFileSync(join(import.meta.dirname, "../../contract/openapi.json"), "utf8"));
    const { summary, description } = contract.paths["/api/campaigns/{id}/timeline"].post;
    for (const [name, days] of Object.entries(templateDays))
      expect(`${summary} ${description}`).toMatch(new RegExp(`${name} \\(${days}[ )]`));
  });

  test("shows that on its form", async () => {
    const { findByRole, findByText, user } = await show(
      <TimelinePanel campaign={{ ...campaign, timeline: false, startDate: dayOf(new Date(), "UTC") }} />,
      at,
      {},
    );
    await user.click(await findByRole("button", { name: "Create timeline" }));
    await findByText(/The work takes 7 working days.*too late for the launch/);
  });
});

describe("the timeline", () => {
  const moved = {
    ...plan,
    projectedFinish: "2026-12-15",
    tasks: plan.tasks.map((one) =>
      one.id === "a" ? { ...one, earliestStart: "2026-12-04", earliestFinish: "2026-12-07" } : one,
    ),
    broken: [{ kind: "target", taskId: null, sentence: "The plan ends after its target." }],
    changes: [],
    newlyCritical: ["b"],
  };
  const answers = {
    "GET /api/campaigns/c1/timeline": plan,
    "GET /api/campaigns/c1/timeline/forecast": forecast,
    "PATCH /api/campaigns/c1/timeline": moved,
  };

  test("moves a task by an arrow key, shows the effect, and stores it only then", async () => {
    const { findByRole, findByText, getByRole, user, calls } = await show(
      <TimelinePanel campaign={campaign} />,
      at,
      answers,
    );
    (await findByRole("button", { name: /Task a/ })).focus();
    await user.keyboard("{ArrowRight}");
    await findByText("1 task moves");
    await findByText(/finish moves from .*Dec 11.* to .*Dec 15/);
    await findByText("The plan ends after its target.");
    await findByText("“Task b” becomes critical.");
    const patches = () => calls.filter(({ what }) => what.startsWith("PATCH")).map(({ body }) => body);
    expect(patches()).toEqual([{ tasks: [{ id: "a", start: "2026-12-04" }], version: 3, dryRun: true }]);
    await user.click(getByRole("button", { name: "Save change" }));
    await waitFor(() => expect(patches()[1]).toEqual({ tasks: [{ id: "a", start: "2026-12-04" }], version: 3 }));
    await findByText("Timeline saved.");
  });

  test("is written once, and never calculated for a version that is gone", async () => {
    let version = 3;
    const { findByRole, findByText, getByRole, queryByText, user, calls } = await show(
      <TimelinePanel campaign={campaign} />,
      at,
      {
        ...answers,
        "GET /api/campaigns/c1/timeline": () => ({ ...plan, version }),
        "PATCH /api/campaigns/c1/timeline": ({ body }: { body: { version: number; dryRun?: boolean } }) => {
          if (body.version !== version) return new Refused(409, { detail: "The timeline was changed." });
          if (!body.dryRun) version += 1;
          return { ...moved, version };
        },
      },
    );
    (await findByRole("button", { name: /Task a/ })).focus();
    await user.keyboard("{ArrowRight}");
    await findByText("1 task moves");
    await user.dblClick(getByRole("button", { name: "Save change" }));
    await findByText("Timeline saved.");
    await waitFor(() => expect(queryByText("1 task moves")).toBeNull());
    const patches = calls.filter(({ what }) => what.startsWith("PATCH")).map(({ body }) => body);
    expect(patches).toMatchObject([{ version: 3, dryRun: true }, { version: 3 }]);
    expect(patches[1]).not.toHaveProperty("dryRun");
  });

  test("shows the refusal of a change, and doesn't say that it is saved", async () => {
    const { findByRole, findByText, getByRole, queryByText, user } = await show(
      <TimelinePanel campaign={campaign} />,
      at,
      {
        ...answers,
        "PATCH /api/campaigns/c1/timeline": ({ body }: { body: { dryRun?: boolean } }) =>
          body.dryRun ? moved : new Refused(409, { detail: "Someone else changed the timeline." }),
      },
    );
    (await findByRole("button", { name: /Task a/ })).focus();
    await user.keyboard("{ArrowRight}");
    await findByText("1 task moves");
    await user.click(getByRole("button", { name: "Save change" }));
    await findByText("Someone else changed the timeline.");
    expect(queryByText("Timeline saved.")).toBeNull();
  });

  test("says why a task can't move, and doesn't offer to save that", async () => {
    const { findByRole, findByText, getByRole, user } = await show(<TimelinePanel campaign={campaign} />, at, {
      ...answers,
      "PATCH /api/campaigns/c1/timeline": { ...plan, changes: [], newlyCritical: [] },
    });
    (await findByRole("button", { name: /Task b/ })).focus();
    await user.keyboard("{ArrowLeft}");
    await findByText("No task moves");
    await findByText(/“Task b” waits for “Task a”, which ends on .*Dec 4/);
    expect(getByRole("button", { name: "Save change" })).toHaveProperty("disabled", true);
  });

  test("leaves a done task where it is", async () => {
    const { findByRole, user, calls } = await show(<TimelinePanel campaign={campaign} />, at, answers);
    (await findByRole("button", { name: /Task d/ })).focus();
    await user.keyboard("{ArrowRight}{Shift>}{ArrowRight}{/Shift}");
    await user.keyboard("{ArrowDown}");
    expect(calls.some(({ what }) => what.startsWith("PATCH"))).toBe(false);
    await waitFor(() => expect(document.activeElement?.textContent).toContain("Task a"));
  });

  test("is created from the template of the campaign's type", async () => {
    const { findByRole, findByText, user, calls } = await show(
      <TimelinePanel campaign={{ ...campaign, timeline: false, startDate: "2026-12-14" }} />,
      at,
      {
        ...answers,
        "POST /api/campaigns/c1/timeline": plan,
      },
    );
    await user.click(await findByRole("button", { name: "Create timeline" }));
    await user.click(await findByRole("button", { name: "Create timeline" }));
    await findByText("Timeline created.");
    expect(calls.find(({ what }) => what.startsWith("POST"))?.body).toEqual({
      template: "custom",
      anchor: "launch",
      date: "2026-12-14",
      paceByPriority: false,
    });
  });
});

function open(id: string, more: Partial<Task> = {}): Task {
  return {
    ...task(id, "2026-12-01", "2026-12-02"),
    campaignId: "c1",
    campaignName: "Half the waste",
    title: `Task ${id}`,
    skills: [],
    dependsOn: [],
    blockedBy: [],
    checklist: [],
    tags: [],
    overdueDays: 0,
    critical: false,
    can: ["changeTask", "deleteTask"],
    ...more,
  } as unknown as Task;
}

describe("my tasks", () => {
  const tasks = [
    open("late", { due: "2026-12-01", overdue: true, overdueDays: 1 }),
    open("now", { due: "2026-12-02" }),
    open("soon", { due: "2026-12-06" }),
    open("then", { due: "2026-12-07" }),
    open("some", { due: null }),
  ];

  test("are in groups by how soon they are due", () => {
    expect(groupsOf(tasks, "2026-12-02").map(({ name, tasks: [first] }) => [name, first?.id])).toEqual([
      ["Overdue", "late"],
      ["Today", "now"],
      ["This week", "soon"],
      ["Later", "then"],
      ["No due date", "some"],
    ]);
  });

  test("are ticked off where they are listed: one that was not started is started first", async () => {
    const { findByRole, findByText, user, calls } = await show(<MyTasks />, "/my-work", {
      "GET /api/tasks": { items: tasks, total: 5 },
      "PATCH /api/tasks/now": {},
    });
    await user.click(await findByRole("checkbox", { name: "Task now: done" }));
    await findByText("Task done.");
    expect(calls.filter(({ what }) => what.startsWith("PATCH")).map(({ body }) => body)).toEqual([
      { status: "in_progress" },
      { status: "done" },
    ]);
  });

  test("that wait for others say for what, and can't be ticked off", async () => {
    const waiting = open("wait", { blockedBy: [{ taskId: "x", title: "Write the text" }] });
    const { findByRole, findByText } = await show(<MyTasks />, "/my-work", {
      "GET /api/tasks": { items: [waiting], total: 1 },
    });
    await findByText(/Waits for Write the text/);
    expect((await findByRole("checkbox", { name: "Task wait: done" })).hasAttribute("disabled")).toBe(true);
  });
});

describe("a task", () => {
  test("is stored with what was changed, and no more", async () => {
    const known = open("t1", { checklist: [{ text: "Book the room", done: false }], version: 4 });
    const { findByRole, findByText, getByRole, user, calls } = await show(
      <TaskForm task={known} campaignId="c1" close={() => undefined} />,
      "/",
      { "GET /api/tasks": { items: [], total: 0 }, "GET /api/team": { items: [] }, "PATCH /api/tasks/t1": known },
    );
    await user.click(await findByRole("checkbox", { name: "Book the room" }));
    await user.click(getByRole("button", { name: "Save" }));
    await findByText("Task saved.");
    expect(calls.find(({ what }) => what.startsWith("PATCH"))?.body).toEqual({
      checklist: [{ text: "Book the room", done: true }],
      version: 4,
    });
  });

  test("can be given to a member who is not in the team yet, and who joins it by that", async () => {
    const known = open("t1", { version: 4 });
    const { findByRole, findByText, getByRole, user, calls } = await show(
      <TaskForm task={known} campaignId="c1" close={() => undefined} />,
      "/",
      {
        "GET /api/tasks": { items: [], total: 0 },
        "GET /api/team": { items: [] },
        "GET /api/members": { items: [{ id: "p2", name: "Jonas Kettler", email: "jonas@example.org" }], total: 1 },
        "POST /api/team": { id: "m2" },
        "PATCH /api/tasks/t1": known,
      },
    );
    await user.click(await findByRole("combobox", { name: "Assignee" }));
    await user.click(await findByRole("option", { name: "Jonas Kettler (joins the team)" }));
    await user.click(getByRole("button", { name: "Save" }));
    await findByText("Task saved.");
    expect(calls.filter(({ what }) => !what.startsWith("GET")).map(({ body }) => body)).toEqual([
      { name: "Jonas Kettler", email: "jonas@example.org", personId: "p2" },
      { assignee: "m2", version: 4 },
    ]);
  });

  test("names everyone who could do it with a score, and the others with the reason", async () => {
    const { findByText, findByRole, user } = await show(
      <TaskForm task={open("t1")} campaignId="c1" close={() => undefined} />,
      "/",
      {
        "GET /api/tasks": { items: [], total: 0 },
        "GET /api/team": {
          items: [
            { id: "m1", name: "Tom Hale", active: true, skills: [] },
            { id: "m2", name: "Clara Vogt", active: true, skills: [] },
          ],
        },
        "POST /api/tasks/auto-assign": {
          assigned: [
            {
              taskId: "t1",
              memberId: "m1",
              score: 0.7,
              parts: { deadline: 1, balance: 0.75, continuity: 0 },
              runnersUp: [],
              rejected: [{ memberId: "m2", rejected: "skill", detail: "does not have video at level 4" }],
            },
          ],
          unassigned: [],
          seed: 1,
        },
      },
    );
    await user.click(await findByRole("button", { name: "Who can do it?" }));
    await findByText("70 of 100");
    await findByText("Does not have video at level 4");
  });
});
