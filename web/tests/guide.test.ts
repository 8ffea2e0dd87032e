import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findInGuide, guidePages, pictureNames, pictureOf } from "@/app/guide/texts";

const links = guidePages.flatMap(({ name, text }) =>
  [...text.matchAll(/(!?)\[[^\]]*\]\(([^)]+)\)/g)].map(([, picture, target = ""]) => ({ name, picture, target })),
);

test("each page has a title, a summary and something to read", () => {
  expect(guidePages.length).toBeGreaterThan(3);
  for (const { name, title, summary, headings } of guidePages)
    expect([name, title.length > 3, summary.length > 20, headings.length > 1]).toEqual([name, true, true, true]);
});

test("a link to another page of the guide leads there", () => {
  const names = guidePages.map(({ name }) => `${name}.md`);
  const dead = links.filter(({ picture, target }) => !picture && target.endsWith(".md") && !names.includes(target));
  expect(dead).toEqual([]);
});

test("each picture was taken in both themes, and none is left over", () => {
  const used = links.filter(({ picture }) => picture).map(({ target }) => target);
  expect(used.filter((target) => !pictureOf(target, "light") || !pictureOf(target, "dark"))).toEqual([]);
  expect(
    pictureNames.filter((name) => !used.some((target) => target.includes(name.replace(/-dark$/, "-light")))),
  ).toEqual([]);
});

test("the guide is searched by all its words, pages named so first", () => {
  expect(findInGuide("api key").map(({ name }) => name)[0]).toBe("api-quick-start");
  expect(findInGuide("postal ADDRESS").map(({ name }) => name)).toContain("sending-mail");
  expect(findInGuide("postal zebra")).toEqual([]);
});

test("the guide is plain English", () => {
  const avoid: Record<string, string> = JSON.parse(
    readFileSync(join(import.meta.dirname, "../../contract/words.json"), "utf8"),
  );
  const found = guidePages.flatMap(({ name, text }) =>
    Object.keys(avoid)
      .filter((word) => new RegExp(`\\b(?:${word})\\b`, "i").test(text))
      .map((word) => `${name}: ${word}`),
  );
  expect(found).toEqual([]);
});
