import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { ItemPreview } from "@/app/campaign/ItemPreview";
import { scopeKind } from "@/app/kinds";
import { ApprovedItem } from "@/app/review/faces";
import { ApprovalScopes } from "@/approval/ApprovalScopes";
import { queryClient } from "@/contract/queries";
import type { Campaign, ItemContent, Scope } from "@/contract/types";
import { Refused, show } from "./screen";

const campaign = { id: "c1", name: "Aurora", timeZone: "Europe/Berlin", can: [] } as unknown as Campaign;
const scopeOf = (scope: string, more: object = {}) =>
  ({
    scope,
    status: "pending",
    digest: `${scope}-1`,
    items: [{ kind: "post", id: "p1", title: "Aurora is here", digest: "d" }],
    drafts: [],
    count: { items: 1, drafts: 0 },
    changedSince: [],
    withheld: [],
    can: ["requestApproval", "approveScope"],
    ...more,
  }) as unknown as Scope;
const strategy = scopeOf("strategy", {
  items: [{ kind: "strategy", id: "s1", title: "Strategy, version 1", digest: "d" }],
});
const path = "/api/campaigns/c1/approvals";

async function shown(scopes: Scope[], more: Record<string, unknown> = {}, reviewers = ["Nora"]) {
  const now = { publishable: false, scopes, reviewers };
  const page = await show(
    <ApprovalScopes campaign={campaign} open={undefined} preview={ItemPreview} face={scopeKind} />,
    "/",
    { [`GET ${path}`]: () => now, ...more },
  );
  await screen.findByRole("heading", { name: "Strategy" });
  return { ...page, now };
}

test("who may approve everything approves it at once, and reads what that is", async () => {
  const scopes = [strategy, scopeOf("content"), scopeOf("schedule")];
  const { user, calls, now } = await shown(scopes, {
    [`POST ${path}/approve`]: () => {
      // Live updates show what is left before the answer is here.
      now.scopes = [];
      queryClient.invalidateQueries();
      return {};
    },
  });
  await user.click(screen.getByRole("button", { name: "Approve all 3" }));
  const dialog = await screen.findByRole("dialog");
  within(dialog).getByText("Strategy, version 1");
  within(dialog).getByText("Content and schedule");
  within(dialog).getByText("Aurora is here");
  await user.click(within(dialog).getByRole("button", { name: "Approve all" }));
  await screen.findByText("Strategy, content, and schedule approved.");
  const sent = calls.filter(({ what }) => what.endsWith("/approve")).map(({ body }) => body);
  expect(sent).toEqual([
    { scopes: ["strategy", "content", "schedule"].map((scope) => ({ scope, digest: `${scope}-1` })) },
  ]);
});

test("nothing is approved if something changed while it was read", async () => {
  const { user, calls, now } = await shown([strategy, scopeOf("content")]);
  await user.click(screen.getByRole("button", { name: "Approve all 2" }));
  now.scopes = [strategy, scopeOf("content", { digest: "content-2" })];
  await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Approve all" }));
  await screen.findByText("Something changed while you were reading");
  expect(calls.filter(({ what }) => what.endsWith("/approve"))).toEqual([]);
});

test("if one part is refused, nothing is approved, and the reason is shown", async () => {
  const { user, calls } = await shown([strategy, scopeOf("content")], {
    [`POST ${path}/approve`]: new Refused(403, { title: "Forbidden", detail: "Another person has to approve it." }),
  });
  await user.click(screen.getByRole("button", { name: "Approve all 2" }));
  await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Approve all" }));
  await screen.findByText("Nothing was approved");
  screen.getByText("Another person has to approve it.");
  expect(calls.filter(({ what }) => what.endsWith("/approve"))).toHaveLength(1);
});

test("who is alone approves, and is not offered to ask no one", async () => {
  const { user } = await shown([strategy, scopeOf("content", { policy: "default" })], {}, []);
  expect(screen.queryByRole("button", { name: /Request/ })).toBeNull();
  expect(screen.getAllByRole("button", { name: "Approve" })).toHaveLength(2);
  await user.click(screen.getByRole("button", { name: "Approve all 2" }));
  await screen.findByRole("dialog");
});

test("who is alone and may not approve their own work is asked to invite a reviewer", async () => {
  const mine = { policy: "default", can: ["requestApproval", "rejectScope"] };
  await shown([scopeOf("strategy", mine), scopeOf("content", mine)], {}, []);
  screen.getByText("No other member may approve this");
  screen.getByRole("link", { name: "Invite a reviewer" });
  expect(screen.queryByRole("button", { name: /Request/ })).toBeNull();
});

test("who may not approve all of it is not offered to", async () => {
  await shown([strategy, scopeOf("content", { can: ["requestApproval"] })]);
  expect(screen.queryByRole("button", { name: /Approve all/ })).toBeNull();
});

test("a reviewer reads all of a long post, which the network would cut", async () => {
  const text = `${"Many words about the launch. ".repeat(30)}The price changed to 90 euros.`;
  const content = { channel: "linkedin", components: { text }, assetIds: [] } as unknown as ItemContent;
  await show(<ApprovedItem kind="post" content={content} />);
  await waitFor(() => expect(document.body.textContent).toContain("The price changed to 90 euros."));
  expect(screen.queryByRole("button", { name: "more" })).toBeNull();
});
