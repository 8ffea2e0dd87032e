import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { freeSlots } from "@/app/freeSlots";
import type { CalendarItem, SlotList } from "@/contract/types";
import { useMover } from "@/ui/useMover";
import { type Answers, show, visit } from "./screen";

const list = (...items: unknown[]) => ({ items, total: items.length, limit: 50, offset: 0 });
const part = (...items: unknown[]) => ({ items, next: null });
const noViews: Answers = { "GET /api/views": list() };

const suppression = {
  id: "s1",
  email: "ann@example.org",
  reason: "bounced",
  source: "mailing 7",
  at: "2026-11-20T08:00:00Z",
};
const other = { ...suppression, id: "s2", email: "bob@example.org", source: null };

test("suppressed addresses are sorted by the server, lifted together, and Z brings them back", async () => {
  const { user, calls, router } = await visit("/audience/suppressions", {
    ...noViews,
    "GET /api/suppressions": list(suppression, other),
    "DELETE /api/suppressions/s1": {},
    "DELETE /api/suppressions/s2": {},
    "POST /api/suppressions": suppression,
  });
  await user.click(await screen.findByRole("button", { name: "E-mail" }));
  await waitFor(() => expect(router.state.location.search).toEqual({ sort: "email" }));
  await waitFor(() => expect(calls.some(({ query }) => query.get("sort") === "email")).toBe(true));
  await user.click(screen.getByRole("checkbox", { name: "Select all" }));
  await user.click(screen.getByRole("button", { name: "Lift suppression" }));
  const dialog = await screen.findByRole("dialog", { name: "Lift 2 suppressions?" });
  await user.click(within(dialog).getByRole("button", { name: "Lift suppressions" }));
  await screen.findByText("2 items lifted.");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await user.keyboard("z");
  await waitFor(() => expect(calls.filter(({ what }) => what === "POST /api/suppressions")).toHaveLength(2));
  expect(calls.find(({ what }) => what === "POST /api/suppressions")?.body).toEqual({
    email: "ann@example.org",
    reason: "bounced",
    source: "mailing 7",
  });
});

const contact = (n: number) => ({
  id: `c${n}`,
  email: `p${n}@example.org`,
  firstName: null,
  lastName: null,
  tags: [],
  attributes: {},
  status: "active",
  createdAt: "2026-11-20T08:00:00Z",
  version: 1,
  can: ["changeContact", "eraseContact"],
});

test("all contacts of a filter are tagged on the server, part by part, and untagged again", async () => {
  const { user, calls } = await visit("/audience?tag=old", {
    ...noViews,
    "GET /api/contacts": { items: [contact(1), contact(2)], next: "c2" },
    "GET /api/contacts/count": { count: 12345 },
    "GET /api/email/segments": list(),
    "GET /api/email/segments/list": list(),
    "POST /api/contacts/bulk": ({ body }: { body: { after?: string; change: string } }) =>
      body.change === "remove_tag"
        ? { changed: [], examined: 3, next: null }
        : body.after
          ? { changed: ["c3"], examined: 1, next: null }
          : { changed: ["c1", "c2"], examined: 500, next: "c2" },
  });
  await user.click(await screen.findByRole("checkbox", { name: "Select all" }));
  await user.click(await screen.findByRole("button", { name: "Select all 12,345" }));
  const bar = screen.getByRole("toolbar", { name: "Selected items" });
  expect(within(bar).getByText("All 12,345 selected")).toBeTruthy();
  expect(within(bar).queryByRole("button", { name: "Erase" })).toBeNull();
  await user.click(within(bar).getByRole("button", { name: "Add tag" }));
  const dialog = await screen.findByRole("dialog", { name: "Tag 12,345 contacts" });
  await user.type(within(dialog).getByLabelText(/Tag/), "vip");
  await user.click(within(dialog).getByRole("button", { name: "Add tag" }));
  await screen.findByText("3 items tagged.");
  const sent = calls.filter(({ what }) => what === "POST /api/contacts/bulk").map(({ body }) => body);
  expect(sent).toEqual([
    { change: "add_tag", value: "vip", filter: { tag: "old" } },
    { change: "add_tag", value: "vip", filter: { tag: "old" }, after: "c2" },
  ]);
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await waitFor(() =>
    expect(calls.findLast(({ what }) => what === "POST /api/contacts/bulk")?.body).toEqual({
      change: "remove_tag",
      value: "vip",
      contactIds: ["c1", "c2", "c3"],
    }),
  );
});

const delivery = {
  id: "d1",
  channel: "email",
  target: "ann@example.org",
  state: "failed",
  reason: "Mailbox full",
  dueAt: "2026-11-20T08:00:00Z",
  campaignId: "42",
  itemId: "m1",
  itemKind: "mailing",
  can: ["retryDelivery"],
};

test("failed messages are sent again together", async () => {
  const { user, calls } = await visit("/deliveries?view=messages", {
    ...noViews,
    "GET /api/deliveries": part(delivery, {
      ...delivery,
      id: "d2",
      target: "bob@example.org",
      state: "accepted",
      can: [],
    }),
    "GET /api/campaigns": list(),
    "GET /api/social/platforms": list(),
    "POST /api/deliveries/d1/retry": delivery,
  });
  await user.click(await screen.findByRole("checkbox", { name: "Select all" }));
  await user.click(screen.getByRole("button", { name: "Send again (1)" }));
  await user.click(
    within(await screen.findByRole("dialog", { name: "Send 1 message again?" })).getByRole("button", {
      name: "Send again",
    }),
  );
  await screen.findByText("1 item scheduled again.");
  expect(calls.some(({ what }) => what === "POST /api/deliveries/d1/retry")).toBe(true);
});

test("the messages of an e-mail lead to who opened and clicked it", async () => {
  await visit("/deliveries?itemId=m1&campaignId=42", {
    ...noViews,
    "GET /api/deliveries": part(delivery),
    "GET /api/sent": list({ id: "m1", campaignId: "42", kind: "mailing", title: "May offer" }),
    "GET /api/campaigns": list(),
    "GET /api/social/platforms": list(),
  });
  await screen.findByRole("heading", { name: "May offer" });
  const link = await screen.findByRole("link", { name: "Opens and clicks" });
  expect(link.getAttribute("href")).toBe("/campaigns/42/results/e-mails/m1");
});

test("the audit trail has columns, and only its time is sorted", async () => {
  const entry = {
    id: "a1",
    at: "2026-11-20T08:00:00Z",
    operation: "approveScope",
    actor: { kind: "person", personId: "u1", name: "Mara" },
    subject: { kind: "approval", id: "x", title: "Spring" },
    before: null,
    after: null,
  };
  const { user, router } = await visit("/audit", {
    ...noViews,
    "GET /api/audit": part(entry),
    "GET /api/audit/verify": { whole: true, entries: 1, waiting: 0, head: "x", firstBroken: null, sealedUpTo: null },
  });
  const table = await screen.findByRole("table", { name: "Audit trail" });
  expect(
    within(table)
      .getAllByRole("columnheader")
      .map((head) => head.textContent?.trim()),
  ).toEqual(["What", "Entry", "Kind", "Who", "When"]);
  expect(
    within(table)
      .getAllByRole("button")
      .map((button) => button.textContent?.trim()),
  ).toContain("When");
  await user.click(within(table).getByRole("button", { name: "When" }));
  await waitFor(() => expect(router.state.location.search).toEqual({ sort: "at" }));
  await user.keyboard("j");
  await user.keyboard(" ");
  await screen.findByRole("dialog");
});

test("chosen notifications are marked as read", async () => {
  const note = (id: string, readAt: string | null) => ({
    id,
    title: `Review ${id}`,
    text: "Please look",
    kind: "review",
    campaignId: "42",
    campaignName: "Spring",
    subject: { kind: "review", id: "r1" },
    createdAt: "2026-11-20T08:00:00Z",
    readAt,
  });
  const { user, calls } = await visit("/notifications", {
    "GET /api/notifications": list(note("n1", null), note("n2", "2026-11-20T09:00:00Z")),
    "POST /api/notifications/n1/read": {},
  });
  await user.click(await screen.findByRole("checkbox", { name: "Select all" }));
  await user.click(screen.getByRole("button", { name: "Mark as read (1)" }));
  await screen.findByText("1 item marked as read.");
  expect(calls.some(({ what }) => what === "POST /api/notifications/n1/read")).toBe(true);
});

test("a post takes only the slot next to it", () => {
  vi.setSystemTime(new Date("2026-12-01T00:00:00Z"));
  const slots = {
    timeZone: "UTC",
    items: [{ platform: "newsroom", slots: ["09:00", "09:10"].map((time) => ({ weekday: "monday", time })) }],
  } as unknown as SlotList;
  const at = (time: string) => ({ platform: "newsroom", at: `2026-12-07T${time}:00Z` }) as CalendarItem;
  const free = (...items: CalendarItem[]) => freeSlots(slots, items, ["2026-12-07"], "UTC").map(({ time }) => time);
  expect(free(at("09:00"))).toEqual(["09:10"]);
  expect(free(at("09:06"))).toEqual(["09:00"]);
  expect(free(at("09:00"), at("09:12"))).toEqual([]);
  expect(free(at("11:00"))).toEqual(["09:00", "09:10"]);
  vi.useRealTimers();
});

function Draggable({ onMove }: { onMove: (at: Date) => void }) {
  const entry = {
    id: "e",
    kind: "post" as const,
    platform: "newsroom",
    title: "Post",
    at: "2099-12-07T09:00:00Z",
    timeZone: "UTC",
    status: "scheduled",
    movable: true,
  };
  const mover = useMover({
    zone: "UTC",
    steps: { across: 1440, along: 1440 },
    timeAt: () => "2099-12-09T09:00",
    onMove: (_, at) => onMove(at),
    onShow: () => undefined,
  });
  return (
    <button type="button" onPointerDown={(event) => mover.grab(entry, event)}>
      {mover.moving ? "Held" : "Card"}
    </button>
  );
}

test("a finger that rests on a card drags it; one that moves at once scrolls", async () => {
  const onMove = vi.fn();
  await show(<Draggable onMove={onMove} />);
  const card = await screen.findByRole("button", { name: "Card" });
  const touch = { pointerType: "touch", button: 0, bubbles: true };
  fireEvent.pointerDown(card, { ...touch, clientX: 10, clientY: 10 });
  fireEvent.pointerMove(window, { ...touch, clientX: 10, clientY: 60 });
  fireEvent.pointerUp(window, touch);
  expect(onMove).not.toHaveBeenCalled();
  fireEvent.pointerDown(card, { ...touch, clientX: 10, clientY: 10 });
  await screen.findByRole("button", { name: "Held" });
  fireEvent.pointerMove(window, { ...touch, clientX: 10, clientY: 160 });
  fireEvent.pointerUp(window, touch);
  expect(onMove).toHaveBeenCalledExactlyOnceWith(new Date("2099-12-09T09:00:00Z"));
});
