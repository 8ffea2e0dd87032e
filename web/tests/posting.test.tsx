import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { visit } from "./screen";

const handoff = {
  queueId: "q1",
  campaignId: "c1",
  campaignName: "Half the waste",
  platform: "instagram",
  account: null,
  title: null,
  text: "Three changes that did the work",
  assets: [],
  altTexts: {},
  openUrl: "https://www.instagram.com/",
  prefilled: false,
  copy: [
    { name: "Text", text: "Three changes that did the work" },
    { name: "Link", text: "https://example.com/three" },
  ],
  handedOverAt: new Date().toISOString(),
  hold: null,
  can: ["confirmPost", "cancelPost"],
};

test("a post by hand is copied, opened on its network and marked as posted with its link", async () => {
  const open = vi.fn();
  vi.stubGlobal("open", open);
  const { user, calls } = await visit("/posting/q1", {
    "GET /api/social/q1/handoff": handoff,
    "POST /api/social/q1/posted": { status: "published" },
  });
  await screen.findByRole("heading", { name: "Post on Instagram" });
  screen.getByText("https://example.com/three");
  await user.click(screen.getByRole("button", { name: "Copy text and open Instagram" }));
  expect(open).toHaveBeenCalledWith("https://www.instagram.com/", "_blank", "noopener");
  expect(await navigator.clipboard.readText()).toBe("Three changes that did the work");
  await user.type(screen.getByRole("textbox", { name: "Link to the post" }), "https://www.instagram.com/p/1");
  await user.click(screen.getByRole("button", { name: "Mark as posted" }));
  await screen.findByText("Posted on Instagram");
  expect(calls.find(({ what }) => what === "POST /api/social/q1/posted")?.body).toEqual({
    permalink: "https://www.instagram.com/p/1",
  });
});

test("a post of a paused campaign says that it must wait", async () => {
  await visit("/posting/q1", {
    "GET /api/social/q1/handoff": { ...handoff, hold: "The campaign is paused." },
  });
  await screen.findByText("Don't post this now");
});
