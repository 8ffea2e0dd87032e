import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { ReviewStages } from "@/approval/ReviewStages";
import { decidable, type Entry } from "@/approval/review";
import type { ReviewDetails } from "@/contract/types";
import { show, visit } from "./screen";

const stage = {
  role: null,
  people: [],
  rule: "any",
  parallel: false,
  openedAt: null,
  deadline: null,
  eligible: [],
  decisions: [],
};
const approved = { decision: "approved", at: "2026-11-22T09:00:00Z", ownWork: false };
const review = {
  id: "r1",
  state: "open",
  can: ["approveReview", "requestReviewChanges"],
  stages: [
    {
      ...stage,
      name: "Content",
      position: 1,
      state: "approved",
      decisions: [{ ...approved, by: "Ida Brandt", onBehalfOf: ["Tom Reed"] }],
    },
    {
      ...stage,
      name: "Legal",
      position: 2,
      state: "open",
      deadline: "2026-11-24T16:00:00Z",
      eligible: [{ id: "u3", name: "Ann Lee" }],
    },
    { ...stage, name: "Final", position: 3, state: "waiting", rule: { quorum: 2 } },
  ],
} as unknown as ReviewDetails;

test("a review in stages says who approved for whom, whose turn it is and what comes after", async () => {
  await show(<ReviewStages review={review} />);
  const stages = within(await screen.findByRole("list", { name: "Stages" })).getAllByRole("listitem");
  expect(stages.map(({ textContent }) => textContent)).toEqual([
    "ContentApproved by Ida Brandt for Tom Reed.",
    expect.stringMatching(/^LegalCan approve: Ann Lee\.Due .*Nov 24/),
    "FinalNot its turn yet.",
  ]);
  expect(stages[1]?.getAttribute("aria-current")).toBe("step");
});

test("in a review with stages, only what waits for you can be approved", () => {
  const item = { kind: "post", id: "p1", state: "open", ownWork: false };
  const entry = (waitsForYou: boolean) => ({ parts: [{ review, item: { ...item, waitsForYou } }] }) as unknown as Entry;
  expect(decidable(entry(true), "approve")).toHaveLength(1);
  expect(decidable(entry(false), "approve")).toHaveLength(0);
});

test("a person names who approves while they are away, and comes back", async () => {
  const { user, calls } = await visit("/settings/approval-policies", {
    "GET /api/approvals/policies": { items: [] },
    "GET /api/members": { items: [], total: 0, limit: 200, offset: 0, invitations: [] },
    "GET /api/approvals/delegation": {
      delegateId: "u2",
      delegateName: "Ida Brandt",
      from: "2026-12-01",
      to: "2026-12-08",
      scopes: [],
      active: false,
      actingFor: [{ id: "u4", name: "Tom Reed", from: "2026-11-20", to: "2026-11-30", scopes: [] }],
    },
    "PUT /api/approvals/delegation": { scopes: [], active: false, actingFor: [] },
  });
  await screen.findByText("While you're away");
  expect(screen.getByText(/You approve for/).textContent).toBe("You approve for Tom Reed (Nov 20 – Nov 30).");
  await user.click(screen.getByRole("button", { name: "I'm back" }));
  expect(calls.filter(({ what }) => what.startsWith("PUT")).map(({ body }) => body)).toEqual([{}]);
});

test("what a rule approved is named with the rule and its reason", async () => {
  const auto = { rule: "short", because: "it is short" };
  const ruled = {
    ...review,
    stages: review.stages.map((one, at) =>
      at === 1
        ? { ...one, decisions: [{ ...approved, by: "Fanfare", onBehalfOf: [], items: ["Offer", "Teaser"], auto }] }
        : one,
    ),
  } as unknown as ReviewDetails;
  await show(<ReviewStages review={ruled} />);
  await screen.findByText("“Offer” and “Teaser” approved automatically by rule “short”, because it is short.");
});
