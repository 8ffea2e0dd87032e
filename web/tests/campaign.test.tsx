import { screen, within } from "@testing-library/react";
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
};

test("the overview of a campaign takes one request, beside the campaign itself and what the frame of every page shows", async () => {
  const { own } = await visit("/campaigns/42", {
    "GET /api/campaigns/42": campaign,
    "GET /api/dashboard/campaigns/42": overview,
  });
  await screen.findByText("Writers and reviewers work towards it.");
  await screen.findByText("No activity yet");
  expect(own().toSorted()).toEqual(["GET /api/campaigns/42", "GET /api/dashboard/campaigns/42"]);
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
  const { own, user, router } = await visit("/campaigns/42/calendar?view=list", {
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
    "GET /api/campaigns/42/approvals",
    "GET /api/social/calendar",
  ]);
  await user.click(screen.getByRole("button", { name: "Set time" }));
  await screen.findByRole("dialog", { name: "Schedule “Later”" });
  expect(router.state.location.search).toMatchObject({ move: "m1" });
});

test.each([
  ["/strategy?version=2", "/plan", { version: 2 }],
  ["/budget?edit=true", "/plan", { section: "budget", edit: true }],
  ["/schedule?view=list", "/calendar", { view: "list" }],
  ["/email", "/content", { show: "mailings" }],
  ["/analytics?days=7", "/results", { days: 7 }],
  ["/workflow", "/results", { section: "deliveries" }],
  ["/activity", "/results", { section: "activity" }],
])("the old address %s of a tab leads to %s", async (old, page, search) => {
  const { router } = await visit(`/campaigns/42${old}`, { "GET /api/campaigns/42": campaign });
  await screen.findByRole("link", { name: "Overview" });
  expect(router.state.location.pathname).toBe(`/campaigns/42${page}`);
  expect(router.state.location.search).toEqual(search);
});
