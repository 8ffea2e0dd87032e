import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { documentOf, markdownOf } from "@/ui/mdast";
import { cleanedPaste } from "@/ui/paste";

const again = (markdown: string) => markdownOf(documentOf(markdown));
const stays = [
  "Plain text with 1. a number, # a sign and - a dash.",
  "**Bold**, *italic*, ~~gone~~ and `code`.",
  "**Bold *and italic* text**",
  "[A link](https://example.org/a_b_c) and https://example.org/a_b_c?x=1_2 in a sentence.",
  "Hello {{ contact.first_name }}, {% if contact.is_new_here %}welcome{% endif %}.",
  "# Title\n\n## Part\n\n- one\n- two\n  - nested\n\n1. first\n2. second",
  "> A quote\n>\n> with two parts",
  "```js\nconst a_b = 1;\n```",
  "![A cup](/api/assets/1/content)",
  "A line\\\nand the next.",
  '<div class="x">raw *html*</div>',
  "Inline <b>html</b> too.",
  "[`code`](https://example.org) in a link",
  "---",
];

test.each(stays)("Markdown comes back as it was: %s", (markdown) => expect(again(markdown)).toBe(markdown));

test("what a person types is not read as Markdown", () => {
  for (const text of ["# no heading", "1. no list", "- no list", "*no* _emphasis_", "[no](link)", "> no quote"]) {
    const written = markdownOf({ type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text }] }] });
    expect(documentOf(written).content).toEqual([{ type: "paragraph", content: [{ type: "text", text, marks: [] }] }]);
  }
});

test("blanks move out of bold text", () => {
  const bold = { type: "text", text: " word ", marks: [{ type: "bold" }] };
  const document = {
    type: "doc",
    content: [{ type: "paragraph", content: [{ type: "text", text: "a" }, bold, { type: "text", text: "b" }] }],
  };
  expect(markdownOf(document)).toBe("a **word** b");
});

test("the texts of real pages are stable after the first pass", () => {
  const posts = "../src/test/resources/blog";
  const files = [
    ...["README", "CHANGELOG", "ARCHITECTURE", "CONTRIBUTING", "DECISIONS"].map((name) => `../${name}.md`),
    ...readdirSync(posts).flatMap((name) => (name.endsWith(".md") ? [`${posts}/${name}`] : [])),
  ];
  expect(files.length).toBeGreaterThan(4);
  for (const file of files) {
    const once = again(readFileSync(file, "utf8"));
    expect(again(once), file).toBe(once);
  }
});

test("bold and italics of Google Docs survive the paste, its wrapper does not", () => {
  const html =
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p><span style="font-weight:700">Bold</span><span style="font-weight:400"> and </span><span style="font-style:italic;font-weight:400">italic</span></p></b>';
  expect(cleanedPaste(html).replace(/<\/?span>/g, "")).toBe("<p><strong>Bold</strong> and <em>italic</em></p>");
});

test("a list of Word becomes a list", () => {
  const item = (words: string) =>
    `<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">· </span>${words}</p>`;
  expect(cleanedPaste(`${item("One")}${item("Two")}<p>End</p>`)).toBe(
    "<ul><li><p>One</p></li><li><p>Two</p></li></ul><p>End</p>",
  );
});
