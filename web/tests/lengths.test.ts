import { describe, expect, test } from "vitest";
import { lengthOn } from "@/ui/lengths";

describe("the length of a text", () => {
  test("is counted as the platform counts it", () => {
    expect(lengthOn("linkedin", "naïve 🎧")).toBe(8);
    expect(lengthOn("twitter", "Read https://example.org/a/very/long/address/that/counts/little")).toBe(28);
    expect(lengthOn("twitter", "日本 🎧")).toBe(7);
    expect(lengthOn("bluesky", "👩‍👩‍👧 ok")).toBe(4);
    expect(lengthOn("mastodon", "@ann@example.org https://example.org/long/long/long")).toBe(28);
    expect(lengthOn("threads", "a🎧")).toBe(5);
    expect(lengthOn("youtube", "né")).toBe(3);
  });
});
