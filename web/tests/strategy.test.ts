import { describe, expect, test } from "vitest";
import { detailsOf, noGoal, valuesOf } from "@/strategy/values";
import { wordsOf } from "@/strategy/words";

const whole = {
  platforms: ["linkedin", "email"],
  goals: ["More people know us", { metric: "trial_signups", target: 3000, by: "2026-12-20", owner: "Mara" }],
  targetAudience: { description: "Commuters", age: "25 to 40", locations: ["Berlin"], devices: ["phone"] },
  contentPillars: ["Quiet", { name: "Craft", share: 0.3, cases: ["a", "b"] }],
  brandTone: ["calm", "exact"],
  cadence: { linkedin: 2, email: { posts: 1, per: "month" as const } },
  constraints: "No health claims.",
  adsConfig: { objective: "conversions", dailyBudget: 20, placements: ["feed"] },
};

describe("a strategy in a form", () => {
  test("that nobody touched goes back exactly as it came", () => {
    expect(detailsOf(valuesOf(whole), whole)).toEqual(whole);
  });

  test("keeps what the form does not show", () => {
    const values = valuesOf(whole);
    const [first = noGoal, second = noGoal] = values.goals;
    const sent = detailsOf({ ...values, goals: [first, { ...second, target: "3500" }], age: "30 to 40" }, whole);
    expect(sent.goals).toEqual([
      "More people know us",
      { metric: "trial_signups", target: 3500, by: "2026-12-20", owner: "Mara" },
    ]);
    expect(sent.targetAudience).toEqual({ ...whole.targetAudience, age: "30 to 40" });
  });

  test("keeps the form a text was written in", () => {
    expect(detailsOf({ ...valuesOf(whole), brandTone: "calm\nprecise" }, whole).brandTone).toEqual(["calm", "precise"]);
    const plain = { brandTone: "Calm." };
    expect(detailsOf({ ...valuesOf(plain), brandTone: "Calm, dry." }, plain).brandTone).toBe("Calm, dry.");
  });

  test("that is empty says nothing", () => {
    expect(detailsOf(valuesOf({}), {})).toEqual({ platforms: [] });
  });
});

describe("its parts in words", () => {
  test("say figures, days and shares as people do", () => {
    expect(wordsOf({ metric: "trial_signups", target: 3000, unit: "people", by: "2026-12-20" })).toBe(
      "Trial signups: 3,000 people by Dec 20, 2026",
    );
    expect(wordsOf({ name: "Craft", description: "How it is made", share: 0.3 })).toBe("Craft: How it is made, 30%");
    expect(wordsOf({ posts: 1, per: "month" })).toBe("1 per month");
    expect(wordsOf(null)).toBe("");
  });
});
