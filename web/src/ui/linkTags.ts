/** How visits by a link are told apart in web analytics: where it was, what kind of place that is, and for which campaign. */
export interface LinkTags {
  source: string;
  medium: string;
  campaign: string;
}

const names = { source: "utm_source", medium: "utm_medium", campaign: "utm_campaign" } as const;
const address = /https?:\/\/[^\s<>"]+/gi;

/** What links of a campaign get on a channel; the text for all channels has no source of its own. */
export function linkTagsFor(channel: string | undefined, campaign: string): LinkTags {
  const medium = channel === "email" ? "email" : channel === "newsroom" ? "newsroom" : "social";
  return { source: channel ?? "social", medium, campaign: slugOf(campaign) };
}

export function slugOf(name: string) {
  return name
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
}

/** The addresses in a text, each once, without the punctuation after them. */
export function linksIn(text: string): string[] {
  const found = [...text.matchAll(address)].map(([url]) => trimmed(url));
  return [...new Set(found)];
}

function trimmed(url: string): string {
  const bare = url.replace(/[.,;:!?'"。，、；：！？）】」』…]+$/, "");
  return bare.endsWith(")") && !bare.includes("(") ? trimmed(bare.slice(0, -1)) : bare;
}

export function tagsOf(url: string): LinkTags | undefined {
  const known = queryOf(url);
  if (!known?.get(names.source)) return undefined;
  const value = (name: keyof LinkTags) => known.get(names[name]) ?? "";
  return { source: value("source"), medium: value("medium"), campaign: value("campaign") };
}

/** The address with these tags, or without any. All else in it stays as it was written. */
export function withTags(url: string, tags: LinkTags | undefined): string {
  const [, base = url, query = "", anchor = ""] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(url) ?? [];
  const others = query
    .slice(1)
    .split("&")
    .filter((part) => part && !Object.values(names).some((name) => part.startsWith(`${name}=`)));
  const own = tags
    ? (Object.keys(names) as (keyof LinkTags)[])
        .filter((name) => tags[name].trim())
        .map((name) => `${names[name]}=${encodeURIComponent(tags[name].trim())}`)
    : [];
  const all = [...others, ...own];
  return base + (all.length > 0 ? `?${all.join("&")}` : "") + anchor;
}

/** An address as people type it, made complete. */
export function completed(typed: string) {
  const address = typed.trim();
  return address && !/^[a-z]+:|^\{\{/i.test(address) ? `https://${address}` : address;
}

/** The address for people: without scheme and tags. */
export function shownLink(url: string) {
  return withTags(url, undefined)
    .replace(/^https?:\/\/(www\.)?/i, "")
    .replace(/\/$/, "");
}

function queryOf(url: string) {
  const query = /\?([^#]*)/.exec(url)?.[1];
  return query === undefined ? undefined : new URLSearchParams(query);
}

/** The tags that all links of a campaign get; the server adds them by the same rules. */
export interface LinkRule {
  on: boolean;
  source: string;
  medium: string;
  campaign: string;
  content: string;
  term: string;
  exclude: string[];
  /** What `{campaign}` becomes. */
  slug: string;
}

/** What the links of an item get on a channel, ready to follow a query. */
export function tagsFor(rule: LinkRule, channel: string, item: string): string {
  if (!rule.on) return "";
  const { medium } = linkTagsFor(channel, "");
  const known: Record<string, string> = { channel, medium, campaign: rule.slug, item: slugOf(item) };
  const filled = (template: string) => template.replace(/\{([^{}]*)\}/g, (_, name) => known[name] ?? "").trim();
  return (["source", "medium", "campaign", "content", "term"] as const)
    .map((name) => [name, filled(rule[name])])
    .filter(([, value]) => value)
    .map(([name, value]) => `utm_${name}=${encodeURIComponent(value ?? "").replace(/[!'()*]/g, escaped)}`)
    .join("&");
}

function escaped(sign: string) {
  return sign === "*" ? sign : `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Why a link does not get the tags of its campaign; undefined if it does. */
export function untagged(url: string, exclude: string[]): "own" | "excluded" | "other" | undefined {
  const [, host = "", query = ""] = /^https?:\/\/([^/?#]*)[^?#]*(\?[^#]*)?/i.exec(url) ?? [];
  if (!/^[\p{L}\p{M}\p{N}._~%:[\]-]+$/u.test(host) || url.includes("{{") || url.includes("{%")) return "other";
  if (/[?&;]utm_/i.test(query)) return "own";
  const name = host.replace(/:\d*$/, "").toLowerCase();
  const out = exclude.some((each) => {
    const known = each.trim().toLowerCase();
    return known.includes("/") ? url.toLowerCase() === known : name === known || name.endsWith(`.${known}`);
  });
  return out ? "excluded" : undefined;
}

/** A plain text as it is published: with the tags on its links. */
export function withRule(text: string, rule: LinkRule | undefined, channel: string, item: string): string {
  const tags = rule ? tagsFor(rule, channel, item) : "";
  if (!tags) return text;
  return text.replace(address, (found) => {
    const url = trimmed(found);
    const [, base = url, query = "", anchor = ""] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(url) ?? [];
    const tagged = untagged(url, rule?.exclude ?? []) ? url : `${base}${query}${query ? "&" : "?"}${tags}${anchor}`;
    return tagged + found.slice(url.length);
  });
}
