import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { visit } from "./screen";

const entry = {
  id: "a1",
  at: "2026-11-23T10:00:00Z",
  class: "access",
  actor: { kind: "person", id: "u1", name: "Olivia Owner" },
  operation: "listContacts",
  subject: { kind: "contact", id: null, title: null },
  campaignId: null,
  before: null,
  after: { filter: { q: "ada" }, rows: 3 },
  requestId: "r1",
  seq: 7,
  hash: "ab".repeat(32),
};
const fingerprint = "3f".repeat(32);
const answers = {
  "GET /api/audit": { items: [entry], next: null },
  "GET /api/audit/verify": {
    whole: true,
    sealedUpTo: "2026-11-23T10:00:00Z",
    entries: 7,
    waiting: 0,
    head: "ab".repeat(32),
    firstBroken: null,
  },
  "GET /api/audit/checkpoints": {
    items: [
      {
        format: "fanfare-audit-checkpoint-1",
        workspaceId: "w1",
        seq: 6,
        hash: "cd".repeat(32),
        at: "2026-11-22T10:00:00Z",
        fingerprint,
        signature: "sig",
      },
    ],
    total: 1,
    limit: 1,
    offset: 0,
  },
  "GET /api/audit/keys": {
    keys: [{ algorithm: "Ed25519", fingerprint, publicKey: "key", createdAt: "2026-11-20T10:00:00Z", current: true }],
  },
  "GET /api/audit/retention": { days: 365, classes: [], hold: null },
};

test("the proof shows the fingerprint and the last checkpoint, and a read its filter", async () => {
  const { user } = await visit("/audit", answers);
  expect(await screen.findByText(fingerprint)).toBeTruthy();
  expect(screen.getByRole("button", { name: "Download" })).toBeTruthy();
  expect(screen.getByText("Kept for 365 days")).toBeTruthy();
  await user.click(await screen.findByRole("button", { name: /List contacts/ }));
  const details = await screen.findByRole("dialog");
  expect(within(details).getByText("Details")).toBeTruthy();
  expect(within(details).getByText(/"rows": 3/)).toBeTruthy();
});

test("entries are filtered by kind, and the filter is in the export", async () => {
  const { user, calls } = await visit("/audit?class=access", {
    ...answers,
    "GET /api/audit/export": "{}",
  });
  await screen.findByRole("button", { name: /List contacts/ });
  expect(calls.some(({ what, query }) => what === "GET /api/audit" && String(query).includes("class=access"))).toBe(
    true,
  );
  await user.click(screen.getByRole("button", { name: "Export" }));
  const dialog = await screen.findByRole("dialog", { name: "Export audit trail" });
  expect(within(dialog).getByText("./fanfare verify audit.ndjson")).toBeTruthy();
  await user.click(within(dialog).getByText("CSV, for spreadsheets"));
  expect(within(dialog).getByText("./fanfare verify audit.csv")).toBeTruthy();
});

test("a legal hold needs a day and a reason", async () => {
  const { user, calls } = await visit("/audit", {
    ...answers,
    "GET /api/audit/retention": {
      days: 90,
      classes: [{ class: "access", days: null }],
      hold: { until: "2027-03-01T00:00:00Z", reason: "Case 17" },
    },
    "PUT /api/audit/retention": { days: 120, classes: [], hold: null },
  });
  await user.click(await screen.findByRole("button", { name: "Retention" }));
  const dialog = await screen.findByRole("dialog", { name: "Retention and legal hold" });
  const days = await within(dialog).findByLabelText("Keep for");
  await user.clear(days);
  await user.type(days, "120");
  await user.clear(within(dialog).getByLabelText("Reason"));
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  expect(calls.some(({ what }) => what === "PUT /api/audit/retention")).toBe(false);
  await user.type(within(dialog).getByLabelText("Reason"), "Case 18");
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  await waitFor(() => expect(calls.some(({ what }) => what === "PUT /api/audit/retention")).toBe(true));
  const body = calls.find(({ what }) => what === "PUT /api/audit/retention")?.body as Record<string, unknown>;
  expect(body.days).toBe(120);
  expect(body.hold).toEqual({ until: "2027-03-01T00:00:00Z", reason: "Case 18" });
  expect((body.classes as { class: string; days: number | null }[]).find((one) => one.class === "access")?.days).toBe(
    null,
  );
});
