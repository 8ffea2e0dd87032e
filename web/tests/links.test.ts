import { expect, test } from "vitest";
import { completed, linksIn, linkTagsFor, shownLink, slugOf, tagsOf, withTags } from "@/ui/linkTags";
import { mentionsIn } from "@/ui/PlainText";

test("tags are put on an address, changed and removed without touching the rest of it", () => {
  const tags = linkTagsFor("bluesky", "Halber Abfall: für Grüße & Maß");
  const url = withTags("https://example.com/kit?ref=1#top", tags);
  expect(url).toBe(
    "https://example.com/kit?ref=1&utm_source=bluesky&utm_medium=social&utm_campaign=halber-abfall-fur-grusse-mass#top",
  );
  expect(tagsOf(url)).toEqual(tags);
  expect(withTags(url, { ...tags, source: "a b" })).toContain("utm_source=a%20b");
  expect(withTags(url, undefined)).toBe("https://example.com/kit?ref=1#top");
  expect(tagsOf("https://example.com/")).toBeUndefined();
  expect(linkTagsFor("email", "X").medium).toBe("email");
  expect(slugOf("  ¡Hola! ")).toBe("hola");
});

test("links are found in a text without the punctuation after them", () => {
  expect(linksIn("See https://a.example/x, (https://b.example/y) and https://a.example/x.")).toEqual([
    "https://a.example/x",
    "https://b.example/y",
  ]);
  expect(linksIn("https://c.example/w_(z)!")).toEqual(["https://c.example/w_(z)"]);
  expect(completed("example.com")).toBe("https://example.com");
  expect(shownLink("https://www.example.com/kit/?utm_source=x")).toBe("example.com/kit");
});

test("people who were mentioned are offered, the most frequent first, and e-mail addresses are none", () => {
  const texts = ["Thanks @lena and @yusuf.bsky.social!", "@yusuf.bsky.social again, write to a@b.example"];
  expect(mentionsIn(texts)).toEqual(["@yusuf.bsky.social", "@lena"]);
});
