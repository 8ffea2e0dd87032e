import { describe, expect, test } from "vitest";
import { changesOf, nearChanges } from "@/ui/changes";

const marked = (before: string, after: string) =>
  changesOf(before, after)
    .map(({ kind, text }) => (kind === "same" ? text : kind === "added" ? `[+${text}]` : `[-${text}]`))
    .join("");

describe("what differs between two texts", () => {
  test("is told word by word", () => {
    expect(marked("Calm, exact, dry.", "Calm, precise, dry.")).toBe("Calm, [-exact][+precise], dry.");
    expect(marked("One two three", "One three")).toBe("One [-two ]three");
    expect(marked("", "All new")).toBe("[+All new]");
    expect(marked("Gone", "")).toBe("[-Gone]");
    expect(marked("Same", "Same")).toBe("Same");
  });

  test("put together again is either text", () => {
    const before = "Forty hours on one charge, and a case made from 96 % recycled aluminium. 🎧 Größe zählt.";
    const after = "A case made from recycled aluminium, and forty hours on one charge. 🎧🎧 Ruhe zählt.";
    const pieces = changesOf(before, after);
    const only = (kind: string) =>
      pieces
        .filter((piece) => piece.kind === "same" || piece.kind === kind)
        .map(({ text }) => text)
        .join("");
    expect(only("removed")).toBe(before);
    expect(only("added")).toBe(after);
  });

  test("of texts that are too long to compare is the whole of both", () => {
    const long = (word: string) => Array.from({ length: 3000 }, (_, n) => `${word}${n}`).join(" ");
    expect(changesOf(long("a"), long("b")).map(({ kind }) => kind)).toEqual(["removed", "added"]);
  });

  test("of long texts is shown with what is near it", () => {
    const long = Array.from({ length: 200 }, (_, n) => `word${n}`).join(" ");
    const pieces = nearChanges(changesOf(`${long} kilometers ${long}`, `${long} km ${long}`));
    expect(pieces.map(({ kind }) => kind)).toEqual(["same", "removed", "added", "same"]);
    for (const { text } of pieces) expect(text.length).toBeLessThan(140);
    expect(pieces[0]?.text.startsWith("…")).toBe(true);
  });
});
