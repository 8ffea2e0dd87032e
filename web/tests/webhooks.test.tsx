import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { visit } from "./screen";

const webhook = {
  id: "w1",
  url: "https://hooks.example.com/fanfare?key=1",
  events: ["campaign.*", "post.published"],
  active: true,
  state: "active",
  failingSince: null,
  reason: null,
  oldSecretUntil: null,
  version: 1,
  createdBy: "u1",
  createdAt: "2026-11-23T09:00:00Z",
  can: ["changeWebhook", "deleteWebhook", "testWebhook", "replayWebhook"],
};
const events = {
  events: [
    { type: "campaign.launched", kind: "campaign", description: "A campaign was launched." },
    { type: "post.published", kind: "post", description: "A post was published." },
  ],
};
const failed = {
  id: "e1",
  event: "campaign.launched",
  at: "2026-11-23T10:00:00Z",
  state: "failed",
  nextAttemptAt: null,
  payload: '{"type":"campaign.launched","data":{"id":"c1"}}',
  attempts: [{ at: "2026-11-23T10:00:01Z", status: 500, ms: 12, body: "it broke", detail: null }],
};
const one = {
  "GET /api/webhooks": { items: [webhook] },
  "GET /api/webhooks/events": events,
  "GET /api/webhooks/w1/deliveries": { items: [failed], next: null },
};

test("a new webhook shows its secret once", async () => {
  const { user, calls } = await visit("/settings/webhooks", {
    "GET /api/webhooks": { items: [] },
    "GET /api/webhooks/events": events,
    "POST /api/webhooks": { ...webhook, secret: "whsec_abc" },
  });
  await screen.findByText("No webhooks yet");
  await user.click(screen.getByRole("button", { name: "Add webhook" }));
  const dialog = await screen.findByRole("dialog", { name: "Add webhook" });
  await user.type(within(dialog).getByLabelText("Address"), "https://hooks.example.com/fanfare");
  await user.click(within(dialog).getByRole("button", { name: "Add webhook" }));
  expect(await within(dialog).findByText("whsec_abc")).toBeTruthy();
  expect(calls.find(({ what }) => what === "POST /api/webhooks")?.body).toEqual({
    url: "https://hooks.example.com/fanfare",
    events: ["*"],
  });
});

test("the log shows payload and answer, and an event is sent again", async () => {
  const { user, calls } = await visit("/settings/webhooks/w1", {
    ...one,
    "POST /api/webhooks/w1/replay": { count: 1 },
  });
  await user.click(await screen.findByRole("button", { name: /campaign\.launched/ }));
  const drawer = await screen.findByRole("dialog", { name: "campaign.launched" });
  expect(within(drawer).getByText("it broke")).toBeTruthy();
  expect(within(drawer).getByText(/"id": "c1"/)).toBeTruthy();
  await user.click(within(drawer).getByRole("button", { name: "Send again" }));
  await waitFor(() =>
    expect(calls.find(({ what }) => what === "POST /api/webhooks/w1/replay")?.body).toEqual({ id: "e1" }),
  );
});

test("a secret is rotated after a question, and the new one is shown once", async () => {
  const { user, calls } = await visit("/settings/webhooks/w1", {
    ...one,
    "PATCH /api/webhooks/w1": { ...webhook, secret: "whsec_new" },
  });
  await user.click(await screen.findByRole("button", { name: "More actions" }));
  await user.click(await screen.findByRole("menuitem", { name: "Rotate secret" }));
  const dialog = await screen.findByRole("dialog", { name: "Rotate the secret" });
  await user.click(within(dialog).getByRole("button", { name: "Rotate secret" }));
  expect(await within(dialog).findByText("whsec_new")).toBeTruthy();
  expect(calls.find(({ what }) => what === "PATCH /api/webhooks/w1")?.body).toEqual({ rotateSecret: true });
});

test("a webhook that fails says so, and a test event shows the answer", async () => {
  const failing = { ...webhook, state: "failing", failingSince: "2026-11-23T10:00:00Z", reason: "500" };
  const { user } = await visit("/settings/webhooks/w1", {
    ...one,
    "GET /api/webhooks": { items: [failing] },
    "POST /api/webhooks/w1/test": { ok: false, status: 404, ms: 7, detail: "The server answered 404." },
  });
  expect(await screen.findByText("Your server does not accept events")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Send test event" }));
  expect(await screen.findByText("Test event not delivered")).toBeTruthy();
  expect(screen.getByText("The server answered 404. (7 ms)")).toBeTruthy();
});
