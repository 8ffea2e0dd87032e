import { useQuery } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Campaign, Creative, Revision } from "@/contract/types";
import { Composer } from "@/creative/Composer";
import {
  changesOf,
  componentsOn,
  draftOf,
  isOwn,
  ownMedia,
  withChannel,
  withSharedMedia,
  withSharedText,
  written,
} from "@/creative/composerValues";
import { creativeQuery } from "@/creative/queries";
import { condensed } from "@/creative/Revisions";
import { partOf, refusedShape, shapesFor } from "@/ui/crops";
import { splitFor } from "@/ui/split";
import { Refused, show } from "./screen";

const campaign = { id: "c1", name: "Aurora", timeZone: "Europe/Berlin", channels: [], can: [] } as unknown as Campaign;
const creative = {
  id: "t1",
  campaignId: "c1",
  name: "Teaser",
  kind: "text",
  platform: null,
  mode: "manual",
  status: "draft",
  brief: null,
  components: { caption: "Shared words" },
  channels: { linkedin: {}, bluesky: { caption: "Own words" } },
  assets: [],
  writer: "person",
  revision: 1,
  version: 1,
  updatedAt: "2026-11-23T09:12:00Z",
  can: ["changeCreative"],
} as unknown as Creative;
const path = "/api/creatives/t1";
const nothing = () => null;

function Composing() {
  const { data } = useQuery(creativeQuery("c1", "t1"));
  return data ? (
    <Composer
      campaign={campaign}
      creative={data}
      begin={[]}
      posted={[]}
      note={() => undefined}
      thumb={nothing}
      shown={nothing}
      mentions={[]}
      picker={nothing}
      studio={nothing}
      cropper={nothing}
      foot={nothing}
      source={null}
      results={null}
      onCreated={nothing}
    />
  ) : null;
}

/** A server that stores what is sent. */
function stored(refusals: unknown[] = []) {
  let now = creative;
  return {
    [`GET ${path}`]: () => now,
    [`PATCH ${path}`]: ({ body }: { body: Record<string, object> }) => {
      const refusal = refusals.shift();
      if (refusal) return refusal;
      now = {
        ...now,
        version: now.version + 1,
        components: { ...now.components, ...body.components },
        channels: { ...now.channels, ...body.channels },
      } as Creative;
      return now;
    },
  };
}

test("a channel uses the shared text until it has its own", () => {
  const draft = draftOf(creative);
  expect(componentsOn(draft, "linkedin").caption).toBe("Shared words");
  expect(componentsOn(draft, "bluesky").caption).toBe("Own words");
  const both = written(written(draft, "linkedin", { caption: "Mine" }), undefined, { caption: "Other" });
  expect(changesOf(both, draft)).toEqual({
    components: { caption: "Other" },
    channels: { linkedin: { caption: "Mine" } },
  });
  expect(changesOf(withSharedText(draft, "bluesky"), draft)).toEqual({ channels: { bluesky: { caption: null } } });
  expect(changesOf(withChannel(draft, "mastodon"), draft)).toEqual({ channels: { mastodon: {} } });
  expect(changesOf(draft, draft)).toBeUndefined();
});

test("a channel whose text is emptied does not show the shared text again", () => {
  const emptied = written(draftOf(creative), "bluesky", { caption: null });
  expect(componentsOn(emptied, "bluesky").caption).toBe("");
});

test("an own picture and an own text are independent, and a channel can show no picture", () => {
  const plain = draftOf(creative);
  const shared = written(plain, undefined, { image: { assetId: "a1" } });
  const own = written(shared, "linkedin", { image: { assetId: "a2" } });
  expect(isOwn(own, "linkedin")).toBe(false);
  expect(ownMedia(own, "linkedin")).toBe("own");
  expect(componentsOn(written(own, undefined, { caption: "New" }), "linkedin")).toEqual({
    caption: "New",
    image: { assetId: "a2" },
  });
  const none = written(own, "linkedin", { image: null });
  expect(ownMedia(none, "linkedin")).toBe("none");
  expect(componentsOn(none, "linkedin").image).toBeUndefined();
  expect(changesOf(none, shared)).toEqual({ channels: { linkedin: { noMedia: true } } });
  expect(withSharedMedia(none, "linkedin")).toEqual(shared);
  const both = written(none, "linkedin", { caption: "Mine" });
  expect(withSharedText(both, "linkedin")).toEqual(none);
  // Without a shared picture there is none to leave out.
  expect(written(written(plain, "linkedin", { image: { assetId: "a2" } }), "linkedin", { image: null })).toEqual(plain);
  // A video of the channel takes the place of the shared picture.
  expect(componentsOn(written(shared, "linkedin", { video: { assetId: "v" } }), "linkedin").image).toBeUndefined();
});

test("a picture is cropped around its focus point as far as the edges allow", () => {
  const size = { width: 800, height: 400 };
  expect(partOf(size, 0.8, { x: 0.9, y: 0.5 })).toEqual({ width: 320, height: 400, left: 480, top: 0 });
  expect(partOf(size, 0.8, { x: 0.5, y: 0 })).toEqual({ width: 320, height: 400, left: 240, top: 0 });
  expect(partOf({ width: 400, height: 800 }, 1, { x: 0.5, y: 0.75 })).toMatchObject({ top: 400, height: 400 });
  expect(refusedShape("instagram", size)).toBe("between 4:5 and 1.91:1");
  expect(refusedShape("instagram", { width: 1080, height: 1350 })).toBeUndefined();
  expect(refusedShape("linkedin", size)).toBeUndefined();
  expect(shapesFor("instagram").map(({ name }) => name)).not.toContain("9:16");
});

test("what is typed is saved by itself, with the version it was typed over", async () => {
  const { user, calls } = await show(<Composing />, "/", stored());
  await user.type(await screen.findByRole("textbox", { name: "Text" }), " and more");
  await waitFor(() => expect(calls.some(({ what }) => what === `PATCH ${path}`)).toBe(true));
  const [sent] = calls.filter(({ what }) => what === `PATCH ${path}`);
  expect(sent?.body).toEqual({ components: { caption: "Shared words and more" }, version: 1 });
  await screen.findByText(/^Saved \d+:\d\d [AP]M$/);
});

test("a tab changes its own channel only, and undo brings the shared text back", async () => {
  const { user } = await show(<Composing />, "/", stored());
  await user.click(await screen.findByRole("tab", { name: /LinkedIn/ }));
  const text = () => screen.getByRole("textbox", { name: "Text" }) as HTMLTextAreaElement;
  await user.type(text(), "!");
  await screen.findByText("Own text", { selector: "b" });
  await user.click(screen.getByRole("tab", { name: /All channels/ }));
  expect(text().value).toBe("Shared words");
  await user.click(screen.getByRole("button", { name: "Undo" }));
  await user.click(screen.getByRole("tab", { name: /LinkedIn/ }));
  expect(text().value).toBe("Shared words");
});

test("another person's change is not overwritten in silence", async () => {
  const conflict = new Refused(409, {
    title: "Conflict",
    code: "creative_version_conflict",
    detail: "It was changed.",
  });
  const { user, calls } = await show(<Composing />, "/", stored([conflict]));
  await user.type(await screen.findByRole("textbox", { name: "Text" }), " and mine");
  await screen.findByText("Someone else changed this");
  expect((screen.getByRole("textbox", { name: "Text" }) as HTMLTextAreaElement).value).toBe("Shared words and mine");
  await user.click(screen.getByRole("button", { name: "Keep mine and save" }));
  await screen.findByText(/^Saved/);
  expect(calls.filter(({ what }) => what === `PATCH ${path}`)).toHaveLength(2);
});

test("without a connection the text stays, amber, and is saved on retry", async () => {
  const { user } = await show(<Composing />, "/", stored([new Refused(0, {})]));
  await user.type(await screen.findByRole("textbox", { name: "Text" }), " offline");
  await screen.findByText("Not saved", { selector: "[data-state]" });
  await user.click(await screen.findByRole("button", { name: "Retry" }));
  await screen.findByText(/^Saved/);
});

test("a long text is split by sentences into parts that fit", () => {
  const text = `${"A sentence of some length that says something. ".repeat(12)}\n\nThe last paragraph.`;
  const parts = splitFor("bluesky", text);
  expect(parts.length).toBeGreaterThan(2);
  for (const part of parts) {
    expect(part.length).toBeLessThanOrEqual(300);
    expect(part).toMatch(/\.$/);
  }
  expect(parts.join(" ").replace(/\s+/g, " ")).toBe(text.trim().replace(/\s+/g, " "));
  expect(splitFor("bluesky", "x".repeat(700)).length).toBeGreaterThan(0);
});

test("a channel of threads is written part by part, and one part is a text again", async () => {
  const { user, calls } = await show(<Composing />, "/?channel=bluesky", stored());
  await user.click(await screen.findByRole("tab", { name: /Bluesky/ }));
  await user.click(screen.getByRole("button", { name: "Make a thread" }));
  await user.type(screen.getByRole("textbox", { name: "Part 2" }), "The second part");
  await screen.findByText("Own text · 2 parts");
  await waitFor(() =>
    expect(calls.findLast(({ what }) => what === `PATCH ${path}`)?.body).toMatchObject({
      channels: { bluesky: { thread: ["Own words", "The second part"] } },
    }),
  );
  await user.click(screen.getByRole("button", { name: "Remove part 1" }));
  expect((screen.getByRole("textbox", { name: "Text" }) as HTMLTextAreaElement).value).toBe("The second part");
});

test("what one person wrote in one go is one version", () => {
  const edit = (revision: number, by: string, minute: number, cause = "changed") =>
    ({ revision, by, cause, at: `2026-11-23T09:${String(minute).padStart(2, "0")}:00Z` }) as Revision;
  const all = [
    edit(6, "Ann", 40),
    edit(5, "Ann", 14),
    edit(4, "Ann", 12),
    edit(3, "Ben", 11),
    edit(2, "Ann", 10),
    edit(1, "Ann", 9, "created"),
  ];
  expect(condensed(all).map(({ revision }) => revision)).toEqual([6, 5, 3, 2, 1]);
});

test("a word after a colon offers emoji, and Enter takes the first", async () => {
  const { user } = await show(<Composing />, "/", stored());
  const text = (await screen.findByRole("textbox", { name: "Text" })) as HTMLTextAreaElement;
  await user.type(text, " :rocket");
  await screen.findByRole("option", { name: /rocket/ });
  await user.keyboard("{Enter}");
  expect(text.value).toBe("Shared words 🚀");
});

test("a list in the shared text is a list in the newsroom's editor", async () => {
  const listed = {
    ...creative,
    components: { caption: "We found:\n\n• one\n• two" },
    channels: { newsroom: {} },
  };
  const { user } = await show(<Composing />, "/", { [`GET ${path}`]: listed });
  await user.click(await screen.findByRole("tab", { name: /Newsroom/ }));
  await waitFor(() => {
    const text = screen.getByRole("textbox", { name: "Text" });
    expect([...text.querySelectorAll("li")].map(({ textContent }) => textContent)).toEqual(["one", "two"]);
  });
});
