import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { ofCampaign } from "@/analytics/AddFigures";
import { paceADay } from "@/analytics/goals";
import { sentences } from "@/analytics/TrendPanel";
import { ItemResults } from "@/app/campaign/ItemResults";
import type { Campaign, Dashboard, Goal, ItemResult } from "@/contract/types";
import { countedLinks, linksIn } from "@/email/links";
import { filled } from "@/email/MailReport";
import { ticks } from "@/ui/BarChart";
import { show } from "./screen";

const figures = (more: object) =>
  ({ impressions: 0, reach: 0, clicks: 0, sent: 0, delivered: 0, conversions: 0, ...more }) as ItemResult["figures"];
const item = (more: Partial<ItemResult>) =>
  ({
    kind: "post",
    id: "p1",
    entity: "p1",
    title: "A post",
    channel: "newsroom",
    at: "2026-11-09T09:00:00Z",
    ...more,
  }) as ItemResult;
const campaign = { id: "c1", timeZone: "UTC" } as Campaign;

test("each number of an e-mail opens the messages behind it, and what is not known is not 0", async () => {
  const mail = item({
    kind: "mailing",
    id: "m1",
    entity: "m1",
    title: "31 kilograms",
    channel: "email",
    state: "sent",
  });
  await show(
    <ItemResults
      campaign={campaign}
      items={[
        { ...mail, figures: figures({ sent: 60, delivered: 58, reach: 30, clicks: 12 }) },
        item({ figures: figures({ impressions: 100, clicks: 5 }) }),
      ]}
    />,
  );
  const opened = await screen.findAllByRole("link", { name: "Opened: 30. Show them" });
  expect(opened[0]?.getAttribute("href")).toContain("itemId=m1");
  expect(opened[0]?.getAttribute("href")).toContain("reaction=open");
  const row = screen.getByRole("row", { name: /A post/ });
  expect(within(row).getByText("5%")).toBeTruthy();
  expect(within(row).getAllByText("—").length).toBeGreaterThan(0);
});

test("items are sorted by any figure", async () => {
  const { user } = await show(
    <ItemResults
      campaign={campaign}
      items={[
        item({ figures: figures({ clicks: 1 }) }),
        item({ id: "p2", entity: "p2", title: "Another", figures: figures({ clicks: 9 }) }),
      ]}
    />,
  );
  await user.click(await screen.findByRole("button", { name: "Clicks" }));
  const rows = screen.getAllByRole("row").slice(1);
  expect(rows[0]?.textContent).toContain("Another");
});

test("links of an e-mail are counted by their place, then by their address", () => {
  document.body.innerHTML =
    '<a href="https://e.example/kit"><img alt="Scale"></a><a href="https://e.example/kit?c=1">Get the kit</a><a href="mailto:a@b.c">Write</a>';
  const links = countedLinks(linksIn(document.body), [
    { position: 1, url: "https://e.example/kit?c=7", clicks: 4, people: 3, share: 0.8 },
    { position: 0, url: "https://e.example/kit", clicks: 1, people: 1, share: 0.2 },
    { position: 5, url: "https://e.example/old", clicks: 1, people: 1, share: 0.1 },
  ]);
  expect(links.map(({ words, clicks, kind }) => [words, clicks, kind === "gone"])).toEqual([
    ["Scale", 1, false],
    ["Get the kit", 4, false],
    ["https://e.example/old", 1, true],
  ]);
});

test("what the figures leave out is said in sentences", () => {
  const dashboard = {
    trend: [{ state: "no_data" }, { state: "complete" }, { state: "open" }],
    period: { from: "2026-11-09", timeZone: "UTC" },
    previousDays: 0,
    generatedAt: "2026-11-24T10:10:00Z",
    change: { clicks: null },
  } as unknown as Dashboard;
  expect(sentences(dashboard)).toEqual([
    "Today is still open. The figures run until 10:10 AM.",
    "No data for 1 day.",
    "No comparison: the campaign has no figures before Nov 9, 2026.",
  ]);
});

test("a file without the columns that only Fanfare knows gets them", () => {
  expect(ofCampaign("date,channel,clicks\r\n2026-11-20,linkedin,4\r\n", "c1")).toBe(
    "campaignId,source,date,channel,clicks\nc1,file,2026-11-20,linkedin,4",
  );
  expect(ofCampaign("campaign_id;source;date\nx;y;z", "c1")).toBe("campaign_id;source;date\nx;y;z");
});

test("axes have round numbers, hours between opens are 0, and a goal has a pace a day", () => {
  expect(ticks(28, true)).toEqual([0, 10, 20, 30]);
  expect(ticks(0)).toEqual([0, 1]);
  expect(ticks(1, true)).toEqual([0, 1]);
  const hours = filled([
    { at: "2026-11-11T07:00:00Z", opens: 2, clicks: 0 },
    { at: "2026-11-11T09:00:00Z", opens: 1, clicks: 1 },
  ]);
  expect(hours.map(({ opens }) => opens)).toEqual([2, 0, 1]);
  const goal = { counted: "conversions", target: 420, from: "2026-11-09", by: "2026-12-20" } as Goal;
  expect(paceADay([goal], "conversions")).toBe(10);
  expect(paceADay([goal], "clicks")).toBeUndefined();
});
