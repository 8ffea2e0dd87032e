import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { visit } from "./screen";

const none = (rows: string) => ({ count: 0, rows });
const figures = { impressions: 0, clicks: 0, otherMoney: [] };
const overview = {
  period: { from: "2026-10-25", to: "2026-11-23", timeZone: "Europe/Berlin" },
  previous: null,
  campaigns: {
    total: { count: 2, rows: "/api/campaigns" },
    byStatus: {},
    byPhase: {
      content: { count: 1, rows: "/api/dashboard/campaigns?phase=content" },
      running: { count: 1, rows: "/api/dashboard/campaigns?phase=running" },
      done: none("/api/dashboard/campaigns?phase=done"),
    },
    launching: [{ campaignId: "c1", name: "Spring", phase: "content", date: "2026-12-01" }],
    ending: [],
    atRisk: { count: 1, rows: "/api/dashboard/campaigns?atRisk=true" },
  },
  attention: {
    reviewsWaiting: none("/api/approvals"),
    reviewsOverdue: none("/api/approvals?overdue=true"),
    tasksOverdue: { count: 1, rows: "/api/tasks?overdue=true" },
    unconfirmed: none("/api/deliveries?inCampaign=true&state=unconfirmed"),
    failed: none("/api/deliveries?inCampaign=true&state=failed"),
    blockers: none("/api/dashboard/campaigns?held=true"),
  },
  tasks: {
    open: { count: 3, rows: "/api/tasks?open=true" },
    mine: none("/api/tasks?open=true&assignee=me"),
    overdue: { count: 1, rows: "/api/tasks?overdue=true" },
    dueToday: none("/api/tasks?open=true&dueFrom=2026-11-23&dueTo=2026-11-23"),
    blocked: none("/api/tasks?status=blocked"),
  },
  team: { members: none("/api/team?active=true"), available: none("/api/team?active=true"), utilization: null },
  deliveries: { next7Days: none("/api/social/calendar"), byState: {} },
  budget: [{ currency: "EUR", total: 100, spent: 160, left: -60, campaigns: 1 }],
  figures,
  change: {},
  risksInAll: { count: 1, rows: "/api/dashboard/risks" },
  risks: [
    {
      code: "target_missed",
      severity: "warning",
      title: "“Spring” is past its target",
      reason: "The work was due by November 20, 2026. Still open: 3 tasks.",
      subject: { kind: "campaign", id: "c1" },
      evidence: { tasks: 3 },
      fix: null,
      dismissible: true,
      type: "schedule",
      probability: 1,
      impact: 0.8,
      score: 0.8,
      affected: [{ kind: "campaign", id: "c1", name: "Spring", campaignId: "c1" }],
      rows: { count: 3, rows: "/api/tasks?campaignId=c1&open=true" },
    },
  ],
  activity: [],
  generatedAt: "2026-11-23T15:00:00Z",
};
const row = {
  campaignId: "c1",
  name: "Spring",
  status: "planning",
  phase: "content",
  startDate: null,
  endDate: null,
  health: "watch",
  readiness: 40,
  progress: 0.5,
  figures,
  change: {},
  tasks: {
    open: { count: 3, rows: "/api/tasks?campaignId=c1&open=true" },
    overdue: { count: 1, rows: "/api/tasks?campaignId=c1&overdue=true" },
  },
  risks: 1,
  held: false,
  nextDue: null,
};
const task = {
  id: "t1",
  campaignId: "c1",
  campaignName: "Spring",
  title: "Write the brief",
  status: "todo",
  priority: "normal",
  due: "2026-11-20",
  overdue: true,
  overdueDays: 3,
  assignee: null,
  assigneeName: null,
  blockedBy: [],
  checklist: [],
  skills: [],
  tags: [],
  version: 1,
  can: [],
};
const page = (items: unknown[]) => ({ items, total: items.length, limit: 50, offset: 0 });
const kpi = {
  key: "tasks_done",
  label: "Tasks done",
  value: 12,
  unit: "count",
  currency: null,
  previous: 8,
  change: 0.5,
  better: "up",
  spark: [1, null, 11],
  definition: "Tasks that were done in the period.",
  rows: "/api/tasks?doneFrom=2026-10-25&doneTo=2026-11-23",
};
const kpis = {
  period: overview.period,
  previous: null,
  items: [kpi, { ...kpi, key: "clicks", label: "Clicks", value: null, previous: null, change: null, spark: [] }],
  generatedAt: overview.generatedAt,
};
const trends = {
  period: overview.period,
  grain: "day",
  series: [
    {
      metric: "tasks_done",
      currency: null,
      points: [
        { date: "2026-11-22", value: 4, open: false },
        { date: "2026-11-23", value: null, open: true },
      ],
      trend: "increasing",
      change: 0.25,
      anomalies: [],
    },
  ],
  generatedAt: overview.generatedAt,
};
const answers = {
  "GET /api/dashboard/overview": overview,
  "GET /api/dashboard/kpis": kpis,
  "GET /api/dashboard/trends": trends,
  "GET /api/dashboard/campaigns": page([row]),
  "GET /api/tasks": page([task]),
  "GET /api/team": page([]),
};

test("each number of the dashboard opens what it counts", async () => {
  const { user, calls } = await visit("/dashboard", answers);
  await user.click(await screen.findByRole("button", { name: "1 Overdue tasks" }));
  const rows = await screen.findByRole("dialog", { name: "Overdue tasks: 1" });
  expect(await within(rows).findByText("Write the brief")).toBeTruthy();
  expect(calls.some(({ query }) => query.get("overdue") === "true")).toBe(true);
});

test("the dashboard says how each campaign is doing, and where a risk is dealt with", async () => {
  await visit("/dashboard", answers);
  const table = await screen.findByRole("region", { name: "Campaigns" });
  expect(within(table).getByText("Watch")).toBeTruthy();
  expect(within(table).getByText("40%")).toBeTruthy();
  expect(within(table).getByText("1 overdue")).toBeTruthy();
  const risk = screen.getByRole("link", { name: /“Spring” is past its target/ });
  expect(risk.getAttribute("href")).toBe("/campaigns/c1/plan");
  expect(screen.getByText(/€160.* of €100/)).toBeTruthy();
});

test("without a campaign, the dashboard offers to create one", async () => {
  const { campaigns } = overview;
  await visit("/dashboard", {
    ...answers,
    "GET /api/dashboard/overview": { ...overview, campaigns: { ...campaigns, total: none("/api/campaigns") } },
  });
  expect(await screen.findByRole("link", { name: "New campaign" })).toBeTruthy();
});

test("a key figure says what it means, and opens what it is made of", async () => {
  const { user, calls } = await visit("/dashboard", answers);
  const figures = await screen.findByRole("list", { name: "Key figures" });
  expect(within(figures).getByText("+50%")).toBeTruthy();
  expect(within(figures).getByText("No data")).toBeTruthy();
  await user.click(within(figures).getByRole("button", { name: "What “Tasks done” means" }));
  expect(await screen.findByText("Tasks that were done in the period.")).toBeTruthy();
  expect(screen.getByText("In the period before: 8.")).toBeTruthy();
  await user.keyboard("{Escape}");
  await user.click(within(figures).getByRole("button", { name: "Tasks done: 12" }));
  const rows = await screen.findByRole("dialog", { name: "Tasks done: 12" });
  expect(await within(rows).findByText("Write the brief")).toBeTruthy();
  expect(calls.some(({ query }) => query.get("doneFrom") === "2026-10-25")).toBe(true);
});

test("a trend can be read as a table, and says what is not complete", async () => {
  const { user } = await visit("/dashboard", answers);
  await user.click(await screen.findByRole("button", { name: "Show table" }));
  const table = await screen.findByRole("region", { name: "Tasks done" });
  expect(within(table).getByText(/not complete/)).toBeTruthy();
  expect(within(table).getByText("No data")).toBeTruthy();
});

test("the campaigns that count are chosen by type and channel", async () => {
  const { user, calls } = await visit("/dashboard?type=event", answers);
  await screen.findByText("“Spring” is past its target");
  await user.click(screen.getByRole("combobox", { name: "Channel" }));
  await user.click(await screen.findByRole("option", { name: "LinkedIn" }));
  for (const view of ["overview", "campaigns", "kpis", "trends"])
    await waitFor(() =>
      expect(
        calls.some(
          ({ what, query }) =>
            what === `GET /api/dashboard/${view}` &&
            query.get("type") === "event" &&
            query.get("channel") === "linkedin",
        ),
      ).toBe(true),
    );
});

test("what the page shows is saved as a file, with its filters", async () => {
  const { user, calls } = await visit("/dashboard?phase=content&days=7&type=event", {
    ...answers,
    "POST /api/dashboard/export": {},
  });
  await user.click(await screen.findByRole("button", { name: "Export" }));
  await user.click(await screen.findByRole("menuitem", { name: "Campaigns as PDF" }));
  const sent = calls.find(({ what }) => what === "POST /api/dashboard/export");
  expect(sent?.body).toMatchObject({ view: "campaigns", format: "pdf", days: 7, phase: "content", type: "event" });
});
