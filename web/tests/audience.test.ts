import { describe, expect, test } from "vitest";
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
      "Tags contain vip and (opened an e-mail in the last 30 days or (not language is one of de, fr)) and plan is not set",
    );
  });

  test("one rule alone stands in a group", () => {
    const group = readRules({ field: "email", op: "eq", value: "a@b.org" });
    expect(group.joint).toBe("all");
    expect(group.rules.map(isGroup)).toEqual([false]);
  });
});
