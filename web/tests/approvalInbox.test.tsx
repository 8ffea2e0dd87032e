import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { type Call, visit } from "./screen";

const review = {
  reviewId: "r1",
  campaignId: "c1",
  campaignName: "Aurora",
  scope: "content",
  state: "open",
  status: "pending",
  digest: "sha256:1",
  urgency: "normal",
  message: null,
  requestedBy: "Ida Brandt",
  requestedAt: "2026-11-23T09:00:00Z",
  deadline: null,
  overdue: false,
  changed: false,
  closedAt: null,
  items: [],
  count: { items: 2, drafts: 0 },
  can: [],
};
const closed = { ...review, reviewId: "r2", campaignName: "Borealis", state: "approved", closedAt: review.requestedAt };

test("the inbox shows what waits for the person, and what they requested with how it ended", async () => {
  const { user, calls } = await visit("/approvals", {
    "GET /api/approvals": ({ query }: Call) => ({
      items: query.get("mine") === "requested" ? [closed] : [review],
      total: 1,
      limit: 50,
      offset: 0,
    }),
  });
  expect(await screen.findByText("Content of Aurora")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "You requested" }));
  expect(await screen.findByText("Content of Borealis")).toBeTruthy();
  expect(screen.getByText("Approved")).toBeTruthy();
  await waitFor(() => expect(calls.some(({ query }) => query.get("mine") === "requested")).toBe(true));
});
