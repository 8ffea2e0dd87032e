import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { visit } from "./screen";

const campaign = {
  id: "42",
  name: "Spring",
  status: "draft",
  phase: "strategy",
  type: "custom",
  priority: "normal",
  timeZone: "Europe/Berlin",
  channels: [],
  tags: [],
  can: ["changeCampaign"],
};
const check = {
  code: "objective_missing",
  severity: "suggestion",
  title: "Set an objective",
  reason: "Writers and reviewers work towards it.",
  subject: { kind: "campaign", id: "42" },
  evidence: {},
  dismissible: true,
};
const overview = {
  campaignId: "42",
  readiness: 15,
  readinessParts: [{ name: "brief", score: 15, max: 20, reason: "Set an objective" }],
  evaluation: { stage: "strategy", score: 99, blockers: [], recommendations: [check], next: check },
  workflow: { steps: [] },
  deliveries: { byState: {}, rows: "/api/deliveries?campaignId=42" },
  upcoming: [],
  budget: { currency: "EUR", total: null, allocations: [], allocated: 0 },
  activity: [],
  progress: null as number | null,
  tasks: { open: { count: 0, rows: "/api/tasks" }, overdue: { count: 0, rows: "/api/tasks" } },
  timeline: null,
  burndown: [] as { date: string; left: number | null; planned: number }[],
  hours: { estimated: 0, actual: 0, left: 0 },
  team: [] as unknown[],
  risks: [] as unknown[],
};

test("the overview of a campaign takes one request, beside the campaign itself and the counts on its tabs", async () => {
  const { own } = await visit("/campaigns/42", {
    "GET /api/campaigns/42": campaign,
    "GET /api/dashboard/campaigns/42": overview,
  });
  await screen.findByText("Writers and reviewers work towards it.");
  await screen.findByText("No activity yet");
  expect(own().toSorted()).toEqual([
    "GET /api/campaigns/42",
    "GET /api/campaigns/42/items",
    "GET /api/dashboard/campaigns/42",
  ]);
});

test("the overview says how far the work is, who does it and what may go wrong, also as a table", async () => {
  const { user } = await visit("/campaigns/42", {
    "GET /api/campaigns/42": campaign,
    "GET /api/dashboard/campaigns/42": {
      ...overview,
      progress: 0.25,
      tasks: { open: { count: 3, rows: "/api/tasks" }, overdue: { count: 1, rows: "/api/tasks" } },
      timeline: { start: "2026-11-02", finish: "2026-12-01", target: "2026-12-01", critical: 2, milestones: [] },
      burndown: [
        { date: "2026-11-23", left: 3, planned: 2 },
        { date: "2026-11-24", left: null, planned: 0 },
      ],
      hours: { estimated: 10, actual: 7, left: 4 },
      team: [{ memberId: "m1", name: "Mia", tasks: 2, done: 1, overdue: 1, estimatedHours: 10, actualHours: 7 }],
      risks: [
        {
          code: "tasks_peak",
          severity: "warning",
          title: "11 tasks are due soon",
          reason: "Move some of them.",
          subject: { kind: "campaign", id: "42" },
          type: "resource",
          probability: 0.7,
          impact: 0.6,
          score: 0.42,
          affected: [{ kind: "campaign", id: "42", name: "Spring", campaignId: "42" }],
          rows: null,
        },
      ],
    },
  });
  await screen.findByText("3 open, 1 overdue, 25% done");
  screen.getByText("7 of 10 h, 4 h left");
  screen.getByText("11 tasks are due soon");
  screen.getByText("3 tasks open today; by the due dates it would be 2. Hatched days are still to come.");
  expect(
    within(screen.getByRole("region", { name: "Who does it" })).getByRole("row", { name: /Mia/ }).textContent,
  ).toBe("Mia1 of 217 of 10");
  await user.click(screen.getByRole("button", { name: "Show table" }));
  const table = screen.getByRole("region", { name: "Open tasks by day" });
  expect(within(table).getByRole("row", { name: /24/ }).textContent).toContain("—0");
});

const post = {
  kind: "post",
  id: "p1",
  campaignId: "42",
  campaignName: "Spring",
  title: "Good news",
  platform: "newsroom",
  at: new Date().toISOString(),
  timeZone: "Europe/Berlin",
  status: "scheduled",
  can: ["cancelPost"],
};
const draft = { kind: "mailing", id: "m1", campaignId: "42", title: "Later", can: ["scheduleMailing"] };

test("the schedule reads the calendar of its campaign, which says what can be done with each item", async () => {
  const { own, user } = await visit("/campaigns/42/calendar?view=list", {
    "GET /api/campaigns/42": campaign,
    "GET /api/campaigns/42/approvals": { scopes: [] },
    "GET /api/social/calendar": { items: [post], unscheduled: [draft] },
    "GET /api/email/m1": { ...draft, name: "Later", recipientCount: 1 },
  });
  await user.click(await screen.findByRole("button", { name: "Actions for Good news" }));
  const actions = within(await screen.findByRole("menu")).getAllByRole("menuitem");
  expect(actions.map(({ textContent }) => textContent)).toEqual(["Cancel post"]);
  expect(own().toSorted()).toEqual([
    "GET /api/campaigns/42",
    "GET /api/campaigns/42/items",
    "GET /api/social/calendar",
    "GET /api/social/slots",
  ]);
  await user.click(screen.getByRole("button", { name: "Set time for Later" }));
  await screen.findByRole("dialog", { name: "Schedule “Later”" });
});

test.each([
  ["/strategy?version=2", "/plan", { version: 2 }],
  ["/budget?edit=true", "/plan", { section: "budget", edit: true }],
  ["/schedule?view=list", "/calendar", { view: "list" }],
  ["/email", "/content", { channel: "email" }],
  ["/analytics?days=7", "/results", { days: 7 }],
  ["/workflow", "/results", { section: "deliveries" }],
  ["/activity", "/results", { section: "activity" }],
])("the old address %s of a tab leads to %s", async (old, page, search) => {
  const { router } = await visit(`/campaigns/42${old}`, { "GET /api/campaigns/42": campaign });
  await screen.findByRole("link", { name: "Overview" });
  expect(router.state.location.pathname).toBe(`/campaigns/42${page}`);
  expect(router.state.location.search).toEqual(search);
});

const item = {
  kind: "post",
  id: "p1",
  campaignId: "42",
  title: "Good news",
  channel: "linkedin",
  state: "needs_approval",
  group: "coming_up",
  at: "2027-03-01T08:00:00Z",
  timeZone: "Europe/Berlin",
  updatedAt: "2026-11-20T08:00:00Z",
  version: 1,
  can: ["cancelPost"],
};
const idea = {
  ...item,
  kind: "creative",
  id: "c1",
  title: "An idea",
  state: "draft",
  group: "unscheduled",
  at: undefined,
  can: ["archiveCreative"],
};
const content = {
  "GET /api/campaigns/42": campaign,
  "GET /api/campaigns/42/items": {
    items: [item, idea],
    total: 2,
    limit: 100,
    offset: 0,
    counts: { draft: 1, needs_approval: 1 },
  },
};

test("the content of a campaign is one list, by time, with a count for each state", async () => {
  await visit("/campaigns/42/content", content);
  const link = await screen.findByRole("link", { name: "Good news" });
  expect(link.getAttribute("href")).toBe("/campaigns/42/content/posts/p1");
  expect(screen.getByRole("link", { name: "An idea" }).getAttribute("href")).toBe("/campaigns/42/content/creatives/c1");
  screen.getByRole("button", { name: "Needs approval 1" });
  screen.getByRole("columnheader", { name: "Coming up 1" });
  screen.getByRole("columnheader", { name: "Drafts without a date 1" });
});

test("rows are chosen by keys and by a click with shift, and what is archived comes back with Undo", async () => {
  const { user, calls } = await visit("/campaigns/42/content", {
    ...content,
    "DELETE /api/creatives/c1": {},
    "POST /api/creatives/c1/restore": {},
  });
  await screen.findByRole("link", { name: "Good news" });
  await user.keyboard("jjx");
  await screen.findByText("1 selected");
  await user.keyboard("{Escape}");
  await user.click(screen.getByRole("checkbox", { name: "Select Good news" }));
  await user.keyboard("{Shift>}");
  await user.click(screen.getByRole("checkbox", { name: "Select An idea" }));
  await user.keyboard("{/Shift}");
  await screen.findByText("2 selected");
  await user.click(screen.getByRole("button", { name: "Archive (1)" }));
  await screen.findByText("1 item archived.");
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() => expect(calls.map(({ what }) => what)).toContain("POST /api/creatives/c1/restore"));
  expect(calls.map(({ what }) => what)).toContain("DELETE /api/creatives/c1");
});

test("a click on a column asks the server for another order", async () => {
  const { user, calls } = await visit("/campaigns/42/content", content);
  await user.click(await screen.findByRole("button", { name: "Item" }));
  await waitFor(() => expect(calls.at(-1)?.query.get("sort")).toBe("title"));
  expect(screen.getByRole("columnheader", { name: "Item" }).getAttribute("aria-sort")).toBe("ascending");
});

test("the address of a blog post becomes a draft for each channel of the campaign, in one step", async () => {
  const { user, calls, router } = await visit("/campaigns/42/content/blog-posts/new", {
    "GET /api/campaigns/42": { ...campaign, channels: ["linkedin", "newsroom"], can: ["schedulePost"] },
    "POST /api/content/blog-posts": { id: "b1" },
    "POST /api/content/repurpose/b1": { items: [] },
  });
  await user.type(await screen.findByLabelText("Address of the post"), "https://example.org/aurora");
  await user.click(screen.getByRole("button", { name: "Create 2 drafts" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/campaigns/42/content/blog-posts/b1"));
  const [imported, written] = calls.filter(({ what }) => what.startsWith("POST /api/content"));
  expect(imported?.body).toEqual({ url: "https://example.org/aurora", campaignId: "42" });
  expect(written?.body).toEqual({ platforms: ["linkedin", "newsroom"], campaignId: "42" });
});
