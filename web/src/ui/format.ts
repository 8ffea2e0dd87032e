/**
 * Words, money, and the one place that writes dates and times: US English, on the 12-hour clock. A planned time is wall clock plus zone; an instant is UTC and shown in
 * the workspace's zone.
 */

const words: Record<string, string> = {
  smtp: "SMTP",
  api_key: "API key",
  needs_review: "Needs review",
  captured: "In test inbox",
  creative: "Draft",
  mailing: "E-mail",
  handed_over: "Waiting to be posted",
  cancelled: "Canceled",
  image: "Picture",
};

export function humanise(value: string) {
  return words[value] ?? value.charAt(0).toUpperCase() + value.slice(1).replaceAll("_", " ");
}

/** `approveScope` → `Approve scope`, `scheduleMailing` → `Schedule e-mail`. */
export function humaniseOperation(operation: string) {
  return humanise(
    operation
      .replace(/([a-z])([A-Z])/g, "$1_$2")
      .replaceAll(".", "_")
      .toLowerCase()
      // What the contract calls them is not what people do.
      .replace("mailing", "e-mail")
      .replace("creative", "draft"),
  );
}

export function counted(count: number, one: string, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}

export function money(amount: number, currency: string) {
  try {
    return new Intl.NumberFormat("en", {
      style: "currency",
      currency,
      maximumFractionDigits: Number.isInteger(amount) ? 0 : 2,
    }).format(amount);
  } catch {
    return `${amount.toLocaleString("en")} ${currency}`;
  }
}

export function bytes(size: number) {
  if (size < 1024) return `${size} B`;
  if (size < 1024 * 1024) return `${(size / 1024).toFixed(0)} kB`;
  return `${(size / 1024 / 1024).toFixed(1)} MB`;
}

/** From how many seconds on a unit is used. Up to two days hours: "yesterday" would need a zone. */
const units: [Intl.RelativeTimeFormatUnit, number, number][] = [
  ["year", 31_536_000, 31_536_000],
  ["month", 2_592_000, 2_592_000],
  ["day", 86_400, 172_800],
  ["hour", 3600, 3600],
  ["minute", 60, 60],
];
const relativeFormat = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** `in 3 hours`, `2 days ago`, `last month` */
export function relative(at: string, now = Date.now()) {
  const seconds = (Date.parse(at) - now) / 1000;
  const round = seconds > 0 ? Math.round : Math.trunc;
  // What is 7 days away a moment ago is not 6 days away now.
  for (const [unit, size, least] of units)
    if (Math.abs(seconds) >= least) return relativeFormat.format(round(seconds / size), unit);
  return "just now";
}

/** How long something took: `1.4 s`, `12 min`, `3 h 20 min`. */
export function spanOfTime(from: string, to: string) {
  const seconds = Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  return counted(Math.round(hours / 24), "day");
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatter(zone: string, options: Intl.DateTimeFormatOptions) {
  const key = zone + JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", { ...options, timeZone: isZone(zone) ? zone : "UTC" });
  formats.set(key, made);
  return made;
}

export function isZone(zone: string) {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** With a plain space before AM and PM, where browsers write a narrow one. */
function written(at: string | Date, zone: string, options: Intl.DateTimeFormatOptions) {
  return formatter(zone, options)
    .format(new Date(at))
    .replace(/\u202f/g, " ");
}

/** `Nov 21, 2026, 9:30 AM` */
export function dateTime(at: string, zone: string) {
  return written(at, zone, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
  });
}

/** `Sat, Nov 21, 9:30 AM`; with the year instead of the weekday if it is another one. */
export function shortDateTime(at: string, zone: string) {
  const sameYear = dayOf(at, zone).slice(0, 4) === dayOf(new Date(), zone).slice(0, 4);
  return written(at, zone, {
    ...(sameYear ? { weekday: "short" } : { year: "numeric" }),
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
  });
}

/** `9:30 AM` */
export function clock(at: string | Date, zone: string) {
  return written(at, zone, { hour: "numeric", minute: "2-digit" });
}

/** The time of a wall clock, `2026-11-21T09:30`, as people read it: `9:30 AM`. */
export function wallClock(wall: string) {
  return clock(`${wall.slice(0, 16)}:00Z`, "UTC");
}

/** The calendar day of an instant in a zone, as `2026-11-21`. */
export function dayOf(at: string | number | Date, zone: string) {
  const parts = Object.fromEntries(
    formatter(zone, { year: "numeric", month: "2-digit", day: "2-digit" })
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}`;
}

const noon = (day: string) => `${day}T12:00:00Z`;

/** A calendar day written out, as `Saturday, November 21, 2026`; days have no zone. */
export function longDay(day: string) {
  return written(noon(day), "UTC", { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

/** `Nov 21, 2026` */
export function shortDay(day: string) {
  return written(noon(day), "UTC", { day: "numeric", month: "short", year: "numeric" });
}

/** `Saturday, November 21` */
export function dayAndMonth(day: string) {
  return written(noon(day), "UTC", { weekday: "long", day: "numeric", month: "long" });
}

/** `Nov 21` */
export function monthDay(day: string) {
  return written(noon(day), "UTC", { day: "numeric", month: "short" });
}

/** `Sat, Nov 21`; with the year instead of the weekday if it is not that of `now`. */
export function weekdayDay(day: string, now = new Date().toISOString()) {
  if (day.slice(0, 4) !== now.slice(0, 4)) return shortDay(day);
  return written(noon(day), "UTC", { weekday: "short", day: "numeric", month: "short" });
}

/** `Nov 21 – Nov 25`, or one day. */
export function daySpan(from: string, to: string) {
  return from === to ? monthDay(from) : `${monthDay(from)} – ${monthDay(to)}`;
}

/** `November 2026` */
export function monthName(day: string) {
  return written(noon(day), "UTC", { month: "long", year: "numeric" });
}

/** What the clock on the wall shows in a zone at an instant: `2026-11-21T09:30`. */
export function wallTime(at: string | Date, zone: string) {
  const time = formatter(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return `${dayOf(at, zone)}T${time.format(new Date(at))}`;
}

/** The instant at which the wall clock of a zone shows this; in the gap of a daylight saving change, the time after it. */
export function instantOf(wall: string, zone: string): Date {
  const asUtc = Date.parse(`${wall}:00Z`);
  const offsetAt = (instant: number) => Date.parse(`${wallTime(new Date(instant), zone)}:00Z`) - instant;
  const first = asUtc - offsetAt(asUtc);
  return new Date(asUtc - offsetAt(first));
}

/** `Berlin, GMT+1` */
export function zoneLabel(zone: string, at: string | Date = new Date()) {
  const offset = zoneOffset(zone, at);
  const city = zone.split("/").pop()?.replaceAll("_", " ");
  return zone === "UTC" || city === offset ? zone : `${city}, ${offset}`;
}

export function zoneOffset(zone: string, at: string | Date = new Date()) {
  const parts = formatter(zone, { timeZoneName: "shortOffset" }).formatToParts(new Date(at));
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
}

export const allZones: string[] = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
export const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

const currencies: [RegExp, string][] = [
  [/^Europe\/(London|Belfast|Jersey|Guernsey|Isle_of_Man)$/, "GBP"],
  [/^Europe\/(Zurich|Vaduz)$/, "CHF"],
  [/^Europe\/Stockholm$/, "SEK"],
  [/^Europe\/Copenhagen$/, "DKK"],
  [/^Europe\/Oslo$/, "NOK"],
  [/^Europe\/Warsaw$/, "PLN"],
  [/^Europe\/Prague$/, "CZK"],
  [/^Europe\/Budapest$/, "HUF"],
  [/^Europe\/Bucharest$/, "RON"],
  [/^Europe\//, "EUR"],
  [/^(Asia\/Tokyo|Japan)$/, "JPY"],
  [/^Asia\/(Kolkata|Calcutta)$/, "INR"],
  [/^Australia\//, "AUD"],
  [/^Pacific\/Auckland$/, "NZD"],
  [/^America\/(Toronto|Vancouver|Montreal|Winnipeg|Edmonton|Halifax)$/, "CAD"],
];

/** The currency that a new workspace in this time zone most likely uses; the settings change it. */
export function currencyOf(zone: string) {
  return currencies.find(([zones]) => zones.test(zone))?.[1] ?? "USD";
}

export function plusDays(day: string, count: number) {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

export function initials(name: string) {
  const parts = name.trim().split(/\s+/u);
  const first = [...(parts[0] ?? "?")][0] ?? "?";
  const last = parts.length > 1 ? ([...(parts.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toUpperCase();
}

/** Days in a text as people write them: `by 2027-01-31` is `by Jan 31, 2027`. */
export function readableDays(text: string) {
  return text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) =>
    Number.isNaN(Date.parse(day))
      ? day
      : new Date(`${day}T12:00:00Z`).toLocaleDateString("en-US", {
          month: "short",
          day: "numeric",
          year: "numeric",
          timeZone: "UTC",
        }),
  );
}
