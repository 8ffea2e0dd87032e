import { expect, test } from "vitest";
import { edits } from "@/ui/markdown";

const select = (marked: string) => {
  const from = marked.indexOf("[");
  const to = marked.indexOf("]") - 1;
  return { text: marked.replace("[", "").replace("]", ""), from, to };
};

test("bold goes around the selection and away again", () => {
  const bold = edits.bold(select("a [word] b"));
  expect(bold.text).toBe("a **word** b");
  expect(edits.bold(bold).text).toBe("a word b");
});

test("without a selection bold puts a word to type over", () => {
  const { text, from, to } = edits.bold(select("a []"));
  expect(text.slice(from, to)).toBe("bold");
});

test("a list marks each line and unmarks it", () => {
  const list = edits.list(select("[one\ntwo]"));
  expect(list.text).toBe("- one\n- two");
  expect(edits.list(list).text).toBe("one\ntwo");
  expect(edits.numbered(select("[one\ntwo]")).text).toBe("1. one\n2. two");
});

test("a link selects its address", () => {
  const { text, from, to } = edits.link(select("see [this]"));
  expect(text).toBe("see [this](https://)");
  expect(text.slice(from, to)).toBe("https://");
});
