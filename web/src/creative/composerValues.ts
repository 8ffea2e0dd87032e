import type { Components, Creative, CreativeChange, Platform } from "@/contract/types";

/** What the composer edits: one shared text, and what a channel has of its own. */
export interface Draft {
  name: string;
  brief: string;
  shared: Components;
  channels: Channels;
}
export type Channels = Partial<Record<Platform, Components>>;

export function draftOf(creative: Creative | undefined, chosen: Platform[] = []): Draft {
  if (!creative)
    return { name: "", brief: "", shared: {}, channels: Object.fromEntries(chosen.map((one) => [one, {}])) };
  const channels = Object.fromEntries(Object.entries(creative.channels).map(([name, own]) => [name, filled(own)]));
  return { name: creative.name, brief: creative.brief ?? "", shared: filled(creative.components), channels };
}

/** The channels in the order of their tabs: chosen ones, that of the draft itself, and those that already have a post. */
export function channelsOf(draft: Draft, creative: Creative | undefined, posted: Platform[]): Platform[] {
  const all = [
    ...(creative?.platform ? [creative.platform] : []),
    ...(Object.keys(draft.channels) as Platform[]),
    ...posted,
  ];
  return [...new Set(all)];
}

const mediaParts: string[] = ["image", "video", "noMedia"];

/** Whether a channel has words of its own; its picture is apart from them. */
export function isOwn(draft: Draft, channel: Platform | undefined) {
  return ownParts(draft, channel).some((part) => !mediaParts.includes(part));
}

/** Whether a channel has a picture of its own, shows none although the shared text has one, or shows the shared one. */
export function ownMedia(draft: Draft, channel: Platform | undefined): "own" | "none" | "shared" {
  const parts = ownParts(draft, channel);
  if (parts.includes("image") || parts.includes("video")) return "own";
  return parts.includes("noMedia") ? "none" : "shared";
}

function ownParts(draft: Draft, channel: Platform | undefined) {
  return channel === undefined ? [] : Object.keys(draft.channels[channel] ?? {});
}

/** The components that a channel shows; without a channel the shared ones. */
export function componentsOn(draft: Draft, channel: Platform | undefined): Components {
  const own = channel && draft.channels[channel];
  if (!own) return draft.shared;
  const shared = { ...draft.shared };
  if (own.caption !== undefined) delete shared.thread;
  if (ownMedia(draft, channel) !== "shared") {
    delete shared.image;
    delete shared.video;
  }
  return { ...shared, ...own };
}

/** The draft with other words or another picture on one channel, or for all of them. */
export function written(draft: Draft, channel: Platform | undefined, change: Components): Draft {
  if (!channel) return { ...draft, shared: filled({ ...draft.shared, ...change }) };
  const own = { ...draft.channels[channel] } as Record<string, unknown>;
  // An emptied part stays the channel's own: without it, the shared text would come back.
  for (const [part, value] of Object.entries(change)) own[part] = value ?? emptied[part];
  if (own.caption !== undefined && Array.isArray(own.thread) && own.thread.length === 0) delete own.thread;
  if ("image" in change || "video" in change) {
    const shows = own.image || own.video || !(draft.shared.image || draft.shared.video);
    own.noMedia = shows ? undefined : true;
  }
  return { ...draft, channels: { ...draft.channels, [channel]: filled(own as Components) } };
}

const emptied: Record<string, unknown> = { caption: "", cta: "", hashtags: [], thread: [] };

export function withChannel(draft: Draft, channel: Platform): Draft {
  return { ...draft, channels: { ...draft.channels, [channel]: draft.channels[channel] ?? {} } };
}

export function withSharedText(draft: Draft, channel: Platform): Draft {
  return withParts(draft, channel, (part) => mediaParts.includes(part));
}

export function withSharedMedia(draft: Draft, channel: Platform): Draft {
  return withParts(draft, channel, (part) => !mediaParts.includes(part));
}

function withParts(draft: Draft, channel: Platform, kept: (part: string) => boolean): Draft {
  const own = Object.fromEntries(Object.entries(draft.channels[channel] ?? {}).filter(([part]) => kept(part)));
  return { ...draft, channels: { ...draft.channels, [channel]: own } };
}

export function withoutChannel(draft: Draft, channel: Platform): Draft {
  const { [channel]: _removed, ...channels } = draft.channels;
  return { ...draft, channels };
}

/** A merge patch from one state to the next; undefined if they are the same. */
export function changesOf(now: Draft, before: Draft): CreativeChange | undefined {
  const name = now.name.trim() || before.name;
  const components = patch(now.shared, before.shared);
  const channels: Record<string, unknown> = {};
  for (const channel of new Set([...Object.keys(now.channels), ...Object.keys(before.channels)]) as Set<Platform>) {
    const [own, old] = [now.channels[channel], before.channels[channel]];
    const changed = !own ? null : old ? patch(own, old) : sent(own);
    if (changed !== undefined) channels[channel] = changed;
  }
  const body = {
    ...(name === before.name ? {} : { name }),
    ...(now.brief === before.brief ? {} : { brief: now.brief || null }),
    ...(components ? { components } : {}),
    ...(Object.keys(channels).length > 0 ? { channels } : {}),
  };
  return Object.keys(body).length > 0 ? (body as CreativeChange) : undefined;
}

/** What a draft is created from; undefined while nothing is written. */
export function creationOf(draft: Draft) {
  const text = draft.shared.caption ?? Object.values(draft.channels).find((own) => own?.caption)?.caption ?? "";
  const begun = draft.name.trim() || text.trim() || draft.shared.image || draft.shared.video;
  if (!begun) return undefined;
  const channels = Object.fromEntries(Object.entries(draft.channels).map(([channel, own]) => [channel, sent(own)]));
  return { name: nameOf(draft.name, text), components: sent(draft.shared), channels, brief: draft.brief || undefined };
}

function nameOf(name: string, text: string) {
  const line = text.trim().split("\n")[0] ?? "";
  return name.trim() || (line.length > 60 ? `${line.slice(0, 57).trimEnd()}…` : line) || "Untitled post";
}

function patch(now: Components, before: Components) {
  const [next, old] = [sent(now), sent(before)];
  const changed = [...new Set([...Object.keys(next), ...Object.keys(old)])].filter(
    (part) => JSON.stringify(next[part]) !== JSON.stringify(old[part]),
  );
  return changed.length === 0 ? undefined : Object.fromEntries(changed.map((part) => [part, next[part] ?? null]));
}

/** Without parts of a thread that are still empty. */
function sent(components: Components = {}): Record<string, unknown> {
  const { thread, ...rest } = components;
  const parts = thread?.filter((part) => part.trim() !== "");
  return { ...rest, ...(parts ? { thread: parts } : {}) };
}

function filled(components: Components): Components {
  return Object.fromEntries(Object.entries(components).filter(([, value]) => value !== null && value !== undefined));
}
