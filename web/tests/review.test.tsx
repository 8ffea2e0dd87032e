import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { scopeKind } from "@/app/kinds";
import { useMoves } from "@/app/useMoves";
import { ScopeCard } from "@/approval/ScopeCard";
import type { BlogPost, CalendarItem, Campaign, Scope } from "@/contract/types";
import { Repurpose } from "@/creative/Repurpose";
import { Deliveries } from "@/delivery/Deliveries";
import { show } from "./screen";

const campaign = {
  id: "c1",
  name: "Aurora",
  channels: ["newsroom", "linkedin", "email"],
  can: [],
} as unknown as Campaign;
const scope = {
  scope: "content",
  status: "needs_review",
  digest: "d",
  items: [{ kind: "post", id: "p1", title: "Aurora is here", digest: "d" }],
  drafts: [],
  count: { items: 1, drafts: 0 },
  changedSince: [],
  reviewId: "r1",
  review: {
    id: "r1",
    state: "open",
    requestedBy: "Ann Lee",
    requestedAt: new Date().toISOString(),
    urgency: "urgent",
    message: "Please by Thursday",
    changed: true,
  },
  withheld: [],
  can: [],
} as unknown as Scope;

test("a reviewer reads who asked, what they asked and how urgent it is where they decide", async () => {
  await show(
    <ScopeCard campaign={campaign} scopes={[scope]} highlighted={false} preview={() => null} face={scopeKind} />,
  );
  await screen.findByText("Please by Thursday");
  screen.getByText(/Requested by Ann Lee/);
  screen.getByText("Urgent");
  screen.getByText("Changed since the request");
});

test("rewriting a blog post starts with the channels of the campaign", async () => {
  await show(<Repurpose campaign={campaign} post={{ id: "b1" } as BlogPost} made={[]} />);
  const chosen = within(await screen.findByRole("group", { name: "Channels" }))
    .getAllByRole("button", { pressed: true })
    .map(({ textContent }) => textContent?.trim());
  expect(chosen).toEqual(["LinkedIn", "E-mail", "Newsroom"]);
});

test("deliveries can be filtered by every platform that posts go out on", async () => {
  const { user } = await show(<Deliveries />, "/deliveries?view=messages", {
    "GET /api/deliveries": { items: [], next: null },
    "GET /api/social/platforms": {
      items: [
        { platform: "newsroom", name: "Newsroom", connected: true, connectable: false },
        { platform: "bluesky", name: "Bluesky", connected: false, connectable: true },
        { platform: "pinterest", name: "Pinterest", connected: false, connectable: false },
      ],
    },
  });
  await user.click(await screen.findByRole("combobox", { name: "Channel" }));
  const options = (await screen.findAllByRole("option", { hidden: true })).map(({ textContent }) =>
    textContent?.trim(),
  );
  expect(options).toEqual(expect.arrayContaining(["E-mail", "System e-mail", "Newsroom", "Bluesky"]));
  expect(options).not.toContain("Pinterest");
});

const item = {
  id: "p1",
  kind: "post",
  campaignId: "c1",
  at: "2099-11-20T11:00:00Z",
  timeZone: "Europe/Berlin",
} as CalendarItem;

function Mover() {
  const { move } = useMoves();
  return (
    <button type="button" onClick={() => move(item, new Date("2099-11-27T11:00:00Z"))}>
      Move
    </button>
  );
}

test("moving an approved post says that the new time needs approval and offers to ask for it", async () => {
  const { user, calls } = await show(<Mover />, "/calendar", {
    "PATCH /api/social/p1/reschedule": {},
    "GET /api/campaigns/c1/approvals": {
      scopes: [{ scope: "schedule", status: "needs_review", changedSince: [{ id: "p1" }], can: ["requestApproval"] }],
    },
    "POST /api/campaigns/c1/approvals/schedule/request": {},
  });
  await user.click(await screen.findByRole("button", { name: "Move" }));
  await screen.findByText(/Moved to Nov 27, 2099, 12:00 PM .* The new time needs approval\./);
  screen.getByRole("button", { name: "Undo" });
  await user.click(screen.getByRole("button", { name: "Request approval" }));
  await screen.findByText("Approval requested.");
  expect(calls.map(({ what }) => what)).toContain("POST /api/campaigns/c1/approvals/schedule/request");
});

test("a person with no one to ask approves the new time of what they moved", async () => {
  const schedule = {
    scope: "schedule",
    status: "needs_review",
    digest: "d1",
    policy: "default",
    changedSince: [{ id: "p1" }],
    can: ["requestApproval", "approveScope"],
  };
  const { user, calls } = await show(<Mover />, "/calendar", {
    "PATCH /api/social/p1/reschedule": {},
    "GET /api/campaigns/c1/approvals": { scopes: [schedule], reviewers: [] },
    "POST /api/campaigns/c1/approvals/approve": {},
  });
  await user.click(await screen.findByRole("button", { name: "Move" }));
  await user.click(await screen.findByRole("button", { name: "Approve" }));
  await screen.findByText("New time approved.");
  expect(screen.queryByRole("button", { name: "Request approval" })).toBeNull();
  const approved = calls.find(({ what }) => what === "POST /api/campaigns/c1/approvals/approve");
  expect(approved?.body).toEqual({ scopes: [{ scope: "schedule", digest: "d1" }] });
});

test("what else was changed is read before it is approved", async () => {
  const { user } = await show(<Mover />, "/calendar", {
    "PATCH /api/social/p1/reschedule": {},
    "GET /api/campaigns/c1/approvals": {
      scopes: [
        {
          scope: "schedule",
          status: "needs_review",
          policy: "default",
          changedSince: [{ id: "p1" }, { id: "p2" }],
          can: ["approveScope"],
        },
      ],
      reviewers: [],
    },
  });
  await user.click(await screen.findByRole("button", { name: "Move" }));
  await screen.findByRole("button", { name: "Open approvals" });
  expect(screen.queryByRole("button", { name: "Approve" })).toBeNull();
});
