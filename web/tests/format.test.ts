import { describe, expect, test } from "vitest";
import { daysOf, moved } from "@/ui/calendarDays";
import {
  clock,
  currencyOf,
  dateTime,
  dayOf,
  humanise,
  humaniseOperation,
  initials,
  instantOf,
  longDay,
  money,
  plusDays,
  relative,
  shortDateTime,
  shortDay,
  wallClock,
  wallTime,
  zoneLabel,
} from "@/ui/format";

describe("a planned time", () => {
  test("keeps its wall clock over a change of daylight saving", () => {
    expect(instantOf("2026-03-28T09:00", "Europe/Berlin").toISOString()).toBe("2026-03-28T08:00:00.000Z");
    expect(instantOf("2026-03-29T09:00", "Europe/Berlin").toISOString()).toBe("2026-03-29T07:00:00.000Z");
  });

  test("is the same after there and back", () => {
    for (const zone of ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "UTC"])
      expect(wallTime(instantOf("2026-11-21T23:45", zone), zone)).toBe("2026-11-21T23:45");
  });

  test("in the gap of the clocks is the time after it", () => {
    expect(instantOf("2026-03-29T02:30", "Europe/Berlin").getTime()).toBeGreaterThanOrEqual(
      Date.parse("2026-03-29T00:30:00Z"),
    );
  });

  test("falls on the day of its zone", () => {
    expect(dayOf("2026-11-21T23:30:00Z", "Europe/Berlin")).toBe("2026-11-22");
    expect(dayOf("2026-11-21T23:30:00Z", "America/New_York")).toBe("2026-11-21");
  });

  test("names its zone with the offset of that day", () => {
    expect(zoneLabel("Europe/Berlin", "2026-07-01T00:00:00Z")).toBe("Berlin, GMT+2");
    expect(zoneLabel("Europe/Berlin", "2026-12-01T00:00:00Z")).toBe("Berlin, GMT+1");
  });
});

describe("a month", () => {
  test("shows whole weeks, Monday first", () => {
    const days = daysOf("2026-11");
    expect(days[0]).toBe("2026-10-26");
    expect(days).toHaveLength(42);
    expect(daysOf("2027-02")).toHaveLength(35);
  });

  test("leads to its neighbours", () => {
    expect(moved("2026-12", 1)).toBe("2027-01");
    expect(moved("2026-01", -1)).toBe("2025-12");
    expect(plusDays("2026-02-28", 1)).toBe("2026-03-01");
  });
});

describe("words", () => {
  test("say how long ago", () => {
    const now = Date.parse("2026-11-21T12:00:00Z");
    expect(relative("2026-11-21T11:59:40Z", now)).toBe("just now");
    expect(relative("2026-11-21T09:00:00Z", now)).toBe("3 hours ago");
    expect(relative("2026-11-21T15:00:00Z", now)).toBe("in 3 hours");
    expect(relative("2026-11-23T12:00:00Z", now)).toBe("in 2 days");
  });

  test("write dates and times as people in the US do, on the 12-hour clock", () => {
    const at = "2026-11-21T08:30:00Z";
    expect(dateTime(at, "Europe/Berlin")).toBe("Nov 21, 2026, 9:30 AM");
    expect(shortDateTime(at, "Europe/Berlin")).toBe("Sat, Nov 21, 9:30 AM");
    expect(clock(at, "America/New_York")).toBe("3:30 AM");
    expect(wallClock("2026-11-21T00:05")).toBe("12:05 AM");
    expect(longDay("2026-11-21")).toBe("Saturday, November 21, 2026");
    expect(shortDay("2026-11-21")).toBe("Nov 21, 2026");
    expect(wallTime("2026-11-21T23:00:00Z", "Europe/Berlin")).toBe("2026-11-22T00:00");
    expect(humanise("cancelled")).toBe("Canceled");
  });

  test("write operations, money and names", () => {
    expect(humaniseOperation("approveScope")).toBe("Approve scope");
    expect(money(12000, "EUR")).toBe("€12,000");
    expect(money(1.5, "XXZZ")).toContain("XXZZ");
    expect(initials("Ann Lee")).toBe("AL");
    expect(initials("👩‍🚀")).not.toBe("");
    expect(initials("")).toBe("?");
  });

  test("a new workspace gets the currency of its time zone", () => {
    expect(currencyOf("Europe/Berlin")).toBe("EUR");
    expect(currencyOf("Europe/London")).toBe("GBP");
    expect(currencyOf("America/New_York")).toBe("USD");
    expect(currencyOf("Nowhere")).toBe("USD");
  });
});
