import { waitFor } from "@testing-library/react";
import { describe, expect, test } from "vitest";
import type { Campaign, PlannedTask, Timeline } from "@/contract/types";
import { forecastWords } from "@/planning/TimelineHead";
import { TimelinePanel } from "@/planning/TimelinePanel";
import { linesOf, movedBy, onWorkingDay, rangeOf, slackOf } from "@/planning/timeline";
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
  links: [{ from: "a", to: "b", type: "FS", lagDays: 0 }],
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
      <TimelinePanel campaign={{ ...campaign, startDate: "2026-12-14" }} />,
      at,
      {
        ...answers,
        "GET /api/campaigns/c1/timeline": new Refused(404, { code: "timeline_missing" }),
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
