import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { ItemFeedback } from "@/approval/ItemFeedback";
import { ItemStatus } from "@/approval/ItemStatus";
import { type Call, show } from "./screen";

const comment = {
  id: "c1",
  parent: null,
  text: "It opens at nine.",
  by: "Rosa",
  at: "2026-11-20T09:00:00Z",
  anchor: { item: { kind: "post", id: "p1" }, quote: "at eight" },
};
const feedback = {
  kind: "post",
  id: "p1",
  title: "Aurora is here",
  uses: ["creative:d1"],
  requested: { by: "Rosa", at: "2026-11-20T09:00:00Z", comment: "Check the hours.", changedSince: true },
  comments: [{ reviewId: "r1", comment }],
  lostApproval: false,
  reviewId: null,
  reviewers: [],
  unapproved: ["content", "schedule"],
  can: ["requestApproval"],
};

test("the page of an item shows what reviewers asked to change, and requests approval again where it is missing", async () => {
  const { user, calls } = await show(<ItemFeedback campaignId="k1" about="creative:d1" />, "/", {
    "GET /api/campaigns/k1/approvals/feedback": { items: [feedback] },
    "POST /api/campaigns/k1/approvals/content/request": {},
    "POST /api/campaigns/k1/approvals/schedule/request": {},
    "POST /api/approvals/r1/comments": {},
  });
  await screen.findByText("Rosa requested changes");
  screen.getByText("Check the hours.");
  screen.getByText("at eight");
  await user.click(screen.getByRole("button", { name: "Resolve" }));
  await waitFor(() =>
    expect(calls.find(({ what }) => what === "POST /api/approvals/r1/comments")?.body).toMatchObject({ parent: "c1" }),
  );
  await user.click(screen.getByRole("button", { name: "Request approval" }));
  await screen.findByText("Approval requested. Reviewers have been notified.");
  expect(calls.filter(({ what }) => what.endsWith("/request"))).toHaveLength(2);
});

test("an item that was not changed since is changed first, and one without feedback says nothing", async () => {
  const asked = { ...feedback, comments: [], requested: { ...feedback.requested, changedSince: false } };
  await show(
    <>
      <ItemFeedback campaignId="k1" about="post:p1" />
      <p>Post</p>
      <ItemFeedback campaignId="k1" about="post:p2" />
    </>,
    "/",
    {
      "GET /api/campaigns/k1/approvals/feedback": ({ query }: Call) => ({
        items: query.get("item") === "post:p1" ? [asked] : [],
      }),
    },
  );
  await screen.findByText("Change it here, then request approval again.");
  expect(screen.queryByRole("button", { name: "Request approval" })).toBeNull();
  expect(screen.getAllByText("Rosa requested changes")).toHaveLength(1);
});

test("an item in review says whose approval it waits for, and the posts of one draft say it once", async () => {
  const waiting = { ...feedback, requested: null, comments: [], reviewId: "r1", unapproved: [], can: [] };
  const items = [
    { ...waiting, reviewers: ["Jonas Brandt"] },
    { ...waiting, id: "p2", reviewers: ["Jonas Brandt"] },
  ];
  await show(
    <>
      <ItemFeedback campaignId="k1" about="creative:d1" />
      <ItemStatus campaignId="k1" about="post:p1" status="scheduled" />
    </>,
    "/",
    { "GET /api/campaigns/k1/approvals/feedback": { items } },
  );
  await screen.findByText("Waiting for Jonas Brandt’s approval");
  await screen.findByText("Scheduled · in review");
  screen.getByRole("link", { name: "Open review" });
});

test("a post added to a running campaign says that it needs approval, and asks for it", async () => {
  const fresh = { ...feedback, requested: null, comments: [] };
  const { user, calls } = await show(
    <>
      <ItemFeedback campaignId="k1" about="post:p1" running />
      <ItemStatus campaignId="k1" about="post:p1" status="scheduled" />
    </>,
    "/",
    {
      "GET /api/campaigns/k1/approvals/feedback": { items: [fresh] },
      "POST /api/campaigns/k1/approvals/content/request": {},
      "POST /api/campaigns/k1/approvals/schedule/request": {},
    },
  );
  await screen.findByText("It doesn’t go out before it is approved.");
  screen.getByText("Scheduled · needs approval");
  await user.click(await screen.findByRole("button", { name: "Request approval" }));
  await waitFor(() => expect(calls.filter(({ what }) => what.endsWith("/request"))).toHaveLength(2));
});
