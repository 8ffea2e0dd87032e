import { expect, test } from "vitest";
import { spaced } from "@/ui/spaced";

test("a paragraph of a layout keeps its space when it is edited", () => {
  expect(spaced("<p>Good <strong>news</strong></p>")).toBe("Good <strong>news</strong>");
});

test("only the space between the blocks of a piece is left", () => {
  expect(spaced("<h2>Sunday</h2><p>Three minutes.</p>")).toBe(
    '<h2 style="margin:0 0 12px">Sunday</h2><p style="margin:0">Three minutes.</p>',
  );
  expect(spaced("<ul><li><p>Oil</p></li></ul>")).toBe('<ul style="margin:0"><li><p style="margin:0">Oil</p></li></ul>');
});
