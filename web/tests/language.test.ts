import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Words and phrases that a native writer would not use, each with what to write instead; the server's tests read it too. */
const avoid: Record<string, string> = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../contract/words.json"), "utf8"),
);
/** Sentences that use such a word as it is meant. */
const allowed = ["Make it shorter"];

const src = join(import.meta.dirname, "../src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter(
  (name) => /\.tsx?$/.test(name) && !name.endsWith("schema.d.ts"),
);

/** What people may read of a source: strings of more than one word, and the text between tags. */
function sentencesOf(source: string) {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  const strings = [...code.matchAll(/"([^"\n]*\s[^"\n]*)"|`([^`]*\s[^`]*)`/g)].map(([, one, two]) => one ?? two ?? "");
  const between = [...code.matchAll(/[>}]([^<>{}=;()]*[a-z]{2}[^<>{}=;()]*)[<{]/g)].map(([, text = ""]) => text);
  return [...strings, ...between].map((text) => text.replace(/\s+/g, " ").trim());
}

test("the words on the screen are plain English", () => {
  const found = files.flatMap((name) =>
    sentencesOf(readFileSync(join(src, name), "utf8"))
      .filter((sentence) => !allowed.some((good) => sentence.includes(good)))
      .flatMap((sentence) =>
        Object.entries(avoid)
          .filter(([word]) => new RegExp(`\\b(?:${word})\\b`, "i").test(sentence))
          .map(([word, better]) => `${name}: “${sentence}” has “${word}”: ${better}`),
      ),
  );
  expect(found).toEqual([]);
});

test("a sentence between tags and one in a string are both read, a comment is not", () => {
  const source = `/** Nobody reads this. */ const a = "Nobody is here"; return <p>Somebody is there</p>;`;
  expect(sentencesOf(source)).toEqual(expect.arrayContaining(["Nobody is here", "Somebody is there"]));
  expect(sentencesOf(source).join()).not.toContain("reads this");
});

/** Strings of more than one word and lines of text, of code whose lines end where their strings do. */
function textsOf(source: string) {
  return source
    .split("\n")
    .filter((line) => !/^\s*(import |\/?\*|\/\/)/.test(line))
    .flatMap((line) => [...line.matchAll(/"([^"]*)"|`([^`]*)`|^\s+([A-Z][\w ,.'’]*)$/g)])
    .map(([, one, two, three]) => (one ?? two ?? three ?? "").replace(/\$\{[^}]*\}/g, "…"))
    .filter((text) => text.includes(" "));
}

test("people read of drafts and e-mails, which only the API calls creatives and mailings", () => {
  const found = files.flatMap((name) =>
    textsOf(readFileSync(join(src, name), "utf8"))
      .filter((text) => /\b(creatives?|mailings?)\b/i.test(text))
      .map((text) => `${name}: “${text}”`),
  );
  expect(found).toEqual([]);
});

test("people read “canceled”; “cancelled” is a value of the API", () => {
  const found = files.flatMap((name) =>
    sentencesOf(readFileSync(join(src, name), "utf8"))
      .filter((text) => /\bcancell(ed|ing)\b/i.test(text) && !/"cancelled"|[=:?]/.test(text))
      .map((text) => `${name}: “${text}”`),
  );
  expect(found).toEqual([]);
});

test("dates and times are written in one place", () => {
  const found = files.filter(
    (name) =>
      name !== "ui/format.ts" &&
      /toLocale(Date|Time)String|Intl\.(DateTime|RelativeTime)Format/.test(readFileSync(join(src, name), "utf8")),
  );
  expect(found).toEqual([]);
});
