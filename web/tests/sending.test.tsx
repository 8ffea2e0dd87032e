import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { ItemPreview } from "@/app/campaign/ItemPreview";
import type { Campaign, Mailing, ScopeItem } from "@/contract/types";
import { mailingActions } from "@/email/actions";
import { MailingMetrics } from "@/email/MailingMetrics";
import { launchActions } from "@/launch/actions";
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
const campaign = { id: "c1", name: "Aurora", timeZone: "Europe/Berlin" } as Campaign;

function askOf<T>(actions: { name: string; ask?: (thing: T) => Ask | Promise<Ask> }[], name: string, thing: T) {
  return actions.find((action) => action.name === name)?.ask?.(thing);
}

test("sending to a segment names how many people are in it and the time it replaces", async () => {
  serve({ "GET /api/email/m1": mailing, "GET /api/email/segments/list": segments });
  const ask = await askOf(mailingActions, "sendMailing", mailing);
  expect(ask?.title).toBe("Send to 9 recipients now?");
  expect(ask?.text).toContain("the segment “Press”");
  expect(ask?.text).toContain("It is scheduled for Fri 27 Nov, 09:00 (Berlin, GMT+1); sending now replaces that time.");
});

test("sending to a list needs no segment and mentions no schedule where there is none", async () => {
  const list = { ...mailing, segmentId: null, segmentName: null, recipientCount: 3, scheduledFor: null };
  const calls = serve({ "GET /api/email/m1": list });
  const ask = await askOf(mailingActions, "sendMailing", mailing);
  expect(ask?.title).toBe("Send to 3 recipients now?");
  expect(ask?.text).toBe("“Aurora is here” is sent right away. You can't undo this.");
  expect(calls.map(({ what }) => what)).toEqual(["GET /api/email/m1"]);
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

test("launching asks first and says what is scheduled and when it begins", async () => {
  serve({ "GET /api/campaigns/c1/status": { deliveries: { planned: 9 }, nextDueAt: "2099-11-27T08:00:00Z" } });
  const ask = await askOf(launchActions, "launchCampaign", campaign);
  expect(ask?.title).toBe("Launch “Aurora”?");
  expect(ask?.text).toContain("9 messages are scheduled.");
  expect(ask?.text).toContain("Fri 27 Nov, 09:00");
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
