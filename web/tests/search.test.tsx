import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { visit } from "./screen";

const result = {
  kind: "campaign",
  id: "c1",
  title: "Sourdough weekend",
  subtitle: null,
  campaignId: "c1",
  campaignName: null,
  status: "draft",
  channel: null,
  ownerId: "u1",
  snippet: "Fresh sourdough at seven",
  highlights: [[6, 15]],
  titleHighlights: [[0, 9]],
  score: 0.5,
  updatedAt: "2026-11-23T09:00:00Z",
};
const found = {
  items: [result],
  total: 1,
  more: false,
  limit: 25,
  offset: 0,
  corrected: [{ typed: "sourdogh", words: ["sourdough"] }],
  facets: {
    kind: [
      { value: "campaign", label: null, count: 1 },
      { value: "task", label: null, count: 1200 },
    ],
    status: [{ value: "draft", label: null, count: 1 }],
    tag: [{ value: "new line", label: null, count: 1 }],
    owner: [{ value: "u1", label: "Lena Brandt", count: 1 }],
    channel: [],
    campaignId: [{ value: "c1", label: "Sourdough weekend", count: 1 }],
  },
};
const saved = {
  id: "s1",
  name: "Bread in drafts",
  query: { q: "bread", status: "draft" },
  shared: true,
  alert: "daily",
  savedBy: "u1",
  createdAt: "2026-11-23T09:00:00Z",
  version: 1,
  can: ["changeSavedSearch", "deleteSavedSearch", "runSavedSearch"],
};
const answers = { "GET /api/search": found, "GET /api/search/saved": { items: [saved] } };

test("results mark the words that match, and the page says which word was corrected", async () => {
  await visit("/search?q=sourdogh", answers);
  expect(await screen.findByText(/No results for “sourdogh”. Showing results for “sourdough”/)).toBeTruthy();
  const marks = [...document.querySelectorAll("mark")].map((mark) => mark.textContent);
  expect(marks).toEqual(["Sourdough", "sourdough"]);
  expect(screen.getByText("1 result")).toBeTruthy();
});

test("a filter shows how many results it would find, and is set by a click", async () => {
  const { user, calls, router } = await visit("/search?q=sourdough", answers);
  const kinds = await screen.findByRole("region", { name: "Kind" });
  await user.click(within(kinds).getByRole("button", { name: "Tasks 1,200" }));
  await waitFor(() => expect(router.state.location.search).toEqual({ q: "sourdough", kind: "task" }));
  expect(within(kinds).getByRole("button", { name: /Tasks/ }).getAttribute("aria-pressed")).toBe("true");
  expect(calls.some(({ what }) => what === "GET /api/search")).toBe(true);
  expect(screen.getByRole("button", { name: "Lena Brandt 1" })).toBeTruthy();
});

test("a search is saved with its filters, shared and with an alert", async () => {
  const { user, calls } = await visit("/search?q=bread&status=draft", {
    ...answers,
    "POST /api/search/saved": saved,
  });
  await user.click(await screen.findByRole("button", { name: "Save search" }));
  const dialog = await screen.findByRole("dialog", { name: "Save search" });
  await user.click(await within(dialog).findByRole("switch", { name: "Share with the workspace" }));
  await user.click(within(dialog).getByRole("switch", { name: "Notify me of new results" }));
  await user.click(within(dialog).getByRole("button", { name: "Save search" }));
  expect(await screen.findByText("Search saved.")).toBeTruthy();
  expect(calls.find(({ what }) => what === "POST /api/search/saved")?.body).toEqual({
    name: "bread",
    query: { q: "bread", status: "draft" },
    shared: true,
    alert: "daily",
  });
});

test("a saved search opens with its filters", async () => {
  const { user, router } = await visit("/search", answers);
  await user.click(await screen.findByRole("button", { name: /^Bread in drafts/ }));
  await waitFor(() => expect(router.state.location.search).toEqual({ q: "bread", status: "draft" }));
});

test("without results the page says how to go on", async () => {
  const none = { ...found, items: [], total: 0, corrected: [], facets: { ...found.facets, kind: [] } };
  const { user, router } = await visit("/search?q=zzz&tag=north", { ...answers, "GET /api/search": none });
  expect(await screen.findByText("No results for “zzz”")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Remove all filters" }));
  await waitFor(() => expect(router.state.location.search).toEqual({ q: "zzz" }));
});
