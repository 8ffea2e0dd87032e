import { expect, test } from "vitest";
import { pastedPost, readPost, sourceOf } from "@/creative/blogSource";

const clipboard = (html: string, text: string) =>
  ({ getData: (type: string) => (type === "text/html" ? html : text) }) as DataTransfer;

test("what is pasted with its formatting keeps it, colored code does not", () => {
  expect(pastedPost(clipboard("<h1>Aurora</h1><p>is here</p>", "Aurora\nis here"))).toEqual({
    text: "Aurora\nis here",
    html: "<h1>Aurora</h1><p>is here</p>",
  });
  expect(pastedPost(clipboard("<div><span>const a = 1</span></div>", "const a = 1"))).toBeUndefined();
  expect(pastedPost(clipboard("", "# Aurora"))).toBeUndefined();
});

test("a post is sent as what it is: address, Markdown or HTML", () => {
  expect(sourceOf(" https://example.org/a ", { text: "" })).toEqual({ url: "https://example.org/a" });
  expect(sourceOf("", { text: "# Aurora" })).toEqual({ markdown: "# Aurora" });
  expect(sourceOf("", { text: "<article><p>Aurora</p></article>" })).toEqual({
    html: "<article><p>Aurora</p></article>",
  });
  expect(sourceOf("", { text: "Aurora", html: "<p>Aurora</p>" })).toEqual({ html: "<p>Aurora</p>" });
});

test("a file of Markdown is read as it is", async () => {
  expect(await readPost(new File(["# Aurora"], "aurora.md"))).toEqual({ text: "# Aurora" });
});
