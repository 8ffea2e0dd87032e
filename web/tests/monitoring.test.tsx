import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { visit } from "./screen";

const health = {
  status: "degraded",
  version: "1.0",
  uptimeSeconds: 3600,
  nodes: [],
  parts: [
    { name: "database", status: "up", latencyMs: 2, detail: null, fix: null },
    { name: "ledger", status: "degraded", latencyMs: null, detail: "3 messages are due.", fix: "See which jobs fail." },
  ],
};
const rule = {
  id: "r1",
  metric: "unconfirmed",
  op: "above",
  threshold: 0,
  unit: "messages",
  forMinutes: 0,
  severity: "warning",
  channels: ["notification"],
  cooldownMinutes: 60,
  enabled: true,
};
const alert = {
  id: "a1",
  rule: "unconfirmed",
  title: "Messages with an unknown outcome",
  fix: "Check with the provider.",
  severity: "warning",
  value: 2,
  unit: "messages",
  since: "2026-11-24T10:00:00Z",
  state: "firing",
  acknowledgedAt: null,
  acknowledgedBy: null,
  note: null,
  resolvedAt: null,
  can: ["acknowledgeAlert"],
};

test("a part that is not well says what to do", async () => {
  await visit("/settings/monitoring", { "GET /api/monitoring/health": health });
  await screen.findByText("3 messages are due. See which jobs fail.");
});

test("an alert is acknowledged with a note", async () => {
  const { user, calls } = await visit("/settings/monitoring?show=alerts", {
    "GET /api/monitoring/alerts": { items: [alert], total: 1, limit: 50, offset: 0 },
    "GET /api/monitoring/alert-rules": { items: [rule] },
    "POST /api/monitoring/alerts/a1/acknowledge": { ...alert, state: "acknowledged" },
  });
  await user.click(await screen.findByRole("button", { name: "Acknowledge" }));
  const dialog = await screen.findByRole("dialog", { name: "Acknowledge alert" });
  await user.type(within(dialog).getByLabelText("Note"), "I ask the provider");
  await user.click(within(dialog).getByRole("button", { name: "Acknowledge" }));
  await waitFor(() =>
    expect(calls.find(({ what }) => what.startsWith("POST"))?.body).toEqual({ note: "I ask the provider" }),
  );
});

test("without a token the operator's page says how to set one", async () => {
  await visit("/operator", { "GET /api/monitoring/operator": { tokenSet: false } });
  await screen.findByText("FANFARE_OPERATOR_TOKEN");
});
