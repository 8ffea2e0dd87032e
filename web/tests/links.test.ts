import { expect, test } from "vitest";
import {
  completed,
  linksIn,
  linkTagsFor,
  shownLink,
  slugOf,
  tagsFor,
  tagsOf,
  untagged,
  withRule,
  withTags,
} from "@/ui/linkTags";
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

const rule = {
  on: true,
  source: "{channel}",
  medium: "{medium}",
  campaign: "{campaign}",
  content: "{item}",
  term: "",
  exclude: ["partner.example", "https://shop.example/fragile"],
  slug: "half-the-waste",
};
const added = "utm_source=linkedin&utm_medium=social&utm_campaign=half-the-waste&utm_content=day-1";

test("the preview shows the tags that the server adds", () => {
  expect(tagsFor(rule, "linkedin", "Day 1!")).toBe(added);
  expect(tagsFor({ ...rule, source: "a b*" }, "email", "")).toBe(
    "utm_source=a%20b*&utm_medium=email&utm_campaign=half-the-waste",
  );
  expect(withRule("See (https://a.example/x?b=1#top), https://b.example!", rule, "linkedin", "Day 1")).toBe(
    `See (https://a.example/x?b=1&${added}#top), https://b.example?${added}!`,
  );
  expect(withRule("https://a.example", { ...rule, on: false }, "linkedin", "")).toBe("https://a.example");
});

test("links with tags of their own, merge fields and excluded addresses stay as they are", () => {
  for (const url of [
    "https://a.example/?utm_source=x",
    "https://a.example/{{contact.id}}",
    "https://user@a.example/",
    "https://www.partner.example/y",
    "https://shop.example/fragile",
  ])
    expect(withRule(url, rule, "linkedin", "Day 1")).toBe(url);
  expect(untagged("https://a.example/?utm_source=x", [])).toBe("own");
  expect(untagged("https://www.partner.example/y", rule.exclude)).toBe("excluded");
  expect(untagged("https://notpartner.example/y", rule.exclude)).toBeUndefined();
});
