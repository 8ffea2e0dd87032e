import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRouter, RouterProvider } from "@tanstack/react-router";
import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { router as app } from "@/app/routes";
import { queryClient } from "@/contract/queries";
import { cssVariables, theme } from "@/ui/theme";
import { me, serve } from "./screen";

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
  vi.stubGlobal(
    "WebSocket",
    class extends EventTarget {
      close() {}
    },
  );
  vi.stubGlobal("scrollTo", () => undefined);
  const calls = serve({
    "GET /api/auth/me": me,
    "GET /api/notifications/unread-count": { unread: 0 },
    "GET /api/approvals": { items: [], total: 0 },
    "GET /api/deliveries": { items: [] },
    "GET /api/campaigns/42": campaign,
    "GET /api/dashboard/campaigns/42": overview,
  });
  queryClient.clear();
  const router = createRouter({
    routeTree: app.routeTree,
    history: createMemoryHistory({ initialEntries: ["/campaigns/42"] }),
  });
  render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} env="test">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  await screen.findByText("Writers and reviewers work towards it.");
  await screen.findByText("No activity yet");
  const frame = ["/api/auth/me", "/api/notifications/unread-count", "/api/approvals", "/api/deliveries"];
  const read = calls.map(({ what }) => what.replace("GET ", ""));
  expect(read.filter((path) => !frame.includes(path)).toSorted()).toEqual([
    "/api/campaigns/42",
    "/api/dashboard/campaigns/42",
  ]);
  expect(new Set(read).size).toBe(read.length);
});
