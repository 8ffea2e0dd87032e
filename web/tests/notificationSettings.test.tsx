import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { visit } from "./screen";

const kind = (name: string, label: string, more = {}) => ({
  kind: name,
  group: "sending",
  label,
  mandatory: false,
  urgent: false,
  in_app: "now",
  email: "digest",
  slack: "off",
  ...more,
});
const preferences = {
  timeZone: "Europe/Berlin",
  digest: { daily: { on: true, at: "08:00:00" }, weekly: { on: false, day: "mon", at: "08:00:00" } },
  throttlePerHour: 20,
  slack: { connected: false, userId: null, reachesYou: false },
  kinds: [
    kind("campaign_launched", "A campaign was launched"),
    kind("post_failed", "A post was not published", { mandatory: true, urgent: true, email: "now" }),
  ],
};

test("each change of the notification settings is saved alone, and what needs attention can't be turned off", async () => {
  const { user, calls } = await visit("/settings/notifications", {
    "GET /api/notifications/preferences": preferences,
    "PUT /api/notifications/preferences": preferences,
  });
  const saved = () => calls.filter(({ what }) => what.startsWith("PUT")).map(({ body }) => body);
  await user.click(await screen.findByRole("switch", { name: "A campaign was launched: in the app" }));
  await waitFor(() => expect(saved()).toEqual([{ kinds: [{ kind: "campaign_launched", in_app: "off" }] }]));
  await user.click(screen.getByRole("switch", { name: /^Quiet hours/ }));
  await waitFor(() => expect(saved().at(-1)).toMatchObject({ quietHours: { from: "20:00", to: "07:00" } }));
  expect(screen.queryByRole("switch", { name: "A post was not published: in the app" })).toBeNull();
  await user.click(screen.getByRole("combobox", { name: "A post was not published: e-mail" }));
  expect(screen.queryByRole("option", { name: "Never" })).toBeNull();
});

test("Slack is chosen per notification once the person has said which Slack user they are", async () => {
  const slack = { connected: true, userId: null as string | null, reachesYou: false };
  const { user, calls } = await visit("/settings/notifications", {
    "GET /api/notifications/preferences": () => ({ ...preferences, slack }),
    "PUT /api/notifications/preferences": preferences,
    "PUT /api/team/slack-user": ({ body }: { body: { slackUserId: string } }) => {
      const { slackUserId } = body;
      Object.assign(slack, { userId: slackUserId, reachesYou: true });
      return { slackUserId };
    },
    "POST /api/notifications/test": { ok: true, detail: "A test message in Slack is on its way." },
  });
  const field = await screen.findByRole("textbox", { name: "Your Slack member ID" });
  expect(screen.queryByRole("columnheader", { name: "Slack" })).toBeNull();
  await user.type(field, "U0123456789");
  await user.click(screen.getByRole("button", { name: "Save Slack user" }));
  await user.click(await screen.findByRole("combobox", { name: "A campaign was launched: Slack" }));
  await user.click(await screen.findByRole("option", { name: "Right away" }));
  await waitFor(() =>
    expect(calls.filter(({ what }) => what.startsWith("PUT")).map(({ body }) => body)).toEqual([
      { slackUserId: "U0123456789" },
      { kinds: [{ kind: "campaign_launched", slack: "now" }] },
    ]),
  );
  await user.click(screen.getByRole("button", { name: "Send a test to Slack" }));
  expect(await screen.findByText("A test message in Slack is on its way.")).toBeTruthy();
});

test("the link in an e-mail opens the matter of its notification, which is read by that", async () => {
  const { calls, router } = await visit("/notifications?id=n1", {
    "GET /api/notifications": {
      items: [
        {
          id: "n1",
          kind: "account_needs_reconnect",
          title: "Mastodon no longer accepts @hearth",
          text: "Reconnect the account.",
          subject: { kind: "account", id: "a1", title: "@hearth" },
          campaignId: null,
          campaignName: null,
          createdAt: "2026-11-23T09:00:00Z",
          readAt: null,
          can: [],
        },
      ],
      total: 1,
      limit: 50,
      offset: 0,
    },
    "POST /api/notifications/n1/read": {},
  });
  await waitFor(() => expect(router.state.location.pathname).toBe("/settings/accounts"));
  expect(calls.map(({ what }) => what)).toContain("POST /api/notifications/n1/read");
});
