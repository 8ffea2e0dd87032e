import type { Query, QueryClient } from "@tanstack/react-query";
import { freshToken, isSignedIn, refresh } from "./session";
import { campaignTopics, type Topic, topicsOf, workspaceTopics } from "./topics";

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
/** A burst of changes reads each query once, and a steady flow of them no more often than this. */
const burst = 100;
const pause = 500;
const longestRead = 5_000;
/** The server accepts no more of one client. */
const mostTopics = 100;

const wanted = new Map<Topic, number>();
const stale = new Set<string>();
let confirmed = new Set<string>();
let cache: QueryClient | undefined;
let socket: WebSocket | undefined;
let sentToken: string | undefined;
let sentTopics: string | undefined;
let subscribing: ReturnType<typeof setTimeout> | undefined;
let flushing: ReturnType<typeof setTimeout> | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;
let failures = 0;
let wasSubscribed = false;

/**
 * Subscribes to the topics of the workspace and of each campaign in the cache, so that no page has to, and reads again what has
 * changed. A page whose topics are subscribed to before it opens is read once; otherwise again when they are confirmed.
 */
export function startLive(client: QueryClient) {
  cache = client;
  const queries = client.getQueryCache();
  for (const { queryKey } of queries.getAll()) want(topicsOf(queryKey), 1);
  const unsubscribe = queries.subscribe(({ type, query }) => {
    if (type === "added") want(topicsOf(query.queryKey), 1);
    if (type === "removed") want(topicsOf(query.queryKey), -1);
  });
  connect();
  const keepSignedIn = setInterval(sendFreshToken, tokenCheck);
  return () => {
    unsubscribe();
    cache = undefined;
    clearInterval(keepSignedIn);
    clearTimeout(retry);
    clearTimeout(flushing);
    flushing = undefined;
    socket?.close();
    socket = undefined;
    wanted.clear();
    stale.clear();
    failures = 0;
    wasSubscribed = false;
  };
}

function want(topics: readonly Topic[], more: 1 | -1) {
  for (const topic of topics) {
    const count = (wanted.get(topic) ?? 0) + more;
    if (count > 0) wanted.set(topic, count);
    else wanted.delete(topic);
  }
  if (topics.length > 0) subscribeSoon();
}

/** A change of screen removes some topics and adds others: the server gets one message. */
function subscribeSoon() {
  if (subscribing) return;
  subscribing = setTimeout(() => {
    subscribing = undefined;
    const topics = newestTopics();
    if (sentToken && topics.join() !== sentTopics) subscribe(topics);
  });
}

function newestTopics() {
  const ofCampaigns = new Set([...wanted.keys()].flatMap(campaignTopics));
  return [...workspaceTopics, ...[...ofCampaigns].slice(workspaceTopics.length - mostTopics)];
}

function subscribe(topics: Topic[], token?: string) {
  sentTopics = topics.join();
  send({ ...(token ? { token } : {}), topics });
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
  subscribe(newestTopics(), token);
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
      stale.add(message.topic);
      flushing ??= setTimeout(flush, burst);
      return;
    }
    const missed = message.kind === "refused" ? message.topics.filter((topic) => wanted.has(topic as Topic)) : [];
    if (missed.length > 0) console.warn("Live updates refused for", missed);
    if (message.kind !== "subscribed") return;
    if (subscribed) readOvertaken(message.topics);
    confirmed = new Set(message.topics);
    if (subscribed) return;
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
    // Where no connection can be opened at all, what is on the screen is read at each attempt.
    if (!subscribed && failures > 1) readAgain((query) => topicsOf(query.queryKey).length > 0);
    retry = setTimeout(connect, Math.min(longestDelay, 500 * 2 ** failures) * (0.5 + Math.random()));
  });
}

async function flush() {
  const topics = new Set(stale);
  stale.clear();
  // The next flush waits for this one: a read that each change cancels would never end.
  const read = readAgain((query) => topicsOf(query.queryKey).some((topic) => topics.has(topic)));
  await Promise.race([Promise.all([read, after(pause)]), after(longestRead)]);
  flushing = cache && stale.size > 0 ? setTimeout(flush, burst) : undefined;
}

/** What was read before its topics were subscribed to may have changed in between. */
function readOvertaken(topics: string[]) {
  const added = new Set(topics.filter((topic) => !confirmed.has(topic)));
  if (added.size === 0) return;
  readAgain(
    ({ queryKey, state }) =>
      state.status === "success" &&
      state.fetchStatus === "idle" &&
      topicsOf(queryKey).some((topic) => added.has(topic)),
  );
}

function readAgain(predicate: (query: Query) => boolean) {
  return cache?.invalidateQueries({ predicate });
}

function after(time: number) {
  return new Promise((resolve) => setTimeout(resolve, time));
}
