import type { Strategy, StrategyDetails } from "@/contract/types";
import { isBag, wordsOf } from "./words";

/** A strategy as a form holds it. What the form does not show of a part travels with it and comes back untouched. */
type Bag = Record<string, unknown>;
export interface Goal {
  what: string;
  target: string;
  unit: string;
  by: string | null;
  rest: Bag;
  plain: boolean;
}
export interface Pillar {
  name: string;
  description: string;
  share: number | string;
  rest: Bag;
  plain: boolean;
}
export interface Ads {
  objective: string;
  dailyBudget: number | string;
  totalBudget: number | string;
  currency: string | null;
  bidStrategy: string | null;
  startDate: string | null;
  endDate: string | null;
  rest: Bag;
}
export interface Values {
  goals: Goal[];
  audience: string;
  age: string;
  locations: string[];
  interests: string[];
  languages: string[];
  platforms: string[];
  pillars: Pillar[];
  brandTone: string;
  cadence: Record<string, number | string>;
  cadenceText: string;
  constraints: string;
  ads: Ads | null;
  [key: string]: unknown;
}

export const noGoal: Goal = { what: "", target: "", unit: "", by: null, rest: {}, plain: false };
export const noPillar: Pillar = { name: "", description: "", share: "", rest: {}, plain: false };

export function noAds(currency: string): Ads {
  return {
    objective: "",
    dailyBudget: "",
    totalBudget: "",
    currency,
    bidStrategy: null,
    startDate: null,
    endDate: null,
    rest: {},
  };
}

export function valuesOf(strategy: Partial<Strategy>): Values {
  const audience = isBag(strategy.targetAudience) ? strategy.targetAudience : undefined;
  const cadence = isBag(strategy.cadence) ? strategy.cadence : undefined;
  return {
    goals: listOf(strategy.goals).map(goalOf),
    audience: audience ? text(audience.description) : wordsOf(strategy.targetAudience),
    age: text(audience?.age),
    locations: words(audience?.locations),
    interests: words(audience?.interests),
    languages: words(audience?.languages),
    platforms: listOf(strategy.platforms).map(String),
    pillars: listOf(strategy.contentPillars).map(pillarOf),
    brandTone: wordsOf(strategy.brandTone),
    cadence: Object.fromEntries(
      Object.entries(cadence ?? {}).map(([platform, often]) => [
        platform,
        typeof often === "number" ? often : wordsOf(often),
      ]),
    ),
    cadenceText: cadence ? "" : wordsOf(strategy.cadence),
    constraints: wordsOf(strategy.constraints),
    ads: isBag(strategy.adsConfig) ? adsOf(strategy.adsConfig) : null,
  };
}

/** What is sent: a part that was not touched goes back exactly as it came. */
export function detailsOf(values: Values, from: Partial<Strategy>): StrategyDetails {
  const before = valuesOf(from);
  const same = (...keys: string[]) => keys.every((key) => JSON.stringify(values[key]) === JSON.stringify(before[key]));
  const kept = <T>(known: T, keys: string[], made: () => T | undefined) => (same(...keys) ? known : made());
  const details = {
    goals: kept(from.goals as unknown, ["goals"], () => values.goals.map(sentGoal).filter((goal) => goal !== "")),
    targetAudience: kept(
      from.targetAudience as unknown,
      ["audience", "age", "locations", "interests", "languages"],
      () => sentAudience(values, from.targetAudience),
    ),
    platforms: values.platforms,
    contentPillars: kept(from.contentPillars as unknown, ["pillars"], () =>
      values.pillars.map(sentPillar).filter((pillar) => pillar !== ""),
    ),
    brandTone: kept(from.brandTone as unknown, ["brandTone"], () => sentText(values.brandTone, from.brandTone)),
    cadence: kept(from.cadence as unknown, ["cadence", "cadenceText"], () => sentCadence(values, from.cadence)),
    constraints: kept(from.constraints as unknown, ["constraints"], () =>
      sentText(values.constraints, from.constraints),
    ),
    adsConfig: kept(from.adsConfig as unknown, ["ads"], () => (values.ads ? sentAds(values.ads) : undefined)),
  };
  return Object.fromEntries(
    Object.entries(details).filter(([, value]) => value !== undefined && value !== null && value !== ""),
  ) as StrategyDetails;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value ? [value] : [];
}

function words(value: unknown) {
  return listOf(value).map(wordsOf);
}

function text(value: unknown) {
  return value === undefined || value === null ? "" : wordsOf(value);
}

function goalOf(goal: unknown): Goal {
  if (!isBag(goal)) return { ...noGoal, what: String(goal), plain: true };
  const { metric, target, unit, by, ...rest } = goal;
  return {
    what: text(metric),
    target: typeof target === "number" ? String(target) : text(target),
    unit: text(unit),
    by: by ? text(by) : null,
    rest,
    plain: false,
  };
}

function sentGoal({ what, target, unit, by, rest }: Goal): unknown {
  if (!target && !unit && !by && Object.keys(rest).length === 0) return what.trim();
  const figure = target.trim() !== "" && !Number.isNaN(Number(target)) ? Number(target) : target;
  return {
    ...rest,
    ...(what ? { metric: what } : {}),
    ...(target ? { target: figure } : {}),
    ...(unit ? { unit } : {}),
    ...(by ? { by } : {}),
  };
}

function pillarOf(pillar: unknown): Pillar {
  if (!isBag(pillar)) return { ...noPillar, name: String(pillar), plain: true };
  const { name, description, share, ...rest } = pillar;
  return {
    name: text(name),
    description: text(description),
    share: typeof share === "number" ? Math.round(share * 100) : "",
    rest,
    plain: false,
  };
}

function sentPillar({ name, description, share, rest, plain }: Pillar): unknown {
  if (!description && share === "" && Object.keys(rest).length === 0 && (plain || !name)) return name.trim();
  return {
    ...rest,
    ...(name ? { name } : {}),
    ...(description ? { description } : {}),
    ...(share === "" ? {} : { share: Number(share) / 100 }),
  };
}

function sentAudience({ audience, age, locations, interests, languages }: Values, before: unknown): unknown {
  const known = isBag(before) ? before : {};
  const more = { age, locations, interests, languages };
  const given = Object.fromEntries(Object.entries(more).filter(([, value]) => value.length > 0));
  if (!isBag(before) && Object.keys(given).length === 0) return sentText(audience, before);
  const { description: _d, age: _a, locations: _l, interests: _i, languages: _g, ...rest } = known;
  return { ...rest, ...(audience ? { description: audience } : {}), ...given };
}

/** Text stays text, and a list of lines stays a list. */
function sentText(value: string, before: unknown): unknown {
  if (value.trim() === "") return undefined;
  return Array.isArray(before) ? value.split("\n").filter((line) => line.trim() !== "") : value;
}

function sentCadence({ cadence, cadenceText, platforms }: Values, before: unknown): unknown {
  if (cadenceText.trim()) return cadenceText;
  const known = isBag(before) ? before : {};
  const given = Object.entries(cadence)
    .filter(([platform, often]) => often !== "" && (platforms.length === 0 || platforms.includes(platform)))
    .map(([platform, often]) => [platform, wordsOf(known[platform]) === String(often) ? known[platform] : often]);
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}

function adsOf(config: Bag): Ads {
  const { objective, dailyBudget, totalBudget, currency, bidStrategy, startDate, endDate, ...rest } = config;
  const number = (value: unknown) => (typeof value === "number" ? value : "");
  const day = (value: unknown) => (value ? String(value).slice(0, 10) : null);
  return {
    objective: text(objective),
    dailyBudget: number(dailyBudget),
    totalBudget: number(totalBudget),
    currency: currency ? String(currency) : null,
    bidStrategy: bidStrategy ? String(bidStrategy) : null,
    startDate: day(startDate),
    endDate: day(endDate),
    rest,
  };
}

function sentAds({ rest, dailyBudget, totalBudget, ...ads }: Ads): unknown {
  const given = {
    ...ads,
    dailyBudget: dailyBudget === "" ? null : Number(dailyBudget),
    totalBudget: totalBudget === "" ? null : Number(totalBudget),
  };
  return {
    ...rest,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== "")),
  };
}
