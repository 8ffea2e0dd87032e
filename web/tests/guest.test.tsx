import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { GuestItem, GuestReview } from "@/contract/types";
import { Refused, visit } from "./screen";

const post = (id: string, title: string): GuestItem => ({
  kind: "post",
  id,
  title,
  digest: `digest ${id}`,
  state: "open",
  waitsForYou: true,
  preview: {
    channel: "mastodon",
    to: "@hearth@example.org",
    components: { text: `The words of ${title}` },
    files: [],
    at: "2026-12-01T09:00:00Z",
    timeZone: "UTC",
    html: null,
  },
});

const review: GuestReview = {
  workspace: { name: "Hearth & Grain", brand: { name: "Hearth", colors: [], logoUrl: null } },
  campaignName: "Spring launch",
  scope: "content",
  state: "open",
  message: "Please look at the tone.",
  requestedBy: "Mara Ortiz",
  deadline: null,
  digest: "all of it",
  items: [post("p1", "First post"), post("p2", "Second post")],
  comments: [],
  may: ["comment", "approve"],
  stage: "Client",
  yourTurn: true,
  waitsForYou: true,
  name: "a guest",
  member: null,
  expiresAt: "2026-12-01T09:00:00Z",
};

const path = "/api/reviews/{token}".replace("{token}", "abc");

test("a guest reads what is asked, gives a name and approves everything", async () => {
  const { user, calls } = await visit("/reviews/abc", {
    [`GET ${path}`]: review,
    [`POST ${path}/approve`]: { ...review, state: "approved", items: [] },
  });
  await screen.findByRole("heading", { name: "Spring launch" });
  screen.getByText(/Mara Ortiz of Hearth & Grain asks you to approve the content \(2 items\)/);
  screen.getByText("Please look at the tone.");
  screen.getByText("The words of First post");
  await user.type(screen.getByRole("textbox", { name: "Your name" }), "Clara");
  await user.click(screen.getByRole("button", { name: "Approve all 2" }));
  const sent = calls.find(({ what }) => what === `POST ${path}/approve`);
  expect(sent?.body).toEqual({
    digest: "all of it",
    name: "Clara",
    items: [
      { kind: "post", id: "p1", digest: "digest p1" },
      { kind: "post", id: "p2", digest: "digest p2" },
    ],
  });
});

test("a guest requests changes to one item and comments on it", async () => {
  const { user, calls } = await visit("/reviews/abc", {
    [`GET ${path}`]: review,
    [`POST ${path}/request-changes`]: review,
    [`POST ${path}/comments`]: {},
  });
  const first = await screen.findByRole("article", { name: "First post" });
  await user.type(within(first).getByRole("textbox", { name: "Comment" }), "Too loud");
  await user.click(within(first).getByRole("button", { name: "Comment" }));
  expect(calls.find(({ what }) => what === `POST ${path}/comments`)?.body).toEqual({
    text: "Too loud",
    anchor: { item: { kind: "post", id: "p1" } },
  });
  await user.click(within(first).getByRole("button", { name: "Request changes" }));
  await user.type(within(first).getByRole("textbox", { name: /What should change/ }), "Say less");
  await user.click(within(first).getByRole("button", { name: "Request changes" }));
  expect(calls.find(({ what }) => what === `POST ${path}/request-changes`)?.body).toMatchObject({
    reason: "Say less",
    items: [{ id: "p1" }],
  });
});

test("a guest reads what was said, though no one is signed in", async () => {
  const anchor = { item: { kind: "post", id: "p1" }, component: null, range: null, quote: null, point: null };
  const said = {
    id: "c1",
    parent: null,
    text: "Friendly.",
    by: "Clara (guest)",
    at: "2026-11-20T09:00:00Z",
    anchor: { ...anchor, second: null, assetId: null },
    resolved: false,
    outdated: false,
  };
  await visit("/reviews/abc", { [`GET ${path}`]: { ...review, comments: [said] } });
  await screen.findByText("Clara (guest)");
});

test("before their turn, a guest reads and decides nothing", async () => {
  const waiting = {
    ...review,
    yourTurn: false,
    waitsForYou: false,
    items: review.items.map((one) => ({ ...one, waitsForYou: false })),
  };
  await visit("/reviews/abc", { [`GET ${path}`]: waiting });
  await screen.findByText(/It isn't your turn yet/);
  expect(screen.queryByRole("button", { name: /Approve/ })).toBeNull();
});

test("a link that ended says so", async () => {
  await visit("/reviews/abc", { [`GET ${path}`]: new Refused(404, { title: "Not found", status: 404 }) });
  await screen.findByText("This link no longer works");
});

test("a link that can't approve says why", async () => {
  const items = review.items.map((item) => ({ ...item, waitsForYou: false }));
  await visit("/reviews/abc", { [`GET ${path}`]: { ...review, items, waitsForYou: false } });
  await screen.findByText(/This link can't approve these items, because the person who shared it wrote some of them\./);
  expect(screen.queryByRole("button", { name: /Approve all/ })).toBeNull();
});
