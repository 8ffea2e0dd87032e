import { expect, test } from "vitest";
import { goalAmount, goalTone, paceOf } from "@/analytics/goals";
import type { Goal } from "@/contract/types";

const goal: Goal = {
  index: 0,
  name: "Kit downloads",
  text: "Kit downloads 500",
  counted: "conversions",
  target: 500,
  unit: null,
  from: "2026-11-09",
  by: "2026-12-20",
  value: 214,
  share: 0.428,
  expected: 190,
  state: "ahead",
  daysLeft: 26,
  knownTo: "2026-11-24",
  unseen: [],
  why: null,
  fix: null,
  days: [],
  channels: [],
};

test("the pace is said in the goal's own numbers", () => {
  expect(paceOf(goal)).toBe("24 ahead of an even pace");
  expect(paceOf({ ...goal, expected: 230 })).toBe("16 behind an even pace");
  expect(paceOf({ ...goal, expected: null })).toBe("286 to go");
  expect(paceOf({ ...goal, value: 512, state: "reached" })).toBe("Goal reached");
  expect(paceOf({ ...goal, value: null, state: "unknown" })).toBe("");
});

test("amounts have the form of what is counted", () => {
  expect(goalAmount(goal, 1500)).toBe("1,500");
  expect(goalAmount({ ...goal, counted: "open_rate" }, 0.412)).toBe("41.2%");
  expect(goalAmount({ ...goal, counted: "revenue", unit: "EUR" }, 12000)).toBe("€12,000");
});

test("a goal that can't be counted is neither good nor bad", () => {
  expect(goalTone("unknown")).toBe("draft");
  expect(goalTone("behind")).toBe("paused");
});
