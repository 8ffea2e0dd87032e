import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { Refused, visit } from "./screen";

const invitation = {
  id: "i1",
  email: "ida@example.org",
  role: "reviewer",
  stageRoles: [],
  expiresAt: "2096-11-30T09:00:00Z",
};
const member = {
  id: "u1",
  email: "mara@example.org",
  name: "Mara Ortiz",
  role: "owner",
  stageRoles: [],
  joinedAt: "2026-11-23T09:00:00Z",
  you: true,
};
const link = { ...invitation, acceptUrl: "https://fanfare.example/accept?token=abc", mailed: false, captured: true };

test("a pending invitation shows its link again and can be revoked", async () => {
  const { user, calls } = await visit("/members", {
    "GET /api/members": { items: [member], total: 1, limit: 200, offset: 0, invitations: [invitation] },
    "POST /api/members/invitations/i1/renew": link,
    "DELETE /api/members/invitations/i1": {},
  });
  await user.click(await screen.findByRole("button", { name: "Copy link" }));
  const dialog = await screen.findByRole("dialog", { name: "Invitation link" });
  expect(within(dialog).getByText(link.acceptUrl)).toBeTruthy();
  expect(within(dialog).getByText(/This server doesn't e-mail invitations/)).toBeTruthy();
  expect(within(dialog).queryByRole("button", { name: "E-mail it again" })).toBeNull();
  await user.click(within(dialog).getByRole("button", { name: "Done" }));
  await user.click(screen.getByRole("button", { name: "Actions for the invitation of ida@example.org" }));
  await user.click(await screen.findByRole("menuitem", { name: "Revoke invitation" }));
  await user.click(await screen.findByRole("button", { name: "Revoke invitation" }));
  await waitFor(() => expect(calls.map(({ what }) => what)).toContain("DELETE /api/members/invitations/i1"));
});

test("the page of an invitation names the workspace, the person and the role", async () => {
  const { user, calls } = await visit("/accept?token=abc", {
    "POST /api/members/accept/preview": {
      workspace: "Kettle & Chain",
      invitedBy: "Jonas Kettler",
      role: "editor",
      email: "ida@example.org",
      hasAccount: false,
      expiresAt: invitation.expiresAt,
    },
    "POST /api/members/accept": new Refused(400, { title: "Invalid", errors: { password: "must be longer" } }),
  });
  expect(await screen.findByRole("heading", { name: "Join Kettle & Chain" })).toBeTruthy();
  expect(screen.getByText(/Jonas Kettler invited you to join as an editor/)).toBeTruthy();
  await user.type(screen.getByLabelText("Your name"), "Ida Brandt");
  await user.type(screen.getByLabelText("Password"), "short");
  await user.click(screen.getByRole("button", { name: "Join Kettle & Chain" }));
  expect(await screen.findAllByText(/must be longer/i)).toHaveLength(2);
  expect(calls.at(-1)?.body).toEqual({ token: "abc", name: "Ida Brandt", password: "short" });
});

test("a link that no longer works says so before anything is typed", async () => {
  await visit("/accept?token=old", {
    "POST /api/members/accept/preview": new Refused(422, { title: "Invalid", code: "invitation_not_valid" }),
  });
  expect(await screen.findByText("This invitation no longer works")).toBeTruthy();
  expect(screen.queryByLabelText("Password")).toBeNull();
});

test("a member changes their name and password, and signs out elsewhere", async () => {
  const session = { accessToken: "next", expiresIn: 900 };
  const { user, calls } = await visit("/settings/profile", {
    "GET /api/auth/sessions": {
      items: [
        {
          id: "s1",
          device: "Firefox on Windows",
          startedAt: "2026-11-22T09:00:00Z",
          lastActiveAt: "2026-11-23T09:00:00Z",
          current: true,
        },
        {
          id: "s2",
          device: "Safari on iPhone",
          startedAt: "2026-11-22T09:00:00Z",
          lastActiveAt: "2026-11-23T09:00:00Z",
          current: false,
        },
      ],
      total: 2,
      limit: 2,
      offset: 0,
    },
    "PATCH /api/auth/me": { id: "u1", name: "Mara O.", email: "mara@example.org" },
    "POST /api/auth/me/password": session,
    "POST /api/auth/sessions/end-others": session,
  });
  await user.type(await screen.findByLabelText("Your name"), "!");
  await user.click(screen.getByRole("button", { name: "Save name" }));
  await waitFor(() =>
    expect(calls.find(({ what }) => what === "PATCH /api/auth/me")?.body).toEqual({ name: "Mara Ortiz!" }),
  );
  await user.type(screen.getByLabelText("Current password"), "a long password");
  await user.type(screen.getByLabelText("New password"), "another password");
  await user.click(screen.getByRole("button", { name: "Change password" }));
  expect(await screen.findByText("Password changed. All other sessions have ended.")).toBeTruthy();
  expect((screen.getByLabelText("Current password") as HTMLInputElement).value).toBe("");
  await user.click(screen.getByRole("button", { name: "Sign out everywhere else" }));
  expect(await screen.findByText(/Signed out everywhere else\./)).toBeTruthy();
});
