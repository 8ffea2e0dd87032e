import { readFileSync } from "node:fs";
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { rolesWith } from "@/contract/permissions";
import { queryClient } from "@/contract/queries";
import type { Me } from "@/contract/types";
import { InviteForm } from "@/identity/InviteForm";
import { ChecklistPanel } from "@/start/ChecklistPanel";
import { me, show } from "./screen";

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
