import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { ChannelTable } from "@/analytics/ChannelTable";
import { Totals } from "@/analytics/Totals";
import type { Dashboard, Figures, Post } from "@/contract/types";
import { ResetPassword } from "@/identity/Password";
import { CreativeFigures, PostFigures } from "@/social/PostFigures";
import { show } from "./screen";

const figures = (more: Partial<Figures>) =>
  ({
    impressions: 10,
    opens: 6,
    delivered: 12,
    sent: 12,
    clicks: 1,
    currency: "EUR",
    otherMoney: [],
    ...more,
  }) as Figures;
const dashboard = (more: Partial<Figures>) =>
  ({
    campaignId: "c1",
    totals: figures(more),
    previous: figures({ impressions: 0 }),
    change: {},
    trend: [],
    period: { timeZone: "UTC" },
    channels: [{ channel: "email", figures: figures(more) }],
  }) as unknown as Dashboard;

test("the open rate says whether it counts readers or all opens", async () => {
  const readers = dashboard({ openRate: 0.5, openRateBasis: "unique" });
  await show(<Totals dashboard={readers} chosen="opens" choose={() => undefined} />);
  expect(await screen.findByText("Open rate (readers)")).toBeTruthy();

  const opens = dashboard({ openRate: 0.5, openRateBasis: "total" });
  await show(<ChannelTable dashboard={opens} />);
  expect((await screen.findByText("all opens")).closest("td")?.title).toContain("counted several times");
});

test("a new password can revoke the API keys as well, and does not unless asked", async () => {
  const { user, calls } = await show(<ResetPassword />, "/reset?token=t", { "POST /api/auth/password/reset": {} });
  await user.type(await screen.findByLabelText("New password"), "a sentence that is long");
  await user.click(screen.getByLabelText("Also revoke my API keys"));
  await user.click(screen.getByRole("button", { name: "Change password" }));
  expect(calls.find(({ what }) => what.startsWith("POST"))?.body).toEqual({
    token: "t",
    password: "a sentence that is long",
    revokeApiKeys: true,
  });
});

const post = (queueId: string, more: Partial<Post> = {}) =>
  ({ campaignId: "c1", queueId, creativeId: "k1", status: "published", ...more }) as Post;

test("a post that is not published has no results", async () => {
  const { calls } = await show(<PostFigures posts={[post("p1", { status: "scheduled" })]} />);
  expect(screen.queryByText("Results")).toBeNull();
  expect(calls).toEqual([]);
});

test("a creative shows the sum over its published posts, and why a figure is missing", async () => {
  const results = (clicks: number, note: string | null = null) => ({ figures: { clicks }, note });
  await show(<CreativeFigures campaignId="c1" creativeId="k1" />, "/", {
    "GET /api/social/queue/c1": { items: [post("p1"), post("p2"), post("p3", { creativeId: "other" })] },
    "GET /api/social/p1/analytics": results(40),
    "GET /api/social/p2/analytics": results(2, "The platform reported no figures."),
  });
  expect(await screen.findByText("42")).toBeTruthy();
  expect(screen.getByText("2 posts")).toBeTruthy();
  expect(screen.getByText("The platform reported no figures.")).toBeTruthy();
});
