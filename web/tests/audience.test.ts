import { describe, expect, test } from "vitest";
import { decoded, guess, readTable, writeTable } from "@/audience/csv";
import { inWords, isGroup, readRules, writeRules } from "@/audience/rules";

describe("the rules of a segment", () => {
  const rules = {
    all: [
      { field: "tags", op: "contains", value: "vip" },
      {
        any: [
          { field: "event.opened", op: "within_days", value: 30 },
          { not: [{ field: "locale", op: "in", value: ["de", "fr"] }] },
        ],
      },
      { field: "attributes.plan", op: "exists", value: false },
    ],
  };

  test("are the same after the form held them", () => {
    expect(writeRules(readRules(rules))).toEqual(rules);
  });

  test("are nothing while a line has no value", () => {
    const group = readRules({ all: [{ field: "email", op: "contains", value: "" }] });
    expect(writeRules(group)).toBeUndefined();
  });

  test("read as a sentence", () => {
    expect(inWords(rules)).toBe(
      "Tags contain vip and (Opened an e-mail in the last 30 days or (not Language is one of de, fr)) and plan is not set",
    );
  });

  test("one rule alone stands in a group", () => {
    const group = readRules({ field: "email", op: "eq", value: "a@b.org" });
    expect(group.joint).toBe("all");
    expect(group.rules.map(isGroup)).toEqual([false]);
  });
});

describe("a table that is imported", () => {
  test("is read by its own delimiter, with quotes that go over lines", () => {
    expect(readTable('\uFEFFE-mail;"Full; name";City\r\na@b.org;"Ann\nLee";Köln\r\n\r\nc@d.org;"say ""hi""";')).toEqual(
      {
        columns: ["E-mail", "Full; name", "City"],
        rows: [
          ["a@b.org", "Ann\nLee", "Köln"],
          ["c@d.org", 'say "hi"', ""],
        ],
      },
    );
  });

  test("is decoded as it was written", () => {
    const written = "naïve";
    expect(decoded(new TextEncoder().encode(written))).toBe(written);
    expect(decoded(new Uint8Array([0x6e, 0x61, 0xef, 0x76, 0x65]))).toBe(written);
    expect(decoded(new Uint8Array([0xff, 0xfe, 0x6e, 0, 0x61, 0, 0xef, 0, 0x76, 0, 0x65, 0]))).toBe(written);
  });

  test("columns say what they are", () => {
    expect(["E-Mail", "First Name", "Nachname", "Name", "TZ", "Tags", "City"].map(guess)).toEqual([
      "email",
      "firstName",
      "lastName",
      "name",
      "timeZone",
      "tags",
      "attribute",
    ]);
  });

  test("errors as a file run nothing in a spreadsheet", () => {
    expect(writeTable([[1, "=1+1", 'a "b", c']])).toBe(`1,'=1+1,"a ""b"", c"`);
  });
});
