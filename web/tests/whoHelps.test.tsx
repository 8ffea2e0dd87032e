import { readFileSync } from "node:fs";
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { ReviewFoot } from "@/approval/ReviewFoot";
import type { Entry } from "@/approval/review";
import { rolesWith } from "@/contract/permissions";
import { queryClient } from "@/contract/queries";
import type { Me, UnsentItem } from "@/contract/types";
import { InviteForm } from "@/identity/InviteForm";
import { UnsentList } from "@/launch/UnsentList";
import { remedyOf } from "@/launch/unsent";
import { ChecklistPanel } from "@/start/ChecklistPanel";
import { me, show, visit } from "./screen";

const owner = { id: "u1", name: "Mara Ortiz", email: "mara@example.org", role: "owner", stageRoles: [], you: true };
const editor = { id: "u2", name: "Ben Cole", email: "ben@example.org", role: "editor", stageRoles: [], you: false };

function Inviting() {
  return <InviteForm opened close={() => undefined} />;
}

test("who invites the first other member reads what that changes for approvals", async () => {
  const { user } = await show(<Inviting />, "/", { "GET /api/members": { items: [owner] } });
  await screen.findByText("No one could approve your own content");
  screen.getByText(
    /Alone, you can approve your own content. That ends once this person joins. An editor can't approve/,
  );
  await user.click(screen.getByRole("combobox", { name: "Role" }));
  await user.click(await screen.findByRole("option", { name: "Reviewer", hidden: true }));
  await screen.findByText("You will approve each other's work");
  expect(screen.queryByText("No one could approve your own content")).toBeNull();
});

test("with a second person who may approve, an invitation changes nothing", async () => {
  const reviewer = { ...editor, role: "reviewer" };
  const { calls } = await show(<Inviting />, "/", { "GET /api/members": { items: [owner, reviewer] } });
  await waitFor(() => expect(calls.some(({ what }) => what === "GET /api/members")).toBe(true));
  await screen.findByText("Writes and schedules content.");
  expect(screen.queryByText(/approve/)).toBeNull();
});

test("an editor reads who can do the first steps that they can't", async () => {
  const tasks = ["brand", "sender", "contacts", "content", "reviewer", "launch"].map((name) => ({ name, done: false }));
  const page = await show(<ChecklistPanel />, "/", {
    "GET /api/start": { tasks, done: 0, hidden: false, empty: false },
    "GET /api/members": { items: [editor, owner] },
  });
  queryClient.setQueryData(["me"], { ...me, role: "editor", permissions: ["contact.write", "campaign.write"] } as Me);
  await screen.findAllByText(/Mara Ortiz can do this/);
  expect(page.container.textContent).toContain("Someone who approves before it goes out · Mara Ortiz can do this");
  expect(screen.queryByRole("link", { name: "Invite: Reviewer" })).toBeNull();
  screen.getByRole("link", { name: "Import: Contacts" });
});

test("the roles that can help are those that the server allows it", () => {
  const table = readFileSync("../src/main/java/io/fanfare/identity/Role.java", "utf8");
  for (const [permission, roles] of Object.entries(rolesWith))
    expect(new RegExp(`${permission.replace(".", "\\.")} +(.+)`).exec(table)?.[1]?.trim().split(" ")).toEqual(roles);
});

const stuck = {
  kind: "mailing",
  id: "m1",
  campaignId: "c1",
  campaignName: "Aurora",
  title: "Aurora is here",
  channel: "email",
  at: new Date(Date.now() + 86_400_000).toISOString(),
  cause: "no_reviewer",
  sentence: "No one can approve it: every member who may approve has worked on it. Invite a reviewer.",
  affected: 1,
} as unknown as UnsentItem;

test("an item that no one can approve says so before its time, with the way to a reviewer", async () => {
  await show(<UnsentList items={[stuck]} />);
  await screen.findByText(/No one can approve it/);
  const link = screen.getByRole("link", { name: "Invite a reviewer" });
  expect(link.getAttribute("href")).toBe("/members?invite=true&role=reviewer");
  expect(remedyOf(stuck, false).label).toBe("Open e-mail");
});

const review = (id: string, state: string, requestedAt: string) => ({
  id,
  campaignId: "c1",
  scope: "content",
  state,
  requestedAt,
  items: [],
  drafts: [],
  comments: [],
  stages: [],
  can: [],
});

test("an old notification opens what there is to decide now", async () => {
  const last = review("r2", "open", "2026-11-21T09:00:00Z");
  const { router } = await visit("/approvals/r1", {
    "GET /api/approvals/r1": review("r1", "withdrawn", "2026-11-20T09:00:00Z"),
    "GET /api/approvals/r2": last,
    "GET /api/campaigns/c1": { id: "c1", name: "Aurora", timeZone: "Europe/Berlin", can: [] },
    "GET /api/campaigns/c1/approvals": { publishable: false, scopes: [{ scope: "content", review: last }] },
  });
  await waitFor(() => expect(router.state.location.pathname).toBe("/approvals/r2"));
});

test("a request that was taken back says so, and not that it waits for someone", async () => {
  const entry = {
    key: "post:p1",
    kind: "post",
    id: "p1",
    title: "Aurora is here",
    state: "open",
    parts: [{ review: review("r1", "withdrawn", "2026-11-20T09:00:00Z"), item: { state: "open" } }],
  } as unknown as Entry;
  const nothing = () => undefined;
  await show(
    <ReviewFoot
      entry={entry}
      busy={false}
      error={undefined}
      asking={false}
      ask={nothing}
      approve={nothing}
      requestChanges={nothing}
      comments={0}
      follow={null}
      steps={null}
    />,
  );
  await screen.findByText(/This request was withdrawn/);
});
