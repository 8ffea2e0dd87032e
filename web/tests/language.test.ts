import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** Words and phrases that a native writer would not use on a screen; each with what to write instead. */
const avoid: Record<string, string> = {
  "unless told": "default: …",
  anew: "again",
  nobody: "no one, or name who",
  somebody: "someone, or name who",
  everybody: "everyone, or name who",
  whoever: "anyone who, or name who",
  whom: "who",
  "is no": "isn't a, must be a",
  meanwhile: "since then",
  "leads on": "say the next step",
  "what became of": "result, status",
  told: "notified, shown",
  "stands? (here|in|at|on|under)": "is, appears",
  "(left|leaves?) the house": "was sent",
  "leaves (at|now|by|until|once|when)": "is sent, goes out",
  "mends?": "fix",
  deed: "action",
  "by the way": "(drop it)",
  "by itself": "automatically",
  lately: "recently",
  shall: "should, will",
  "any more": "no longer",
  "(is|not) whole": "complete, intact",
  "for good": "permanently",
  "take (it )?over": "apply",
  "take (it )?(out|away)": "remove",
  "bring (it )?(in|back)": "import, restore",
  "at once": "right away",
  "colours?": "color, as the API and the messages of the server spell it",
  "moves? out of": "is hidden from",
  "until there (is|are)": "until you add, until you connect",
  "save for|save those": "except",
  "sole (owner|member)s? (while|if)": "only as the sole member",
  "as it stands": "unchanged, as is",
  "(has|have) its (say|words)": "say who decides",
  "where (they|it) (stand|meet)s?": "where they are",
  "this server's writer": "built-in writer",
  "what (it|they) (brings?|brought)": "results",
  "so many": "name the number",
  "make (a|an|the|your) (account|campaign|mailing|segment|workspace|key|invitation)": "create",
};
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
          .filter(([word]) => new RegExp(`\\b${word}\\b`, "i").test(sentence))
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
