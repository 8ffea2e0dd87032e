import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { anchorOfSelection, placeOf, plainWords, secondsOf } from "@/approval/anchors";
import type { ItemContent, LaunchSheetAnswer, UnsentItem } from "@/contract/types";
import { everything } from "@/launch/actions";
import { WhyUnsent } from "@/launch/UnsentList";
import { remedyOf } from "@/launch/unsent";
import { show } from "./screen";

const unsent = (more: Partial<UnsentItem>) =>
  ({
    kind: "post",
    id: "p1",
    campaignId: "c1",
    campaignName: "Aurora",
    title: "Aurora is here",
    channel: "bluesky",
    at: "2026-11-20T09:00:00Z",
    cause: "refused",
    sentence: "It was refused.",
    affected: 1,
    deliveryId: "d1",
    ...more,
  }) as UnsentItem;

test("each cause has one button that leads to its remedy", () => {
  const to = (more: Partial<UnsentItem>) => {
    const { label, place } = remedyOf(unsent(more));
    return `${label}: ${place.to}`;
  };
  expect(to({ cause: "campaign_not_launched" })).toBe("Launch the campaign: /campaigns/$campaignId");
  expect(to({ cause: "campaign_paused" })).toBe("Resume the campaign: /campaigns/$campaignId");
  expect(to({ cause: "approval_missing" })).toBe("Request approval: /campaigns/$campaignId/approvals");
  expect(to({ cause: "test_inbox" })).toBe("Connect a mail server: /settings/credentials");
  expect(to({ cause: "unconfirmed" })).toBe("Check and mark it: /deliveries");
  expect(to({ sentence: "It was refused: the token has expired." })).toBe("Reconnect the account: /settings/accounts");
  expect(to({ kind: "mailing", sentence: "Could not connect to smtp.example.org." })).toBe(
    "Check the mail server: /settings/credentials",
  );
  expect(to({ sentence: "It was refused: the text is too long." })).toBe("See the message: /deliveries");
});

test("the page of an item says why it did not go out, and nothing while all is well", async () => {
  const late = unsent({ cause: "campaign_paused", sentence: "The campaign is paused." });
  await show(<WhyUnsent itemId="p1" />, "/", { "GET /api/unsent-items": { items: [late] } });
  await screen.findByText("Why this did not go out");
  screen.getByText("The campaign is paused.");
  expect(screen.getByRole("link", { name: "Resume the campaign" }).getAttribute("href")).toBe("/campaigns/c1");
});

test("sending everything says how much goes out, to how many people, and that it can be undone", () => {
  const item = (more: object) => ({ kind: "post", approved: true, at: "2026-11-20T09:00:00Z", ...more });
  const sheet = (more: object) =>
    ({
      items: [item({}), item({ kind: "mailing" }), item({ approved: false })],
      people: 1238,
      ...more,
    }) as LaunchSheetAnswer;
  expect(everything(sheet({})).text).toBe(
    "1 post and 1 e-mail to 1,238 people go out now instead of at the scheduled time. 1 item without approval or time stays planned. You have 10 seconds to undo.",
  );
  expect(everything(sheet({ testInbox: true })).text).toContain("(to the Test inbox, not to people)");
});

test("words of an e-mail are found in its source, whatever is between them", () => {
  const source = "<mj-text>Our <b>bin&nbsp;weighed</b> more\n than our bread.</mj-text>";
  const found = placeOf("Our bin weighed more than", source);
  expect(found && plainWords(source.slice(found.from, found.to))).toBe("Our bin weighed more than");
  expect(placeOf("the prep list", "See **the** [prep list](https://e.example), please")).toBeTruthy();
  expect(placeOf("not there", source)).toBeUndefined();
  expect(placeOf("costs 5 (net)", "It costs 5 (net) each")).toEqual({ from: 3, to: 16 });
  expect(secondsOf(64.4)).toBe("1:04");
});

test("selected words become a range in code points", () => {
  document.body.innerHTML = "<p id='t'>Say 🎉 hello there</p>";
  const text = document.getElementById("t")?.firstChild as Text;
  const range = document.createRange();
  range.setStart(text, text.data.indexOf("hello"));
  range.setEnd(text, text.data.length);
  document.getSelection()?.removeAllRanges();
  document.getSelection()?.addRange(range);
  const content = { components: { text: "Say 🎉 hello there" } } as unknown as ItemContent;
  expect(anchorOfSelection({ kind: "post", id: "p1" }, content)?.anchor.range).toEqual([6, 17]);
});
