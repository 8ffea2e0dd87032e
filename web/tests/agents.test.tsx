import { screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { visit } from "./screen";

const agent = {
  id: "a1",
  kind: "oauth",
  name: "Claude",
  clientId: "fnc-1",
  personId: "u1",
  personName: "Olivia Owner",
  scopes: ["read", "campaign.write"],
  dailyWrites: 500,
  dailySpend: 0,
  writesToday: 12,
  spendToday: 0,
  createdAt: "2026-11-24T09:00:00Z",
  lastUsedAt: "2026-11-24T10:00:00Z",
  stoppedAt: null,
};
const entry = {
  id: "e1",
  at: "2026-11-24T10:00:00Z",
  operation: "createCampaign",
  actor: { kind: "agent", id: "a1", name: "Claude" },
  subject: { kind: "campaign", id: "c1", title: "Winter sale" },
};
const one = {
  "GET /api/agents": { items: [agent], total: 1, limit: 200, offset: 0 },
  "GET /api/audit": { items: [entry], next: null },
};

test("an agent is switched off from the list", async () => {
  const { user, calls } = await visit("/settings/agents", { ...one, "POST /api/agents/a1/stop": agent });
  await screen.findByText("Claude");
  await user.click(screen.getByRole("button", { name: "Actions for Claude" }));
  await user.click(await screen.findByRole("menuitem", { name: "Switch off" }));
  await waitFor(() => expect(calls.some(({ what }) => what === "POST /api/agents/a1/stop")).toBe(true));
});

test("the page of an agent shows what it did and its limits", async () => {
  const { user, calls } = await visit("/settings/agents/a1", { ...one, "PATCH /api/agents/a1": agent });
  expect(await screen.findByText("Winter sale")).toBeTruthy();
  expect(screen.getByText("12 of 500")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Change limits" }));
  const dialog = await screen.findByRole("dialog", { name: "Limits of Claude" });
  const changes = within(dialog).getByLabelText("Changes a day");
  await user.clear(changes);
  await user.type(changes, "20");
  await user.click(within(dialog).getByRole("button", { name: "Save limits" }));
  await waitFor(() =>
    expect(calls.find(({ what }) => what === "PATCH /api/agents/a1")?.body).toMatchObject({ dailyWrites: 20 }),
  );
});

test("a person allows an agent some of what it asks for", async () => {
  const assign = vi.fn();
  vi.stubGlobal("location", Object.assign(Object.create(window.location), { assign }));
  const { user, calls } = await visit(
    "/connect?client_id=fnc-1&redirect_uri=https%3A%2F%2Fclient.example%2Fcb&response_type=code&code_challenge=x&code_challenge_method=S256&state=s",
    {
      "POST /api/agents/consent/preview": {
        clientName: "Claude",
        clientUri: null,
        redirectHost: "client.example",
        workspaceName: "Test",
        scopes: [
          { name: "read", text: "Read campaigns", held: true },
          { name: "campaign.write", text: "Create campaigns", held: true },
          { name: "audit.read", text: "Read the audit trail", held: false },
        ],
      },
      "POST /api/agents/consent": { redirectTo: "https://client.example/cb?code=c" },
    },
  );
  expect(await screen.findByRole("heading", { name: "Connect Claude?" })).toBeTruthy();
  expect(screen.queryByLabelText("Read the audit trail")).toBeNull();
  await user.click(screen.getByLabelText("Create campaigns"));
  await user.click(screen.getByRole("button", { name: "Allow access" }));
  await waitFor(() =>
    expect(calls.find(({ what }) => what === "POST /api/agents/consent")?.body).toMatchObject({
      scopes: ["read"],
      request: { clientId: "fnc-1", state: "s" },
    }),
  );
  vi.unstubAllGlobals();
});
