import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { ItemPreview } from "@/app/campaign/ItemPreview";
import { queryClient } from "@/contract/queries";
import type { Campaign, LaunchSheetAnswer, Mailing, ScopeItem } from "@/contract/types";
import { mailingActions } from "@/email/actions";
import { MailingMetrics } from "@/email/MailingMetrics";
import { LaunchSheet } from "@/launch/LaunchSheet";
import type { Ask } from "@/ui/actions";
import { serve, show } from "./screen";

const segments = { items: [{ id: "s1", name: "Press", count: 9 }] };
const mailing = {
  id: "m1",
  campaignId: "c1",
  name: "Launch mail",
  subject: "Aurora is here",
  segmentId: "s1",
  segmentName: "Press",
  recipientCount: 0,
  recipients: [],
  scheduledFor: "2099-11-27T08:00:00Z",
  timeZone: "Europe/Berlin",
  can: ["sendMailing"],
} as unknown as Mailing;
const server = (connected: boolean) => {
  queryClient.clear();
  return { "GET /api/email/server": { connected, host: null } };
};
const campaign = { id: "c1", name: "Aurora", timeZone: "Europe/Berlin" } as Campaign;

function askOf<T>(actions: { name: string; ask?: (thing: T) => Ask | Promise<Ask> }[], name: string, thing: T) {
  return actions.find((action) => action.name === name)?.ask?.(thing);
}

test("sending to a segment names how many people are in it and the time it replaces", async () => {
  serve({ "GET /api/email/m1": mailing, "GET /api/email/segments/list": segments, ...server(true) });
  const ask = await askOf(mailingActions, "sendMailing", mailing);
  expect(ask?.title).toBe("Send to 9 people now?");
  expect(ask?.text).toContain("the segment “Press”");
  expect(ask?.text).toContain(
    "It is scheduled for Nov 27, 2099, 9:00 AM (Berlin, GMT+1); sending now replaces that time.",
  );
});

test("sending to a list needs no segment and mentions no schedule where there is none", async () => {
  const list = { ...mailing, segmentId: null, segmentName: null, recipientCount: 3, scheduledFor: null };
  const calls = serve({ "GET /api/email/m1": list, ...server(true) });
  const ask = await askOf(mailingActions, "sendMailing", mailing);
  expect(ask?.title).toBe("Send to 3 people now?");
  expect(ask?.text).toBe("“Aurora is here” is sent right away. You have 10 seconds to undo.");
  expect(calls.map(({ what }) => what)).toEqual(["GET /api/email/m1", "GET /api/email/server"]);
});

test("sending without a mail server says that no one gets the e-mails", async () => {
  serve({ "GET /api/email/m1": { ...mailing, recipientCount: 9 }, ...server(false) });
  const ask = await askOf(mailingActions, "sendMailing", mailing);
  expect(ask?.text).toContain("Test inbox: these e-mails won't reach anyone");
  expect(ask?.confirm).toBe("Send to test inbox");
});

test("a reviewer of the schedule sees the segment with its size, not 0 recipients", async () => {
  await show(
    <ItemPreview campaign={campaign} item={{ kind: "mailing", id: "m1" } as ScopeItem} scope="schedule" />,
    "/",
    {
      "GET /api/email/m1": mailing,
      "GET /api/email/segments/list": segments,
    },
  );
  await screen.findByText(/9 contacts now/);
  expect(document.body.textContent).toContain("To the segment “Press”, 9 contacts now");
  expect(document.querySelector("pre")).toBeNull();
});

test("the launch sheet says what goes out to how many people, and blockers disable it with their fix", async () => {
  const item = {
    id: "p1",
    kind: "post",
    title: "Hello",
    channel: "newsroom",
    account: null,
    recipients: null,
    skipped: 0,
  };
  const mail = {
    ...item,
    id: "m1",
    kind: "mailing",
    title: "Launch mail",
    channel: "email",
    recipients: 9,
    skipped: 2,
  };
  const check = {
    code: "approval_pending",
    severity: "blocker",
    title: "The content is not approved",
    reason: "Request a review.",
    subject: { kind: "approval", id: "c1" },
  };
  const sheet = {
    campaignId: "c1",
    ready: false,
    items: [item, mail].map((one) => ({ ...one, at: "2099-11-27T08:00:00Z", approved: false, assetId: null })),
    people: 9,
    accounts: 1,
    testInbox: true,
    spend: { currency: "EUR", total: 600, allocations: [] },
    checks: [check],
  } as unknown as LaunchSheetAnswer;
  await show(
    <LaunchSheet campaign={campaign} sheet={sheet} face={() => null} approve={() => null} />,
    "/",
    server(false),
  );
  await screen.findByText("Test inbox: these e-mails won't reach anyone");
  expect(document.body.textContent).toContain("Test inbox instead of 9 people");
  expect(document.body.textContent).toContain("The content is not approved");
  expect(screen.getByRole("button", { name: "Launch campaign" }).hasAttribute("disabled")).toBe(true);
});

test("a mailing without a mail server says that no one received it", async () => {
  const figures = { raw: 0, human: 0, unique: 0 };
  await show(<MailingMetrics mailing={{ ...mailing, status: "sent" } as Mailing} />, "/", {
    "GET /api/email/m1/metrics": {
      recipients: 9,
      sent: 9,
      delivered: 0,
      captured: 9,
      failed: 0,
      unconfirmed: 0,
      cancelled: 0,
      waiting: 0,
      unsubscribes: 0,
      bounces: { hard: 0, soft: 0 },
      blocked: 0,
      complaints: 0,
      opens: figures,
      clicks: figures,
      excluded: {},
    },
  });
  await screen.findByText("9 e-mails went to the Test inbox");
  expect(document.body.textContent).toContain("no one received them");
});
