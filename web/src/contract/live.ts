import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { useEffect } from "react";
import { keys } from "./keys";
import type { components } from "./schema";
import { freshToken, isSignedIn, refresh } from "./session";

/** The topics that the server knows. A topic of one campaign is written `name:campaignId`. */
type Name = components["schemas"]["LiveTopic"];
type CampaignName = components["schemas"]["LiveCampaignTopic"];
export type Topic = Name | `${CampaignName}:${string}`;

/** Messages carry no data into the cache; they only say what is stale. */
interface Change {
  topic: Topic;
}
interface Response {
  topic: null;
  kind: "subscribed" | "refused";
  topics: string[];
}

const tokenExpired = 4401;
const longestDelay = 30_000;
/** A connection that held this long was a good one; only then does the next failure start from the shortest delay. */
const goodConnection = 30_000;
const tokenCheck = 20_000;

const wanted = new Map<Topic, number>();
const stale = new Map<string, QueryKey>();
let cache: QueryClient | undefined;
let socket: WebSocket | undefined;
let sentToken: string | undefined;
let subscribing: ReturnType<typeof setTimeout> | undefined;
let flushing: ReturnType<typeof setTimeout> | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;
let failures = 0;
let wasSubscribed = false;

/** The query keys that a change makes stale. */
export function keysOf({ topic }: Change): QueryKey[] {
  const [name, id] = topic.split(":") as [Name | CampaignName, string];
  switch (name) {
    case "campaign":
      return [keys.campaign(id), keys.campaigns];
    case "creatives":
      return [keys.campaign(id)];
    case "queue":
      return [keys.campaign(id), keys.calendar, keys.deliveries, keys.captured];
    case "dashboard":
      return [keys.campaign(id, "dashboard"), keys.campaign(id, "trends"), keys.campaign(id, "comparison")];
    case "campaigns":
      return [keys.campaigns, keys.calendar];
    case "blog_posts":
      return [keys.blogPosts];
    case "library":
      return [keys.assets, keys.spaces];
    case "accounts":
    case "approvals":
    case "imports":
    case "notifications":
    case "renders":
      return [[name]];
  }
}

export function startLive(client: QueryClient) {
  cache = client;
  connect();
  const keepSignedIn = setInterval(sendFreshToken, tokenCheck);
  return () => {
    cache = undefined;
    clearInterval(keepSignedIn);
    clearTimeout(retry);
    socket?.close();
    socket = undefined;
    failures = 0;
    wasSubscribed = false;
  };
}

export function useTopics(...topics: Topic[]) {
  const list = topics.join(" ");
  useEffect(() => wantTopics(list.split(" ") as Topic[]), [list]);
}

/** Subscribes to topics until the returned function is called. */
export function wantTopics(topics: Topic[]) {
  for (const topic of topics) wanted.set(topic, (wanted.get(topic) ?? 0) + 1);
  subscribeSoon();
  return () => {
    for (const topic of topics) {
      const left = (wanted.get(topic) ?? 1) - 1;
      if (left === 0) wanted.delete(topic);
      else wanted.set(topic, left);
    }
    subscribeSoon();
  };
}

/** A change of screen removes some topics and adds others: the server gets one message. */
function subscribeSoon() {
  if (subscribing) return;
  subscribing = setTimeout(() => {
    subscribing = undefined;
    if (sentToken) send({ topics: [...wanted.keys()] });
  });
}

function send(message: { token?: string; topics?: Topic[] }) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

async function signIn(mine: WebSocket) {
  const token = await freshToken().catch(() => undefined);
  if (!token || socket !== mine) return;
  sentToken = token;
  clearTimeout(subscribing);
  subscribing = undefined;
  send({ token, topics: [...wanted.keys()] });
}

/** The server closes a connection whose token has expired, so it gets the next one in time. */
async function sendFreshToken() {
  if (!sentToken) return;
  const token = await freshToken().catch(() => undefined);
  if (!token || !sentToken || token === sentToken) return;
  sentToken = token;
  send({ token });
}

function connect() {
  const url = new URL("/api/live", window.location.origin);
  url.protocol = url.protocol.replace("http", "ws");
  const mine = new WebSocket(url);
  let good: ReturnType<typeof setTimeout> | undefined;
  let subscribed = false;
  socket = mine;
  sentToken = undefined;
  mine.addEventListener("open", () => signIn(mine));
  mine.addEventListener("message", ({ data }) => {
    const message = JSON.parse(data) as Change | Response;
    if (message.topic !== null) {
      for (const key of keysOf(message) ?? []) soon(key);
      return;
    }
    if (message.kind === "refused") console.warn("Live updates refused for", message.topics);
    if (message.kind !== "subscribed" || subscribed) return;
    subscribed = true;
    good = setTimeout(() => {
      failures = 0;
    }, goodConnection);
    // What changed while there was no connection was not heard.
    if (wasSubscribed) cache?.invalidateQueries();
    wasSubscribed = true;
  });
  mine.addEventListener("close", async ({ code }) => {
    clearTimeout(good);
    if (socket !== mine || !cache) return;
    sentToken = undefined;
    failures += 1;
    if (code === tokenExpired) await refresh().catch(() => undefined);
    if (socket !== mine || !cache || !isSignedIn()) return;
    retry = setTimeout(connect, Math.min(longestDelay, 500 * 2 ** failures) * (0.5 + Math.random()));
  });
}

/** A burst of changes refreshes each query once. */
function soon(key: QueryKey) {
  stale.set(JSON.stringify(key), key);
  if (flushing) return;
  flushing = setTimeout(() => {
    flushing = undefined;
    const keys = [...stale.values()];
    stale.clear();
    for (const queryKey of keys) cache?.invalidateQueries({ queryKey });
  }, 100);
}
