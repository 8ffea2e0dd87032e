import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { scopeKind } from "@/app/kinds";
import { ApprovalScopes } from "@/approval/ApprovalScopes";
import { proposedDue, RequestForm } from "@/approval/RequestForm";
import { ReviewFoot } from "@/approval/ReviewFoot";
import type { Entry } from "@/approval/review";
import { ScopeCard } from "@/approval/ScopeCard";
import type { Campaign, Check, Scope } from "@/contract/types";
import { keyOfCheck } from "@/ui/CheckRow";
import { Refused, show } from "./screen";

const campaign = { id: "c1", name: "Aurora", timeZone: "Europe/Berlin", can: [] } as unknown as Campaign;
const scopeOf = (scope: string, more: object = {}) =>
  ({
    scope,
    status: "pending",
    digest: "d",
    items: [{ kind: "post", id: "p1", title: "Aurora is here", digest: "d" }],
    drafts: [],
    count: { items: 1, drafts: 0 },
    changedSince: [],
    withheld: [],
    can: ["requestApproval"],
    ...more,
  }) as unknown as Scope;

test("everything is requested with one message and one due date, and what is refused is named", async () => {
  const { user, calls } = await show(
    <RequestForm
      campaign={campaign}
      scopes={["strategy", "content", "schedule"].map((name) => scopeOf(name))}
      opened
      close={() => undefined}
    />,
    "/",
    {
      "GET /api/campaigns/c1/approvals": {
        firstAt: "2099-11-24T08:00:00Z",
        decideBy: "2099-11-23T17:00:00Z",
        reviewers: ["Jonas Brandt", "Maya Ruiz"],
        scopes: [],
      },
      "POST /api/campaigns/c1/approvals/strategy/request": {},
      "POST /api/campaigns/c1/approvals/content/request": new Refused(409, {
        title: "Conflict",
        detail: "This scope has no items yet.",
      }),
      "POST /api/campaigns/c1/approvals/schedule/request": {},
    },
  );
  await screen.findByText("Jonas Brandt and Maya Ruiz will be asked.");
  await user.type(screen.getByLabelText("Message to the reviewers (optional)"), "Before Friday, please");
  await user.click(screen.getByRole("button", { name: "Request all 3" }));
  await screen.findByText("Content was not requested");
  screen.getByText("This scope has no items yet.");
  const asked = calls.filter(({ what }) => what.endsWith("/request"));
  expect(asked.map(({ body }) => (body as { message: string }).message)).toEqual(
    Array.from({ length: 3 }, () => "Before Friday, please"),
  );
  expect(screen.getByRole("checkbox", { name: "Strategy" })).toHaveProperty("checked", false);
  expect(screen.getByRole("checkbox", { name: "Content" })).toHaveProperty("checked", true);
  screen.getByRole("button", { name: "Request 1 approval" });
});

test("who decides in which stage is said before a person asks, and so is a stage without anyone", async () => {
  const simulated = (explain: string, earliestDone: string | null) => ({ explain, earliestDone, stages: [] });
  await show(
    <RequestForm
      campaign={campaign}
      scopes={[scopeOf("content", { policy: "default" }), scopeOf("schedule", { policy: "two-stages" })]}
      opened
      close={() => undefined}
    />,
    "/",
    {
      "GET /api/campaigns/c1/approvals": { reviewers: ["Jonas Brandt"], scopes: [] },
      "POST /api/approvals/policies/default/simulate": simulated("“Review” asks Jonas Brandt.", "2099-11-24T08:00:00Z"),
      "POST /api/approvals/policies/two-stages/simulate": simulated("“Final” has too few people.", null),
    },
  );
  await screen.findByText("Content: “Review” asks Jonas Brandt.");
  within(await screen.findByRole("status")).getByText("Schedule: “Final” has too few people.");
});

const approvals = <ApprovalScopes campaign={campaign} open={undefined} preview={() => null} face={scopeKind} />;

const waiting = {
  reviewId: "r1",
  review: { id: "r1", state: "open", requestedBy: "Ann Lee", requestedAt: new Date().toISOString(), urgency: "normal" },
};

test("the person who asked but may not decide can remind and withdraw, and reads who decides", async () => {
  const scope = scopeOf("content", {
    ...waiting,
    blocked: { sentence: "You changed these items, so another person approves them: Rita." },
    can: ["requestApproval", "rejectScope", "withdrawReview", "remindReviewers"],
  });
  const { user, calls } = await show(
    <ScopeCard campaign={campaign} scopes={[scope]} highlighted={false} preview={() => null} face={scopeKind} />,
    "/",
    { "POST /api/approvals/r1/remind": {} },
  );
  await screen.findByText("You changed these items, so another person approves them: Rita.");
  expect(screen.queryByRole("button", { name: "Reject" })).toBeNull();
  const shown = within(screen.getByRole("region", { name: "Content" }));
  expect(
    [...shown.getAllByRole("link"), ...shown.getAllByRole("button")].map(({ textContent }) => textContent),
  ).toEqual(["Open review", ""]);
  await user.click(screen.getByRole("button", { name: "More actions for content" }));
  await screen.findByRole("menuitem", { name: "Withdraw request" });
  await user.click(screen.getByRole("menuitem", { name: "Remind reviewers" }));
  await waitFor(() => expect(calls.map(({ what }) => what)).toContain("POST /api/approvals/r1/remind"));
});

test("a part of a campaign follows another policy, unless a review of it is open", async () => {
  const stage = { name: "Legal", role: "compliance", people: [], rule: "any", parallel: false };
  const rest = { builtIn: false, version: 1, appliesTo: {}, onChange: {}, autoApprove: [] };
  const policies = [{ name: "legal-review", stages: [stage], ...rest }];
  const card = (more: object) => (
    <ScopeCard
      campaign={campaign}
      scopes={[scopeOf("content", { policy: "default", ...more })]}
      highlighted={false}
      preview={() => null}
      face={scopeKind}
    />
  );
  const { user, calls } = await show(card({}), "/", {
    "GET /api/approvals/policies": { items: policies },
    "GET /api/members": { items: [], total: 0 },
    "POST /api/campaigns/c1/approvals/initialize": {},
  });
  await user.click(await screen.findByRole("button", { name: "More actions for content" }));
  await user.click(await screen.findByRole("menuitem", { name: "Use another policy…" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Approval policy of the content" }));
  await user.click(dialog.getByRole("combobox", { name: "Policy" }));
  await user.click(await screen.findByRole("option", { name: "Legal review" }));
  await dialog.findByText("any compliance reviewer", { exact: false });
  await user.click(dialog.getByRole("button", { name: "Use this policy" }));
  await waitFor(() =>
    expect(calls.find(({ what }) => what.endsWith("/initialize"))?.body).toEqual({
      scopes: ["content"],
      policy: "legal-review",
    }),
  );
});

test("after an approval the card keeps the focus", async () => {
  const scope = scopeOf("content", { ...waiting, can: ["approveScope", "rejectScope"] });
  const shown = (
    <ScopeCard campaign={campaign} scopes={[scope]} highlighted={false} preview={() => null} face={scopeKind} />
  );
  const { user } = await show(shown, "/", { "POST /api/campaigns/c1/approvals/content/approve": {} });
  await user.click(await screen.findByRole("button", { name: "Approve" }));
  await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Approve" }));
  const card = await screen.findByRole("region", { name: "Content" });
  await waitFor(() => expect(document.activeElement).toBe(card));
});

const entry = {
  key: "post:p1",
  kind: "post",
  id: "p1",
  title: "Aurora is here",
  state: "open",
  parts: [{ review: { state: "open", can: ["requestReviewChanges"] }, item: { state: "open", ownWork: false } }],
} as unknown as Entry;

test("changes are requested without another reason while a comment is open", async () => {
  const sent: string[] = [];
  const foot = (comments: number) => (
    <ReviewFoot
      entry={entry}
      busy={false}
      error={null}
      asking
      ask={() => undefined}
      approve={() => undefined}
      comments={comments}
      follow={null}
      steps={null}
      requestChanges={(reason) => sent.push(reason)}
    />
  );
  const { user, unmount } = await show(foot(1));
  await screen.findByLabelText("Your 1 comment is sent along. Anything else? (optional)");
  await user.click(screen.getByRole("button", { name: "Request changes" }));
  expect(sent).toEqual([""]);
  unmount();
  await show(foot(0));
  await screen.findByLabelText(/What should change/);
  expect(screen.getByRole("button", { name: "Request changes" })).toHaveProperty("disabled", true);
});

test("two missing approvals of one campaign have different keys", () => {
  const missing = (title: string) =>
    ({ code: "approval_pending", subject: { kind: "approval", id: "c1" }, title }) as unknown as Check;
  expect(keyOfCheck(missing("The content is not approved"))).not.toBe(keyOfCheck(missing("The ads are not approved")));
});

test("a decision is due before the first item goes out", () => {
  const now = Date.parse("2026-11-23T09:00:00Z");
  expect(proposedDue("normal", undefined, now).toISOString()).toBe("2026-11-25T09:00:00.000Z");
  expect(proposedDue("normal", "2026-11-23T17:00:00Z", now).toISOString()).toBe("2026-11-23T17:00:00.000Z");
  expect(proposedDue("urgent", "2026-11-23T17:00:00Z", now).toISOString()).toBe("2026-11-23T13:00:00.000Z");
});

test("an item names its channel and when it goes out, and what was said has no second quotes", async () => {
  const scope = scopeOf("content", {
    status: "approved",
    decidedAt: "2026-11-23T09:00:00Z",
    decidedBy: "Jonas Brandt",
    comment: "Please write km",
    withheld: [{ kind: "post", id: "p1", title: "Aurora is here" }],
    items: [
      { kind: "post", id: "p1", title: "Aurora is here", digest: "d", channel: "linkedin", at: "2026-11-24T08:00:00Z" },
    ],
  });
  const { container } = await show(
    <ScopeCard campaign={campaign} scopes={[scope]} highlighted={false} preview={() => null} face={scopeKind} />,
  );
  await screen.findByText("Please write km");
  expect(container.querySelector("q")).toBeNull();
  screen.getByRole("img", { name: "LinkedIn" });
  screen.getByText(/Nov 24, 9:00/);
});

test("content and schedule with the same items are one card, and posts that share a title name their channel", async () => {
  const items = ["mastodon", "linkedin"].map((channel) => ({
    kind: "post",
    id: channel,
    title: "Half the waste",
    digest: "d",
    channel,
    at: "2026-11-24T08:00:00Z",
  }));
  const scopes = [
    scopeOf("strategy", { status: "approved" }),
    scopeOf("content", { items }),
    scopeOf("schedule", { items, status: "approved" }),
  ];
  await show(approvals, "/", { "GET /api/campaigns/c1/approvals": { publishable: false, scopes } });
  await screen.findByText("Half the waste · Mastodon");
  expect(screen.getAllByText(/^Half the waste/)).toHaveLength(2);
  within(screen.getByRole("region", { name: "Schedule" })).getByText("Approved");
  expect(screen.queryByRole("button", { name: /^Request all/ })).toBeNull();
  screen.getByRole("button", { name: "Request approval" });
});

test("everything is requested at once only while several parts need it", async () => {
  const scopes = [scopeOf("strategy"), scopeOf("content")];
  await show(approvals, "/", { "GET /api/campaigns/c1/approvals": { publishable: false, scopes } });
  await screen.findByRole("button", { name: "Request all 2" });
});
