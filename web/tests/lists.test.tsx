import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { timeOf } from "@/app/campaign/series";
import { nextRun, requestOf } from "@/campaign/clone";
import { Refused, visit } from "./screen";

const campaign = {
  id: "42",
  name: "Spring",
  status: "completed",
  phase: "done",
  type: "custom",
  priority: "normal",
  startDate: "2025-03-03",
  endDate: "2025-03-30",
  timeZone: "Europe/Berlin",
  ownerName: "Nora",
  updatedAt: "2026-11-20T08:00:00Z",
  channels: [],
  tags: [],
  version: 3,
  archived: false,
  can: ["changeCampaign", "cloneCampaign", "archiveCampaign"],
};
const other = { ...campaign, id: "43", name: "Autumn" };
const list = (...items: unknown[]) => ({ items, total: items.length, limit: 25, offset: 0 });
const campaigns = { "GET /api/campaigns": list(campaign, other), "GET /api/views": list() };

test("a name is changed in the list with F2; Escape leaves it as it was", async () => {
  const { user, calls } = await visit("/campaigns", { ...campaigns, "PATCH /api/campaigns/42": campaign });
  await screen.findByRole("link", { name: "Spring" });
  await user.keyboard("j{F2}");
  const field = await screen.findByRole("textbox", { name: "Rename Spring" });
  await user.clear(field);
  await user.type(field, "Summer{Escape}");
  expect(screen.queryByRole("textbox", { name: "Rename Spring" })).toBeNull();
  expect(calls.some(({ what }) => what === "PATCH /api/campaigns/42")).toBe(false);
  await user.click(screen.getByRole("button", { name: "Rename Spring" }));
  const again = await screen.findByRole("textbox", { name: "Rename Spring" });
  await user.clear(again);
  await user.type(again, "Summer{Enter}");
  await waitFor(() =>
    expect(calls.find(({ what }) => what === "PATCH /api/campaigns/42")?.body).toEqual({ name: "Summer", version: 3 }),
  );
});

test("all rows are chosen from the bar, where the head of the list is not in sight", async () => {
  const { user } = await visit("/campaigns", campaigns);
  await user.click(await screen.findByRole("checkbox", { name: "Select Spring" }));
  await user.click(screen.getByText("Select all 2"));
  await screen.findByText("2 selected");
  expect(screen.queryByText("Select all 2")).toBeNull();
});

test("what could not be done with some of the chosen rows is said for each of them", async () => {
  const refusal = { title: "Conflict", detail: "It is being sent." };
  const archived = { archived: true };
  const { user } = await visit("/campaigns?archived=true", {
    ...campaigns,
    "GET /api/campaigns": list({ ...campaign, ...archived }, { ...other, ...archived }),
    "PATCH /api/campaigns/42": campaign,
    "PATCH /api/campaigns/43": new Refused(409, refusal),
  });
  await user.click(await screen.findByRole("checkbox", { name: "Select all" }));
  await user.click(screen.getByRole("button", { name: "Restore" }));
  const report = await screen.findByRole("dialog", { name: "1 of 2 items not restored" });
  expect(within(report).getByText("Autumn")).toBeTruthy();
  expect(within(report).getByText("It is being sent.")).toBeTruthy();
  await screen.findByText("1 item restored.");
});

test("a saved view is its filters and order under a name", async () => {
  const view = { id: "v1", list: "campaigns", name: "Mine", query: "sort=-name&status=active" };
  const { user, calls, router } = await visit("/campaigns?q=spring", {
    ...campaigns,
    "GET /api/views": list(view),
    "POST /api/views": view,
  });
  await user.click(await screen.findByRole("button", { name: "Save view" }));
  const dialog = await screen.findByRole("dialog", { name: "Save view" });
  await user.type(within(dialog).getByLabelText(/Name/), "Spring ones");
  await user.click(within(dialog).getByRole("button", { name: "Save view" }));
  await waitFor(() =>
    expect(calls.find(({ what }) => what === "POST /api/views")?.body).toEqual({
      list: "campaigns",
      name: "Spring ones",
      query: "q=spring",
    }),
  );
  await user.click(screen.getByRole("button", { name: "Mine" }));
  await waitFor(() => expect(router.state.location.search).toEqual({ sort: "-name", status: "active" }));
});

test("a campaign of last year starts again with new dates, from its menu or from New campaign", async () => {
  const { user, calls, router } = await visit("/campaigns?make=true", {
    ...campaigns,
    "GET /api/campaigns/42": campaign,
    "POST /api/campaigns/42/clone": { id: "44", created: { creatives: 1, posts: 2, mailings: 0, tasks: 3 }, left: [] },
  });
  await user.click(await screen.findByRole("button", { name: "Start from an earlier campaign" }));
  await user.click(await screen.findByRole("combobox", { name: "Earlier campaign" }));
  await user.click((await screen.findAllByRole("option", { name: /Spring/, hidden: true }))[0] as HTMLElement);
  const name = await screen.findByRole("textbox", { name: "Name" });
  await user.clear(name);
  await user.type(name, "Spring again");
  await user.click(screen.getByRole("button", { name: "Create campaign" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/campaigns/44/content"));
  const request = calls.find(({ what }) => what === "POST /api/campaigns/42/clone")?.body as { name: string };
  expect(request.name).toBe("Spring again");
  expect(request).toMatchObject({ include: { posts: true, mailings: true } });
});

test("the next run begins on the same weekday, in the next year that is still ahead", () => {
  const now = new Date("2026-11-23T09:00:00Z");
  expect(nextRun({ startDate: "2025-03-03" }, now)).toBe("2027-03-01");
  expect(nextRun({ startDate: "2026-11-30" }, now)).toBe("2027-11-29");
  expect(nextRun({ startDate: null }, now)).toBe("2026-11-30");
  expect(requestOf({ name: "A", startDate: null, parts: ["posts"] })).toEqual({
    name: "A",
    include: {
      brief: false,
      strategy: false,
      budget: false,
      creatives: false,
      posts: true,
      mailings: false,
      tasks: false,
      assignees: false,
    },
  });
});

test("items of a series follow each other by days at the same time of day", () => {
  const series = { first: "2027-03-27T09:30", everyDays: 2, timeZone: "Europe/Berlin" };
  expect([0, 1, 2].map((index) => timeOf(series, index))).toEqual([
    "2027-03-27T09:30",
    "2027-03-29T09:30",
    "2027-03-31T09:30",
  ]);
});
