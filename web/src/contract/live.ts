import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { useEffect } from "react";
import { freshToken, refresh } from "./session";

/** One socket a tab. It carries no data into the cache, only word of what is stale. */
interface Event {
  topic: string;
  kind?: string;
  id?: string;
}

const tokenExpired = 4401;
const wanted = new Map<string, number>();
const stale = new Map<string, QueryKey>();
let cache: QueryClient | undefined;
let socket: WebSocket | undefined;
let flushing: ReturnType<typeof setTimeout> | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;
let failures = 0;
let wasConnected = false;

/** The query keys that an event makes stale. */
export function keysOf({ topic }: Event): QueryKey[] {
  const [name = "", id] = topic.split(":");
  switch (name) {
    case "campaign":
      return [["campaign", id], ["campaigns"]];
    case "queue":
      return [["campaign", id], ["calendar"], ["deliveries"], ["captured"]];
    case "dashboard":
      return [
        ["campaign", id, "dashboard"],
        ["campaign", id, "trends"],
        ["campaign", id, "comparison"],
      ];
    case "campaigns":
      return [["campaigns"], ["calendar"]];
    default:
      return [[name]];
  }
}

export function startLive(client: QueryClient) {
  cache = client;
  connect();
  return () => {
    cache = undefined;
    clearTimeout(retry);
    socket?.close();
    socket = undefined;
    wasConnected = false;
  };
}

export function useTopics(...topics: string[]) {
  const list = topics.join(" ");
  useEffect(() => {
    const mine = list.split(" ");
    for (const topic of mine) wanted.set(topic, (wanted.get(topic) ?? 0) + 1);
    introduce();
    return () => {
      for (const topic of mine) {
        const left = (wanted.get(topic) ?? 1) - 1;
        if (left === 0) wanted.delete(topic);
        else wanted.set(topic, left);
      }
    };
  }, [list]);
}

async function introduce() {
  const token = await freshToken().catch(() => undefined);
  if (token && socket?.readyState === WebSocket.OPEN)
    socket.send(JSON.stringify({ token, topics: [...wanted.keys()] }));
}

function connect() {
  const url = new URL("/api/live", window.location.origin);
  url.protocol = url.protocol.replace("http", "ws");
  const mine = new WebSocket(url);
  socket = mine;
  mine.addEventListener("open", () => {
    failures = 0;
    introduce();
    if (wasConnected) cache?.invalidateQueries();
    wasConnected = true;
  });
  mine.addEventListener("message", ({ data }) => {
    const event = JSON.parse(data) as Event;
    if (event.topic) for (const key of keysOf(event)) soon(key);
  });
  mine.addEventListener("close", async ({ code }) => {
    if (socket !== mine || !cache) return;
    failures += 1;
    if (code === tokenExpired && !(await refresh().catch(() => undefined))) return;
    retry = setTimeout(connect, Math.min(30_000, 500 * 2 ** failures) * (0.5 + Math.random()));
  });
}

/** A burst of events refreshes each query once. */
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
