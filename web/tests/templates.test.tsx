import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { CampaignTemplate } from "@/contract/types";
import { dayName, pieces, plannedItems, readable, tooLate, usedPlaceholders } from "@/launch/templates";
import { Refused, visit } from "./screen";

const content = {
  brief: { objective: "Sell [[product]]", startOffsetDays: -7 },
  budgetShares: [{ channel: "linkedin", share: 0.6 }],
  timeline: { anchor: "launch", tasks: [{ key: "a", title: "Write", milestone: "Content", durationDays: 2 }] },
  creatives: [{ key: "card", name: "A card", kind: "image", platform: "instagram", components: { caption: "Look" } }],
  posts: [
    { platform: "linkedin", offsetDays: 0, localTime: "08:30", text: "[[product]] is here" },
    { platform: "newsroom", offsetDays: -7, localTime: "09:00", title: "Soon", text: "## Why\n\nOn [[day+2]]." },
  ],
  mailings: [{ name: "Letter", offsetDays: 0, localTime: "07:00", subject: "Hello", markdown: "About [[topic]]" }],
} as unknown as NonNullable<CampaignTemplate["content"]>;
const template = {
  id: "t1",
  name: "Product launch",
  description: "Four weeks.",
  category: "product_launch",
  type: "product_launch",
  tags: [],
  builtIn: true,
  archived: false,
  summary: { creatives: 1, posts: 2, mailings: 1, tasks: 1, days: 8, channels: ["linkedin", "email"] },
  content,
  placeholders: [
    { key: "product", label: "Product name", required: true },
    { key: "topic", label: "Topic", required: false, default: "Bread" },
  ],
  usageCount: 2,
  version: 1,
  can: ["instantiateTemplate"],
} as unknown as CampaignTemplate;
const page = (...items: unknown[]) => ({ items, total: items.length, limit: 48, offset: 0 });
const uses = page({
  campaignId: "c1",
  name: "Aurora",
  status: "active",
  by: "Mara Ortiz",
  at: "2026-11-20T08:00:00Z",
  templateVersion: 1,
  figures: { clicks: 1234, conversions: 7, spend: 90, currency: "EUR" },
  onTime: true,
});

test("New campaign begins with templates; the other ways are one click away", async () => {
  const { router, user } = await visit("/templates", {
    "GET /api/templates": page(template, { ...template, id: "t2", name: "Our launches", builtIn: false }),
  });
  const card = (await screen.findByRole("link", { name: "Our launches" })).closest("li") as HTMLElement;
  expect(within(card).getByText("Yours")).toBeTruthy();
  expect(within(card).getByText("2 posts · 1 e-mail · 1 draft · 1 task")).toBeTruthy();
  expect(screen.getByRole("link", { name: /From your website/ }).getAttribute("href")).toBe("/start");
  await user.click(screen.getByRole("link", { name: /Start from scratch/ }));
  await waitFor(() => expect(router.state.location.search).toEqual({ make: true }));
});

test("a template shows what it makes, and how its campaigns did", async () => {
  await visit("/templates/t1", { "GET /api/templates/t1": template, "GET /api/templates/t1/usage": uses });
  expect(await screen.findByRole("heading", { name: "1 week before" })).toBeTruthy();
  expect(screen.getByRole("heading", { name: "Launch day" })).toBeTruthy();
  expect(screen.getByText("60%")).toBeTruthy();
  const row = (await screen.findByRole("link", { name: "Aurora" })).closest("tr") as HTMLElement;
  expect([...row.querySelectorAll("td")].map(({ textContent }) => textContent)).toEqual([
    "Active",
    "Yes",
    "1,234",
    "7",
    "€90",
  ]);
  expect(screen.queryByRole("button", { name: "Archive template" })).toBeNull();
});

test("a template asks for its words, and says what is left to do", async () => {
  const { calls, user } = await visit("/templates/t1?use=true", {
    "GET /api/templates/t1": template,
    "GET /api/templates/t1/usage": page(),
    "POST /api/templates/t1/instantiate": {
      id: "c2",
      name: "Spring",
      created: { creatives: 1, posts: 2, mailings: 1, tasks: 1 },
      left: [{ kind: "mailing", title: "Letter", reason: "It has no recipients yet." }],
    },
  });
  const dialog = await screen.findByRole("dialog");
  await user.type(within(dialog).getByRole("textbox", { name: "Name" }), "Spring");
  await user.type(within(dialog).getByRole("textbox", { name: "Product name" }), "Aurora");
  await user.click(within(dialog).getByRole("button", { name: "Create campaign" }));
  expect(await within(dialog).findByText("Choose the day of the launch.")).toBeTruthy();
  await user.click(within(dialog).getByRole("button", { name: "Launch day" }));
  const days = await screen.findAllByRole("button", { name: /^\d+ \w+ \d{4}$/ });
  await user.click(days.at(-1) as HTMLElement);
  await user.click(within(dialog).getByRole("button", { name: "Create campaign" }));
  expect(await screen.findByText("It has no recipients yet.")).toBeTruthy();
  const made = calls.find(({ what }) => what.endsWith("/instantiate"))?.body as Record<string, unknown>;
  expect(made.values).toEqual({ product: "Aurora", topic: "Bread" });
  expect(made).not.toHaveProperty("include");
  expect(screen.getByRole("link", { name: "Open campaign" }).getAttribute("href")).toBe("/campaigns/c2");
});

test("what a template leaves out is said once it is saved; a refusal keeps the form", async () => {
  let refuse = true;
  const { user } = await visit("/templates?save=c1", {
    "GET /api/templates": page(template),
    "GET /api/campaigns/c1": { id: "c1", name: "Aurora", can: [] },
    "POST /api/templates/from-campaign/c1": () => {
      if (!refuse) return { ...template, left: [{ kind: "date", title: "Dates", reason: "Days are counted." }] };
      refuse = false;
      return new Refused(403, { title: "Forbidden", detail: "Ask an owner." });
    },
  });
  const save = await screen.findByRole("button", { name: "Save template" });
  await user.click(save);
  await screen.findByText(/Ask/);
  await user.click(save);
  expect(await screen.findByText("Days are counted.")).toBeTruthy();
  expect(screen.getByRole("link", { name: "Open template" }).getAttribute("href")).toBe("/templates/t1");
});

test("days, placeholders and late items are named as people say them", () => {
  expect([-14, -1, 0, 3, undefined].map(dayName)).toEqual([
    "2 weeks before",
    "1 day before",
    "Launch day",
    "3 days after",
    "No date",
  ]);
  const labels = new Map([["product", "Product name"]]);
  expect(pieces("Buy [[product]] on [[day+1 md]]", labels).map(({ text }) => text)).toEqual([
    "Buy ",
    "Product name",
    " on ",
    "1 day after",
    "",
  ]);
  expect(readable("[See]([[link]]) [[product]]", labels)).toBe("[See](#) `Product name`");
  expect(plannedItems(content).map(({ title }) => title)).toEqual(["Soon", "Hello", "[[product]] is here", "A card"]);
  expect(tooLate(content, "2026-12-01", "2026-11-30")).toBe(1);
  expect(usedPlaceholders(template, ["timeline"])).toEqual([]);
  expect(usedPlaceholders(template, ["mailings"]).map(({ key }) => key)).toEqual(["topic"]);
});
