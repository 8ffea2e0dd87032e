import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keysOf, startLive, wantTopics } from "@/contract/live";
import { signedIn } from "@/contract/session";
import type { Session } from "@/contract/types";

/** A connection that the test opens, answers and breaks. */
class Connection extends EventTarget {
  static all: Connection[] = [];
  static readonly OPEN = 1;
  readyState = 0;
  sent: { token?: string; topics?: string[] }[] = [];

  constructor() {
    super();
    Connection.all.push(this);
  }

  send(text: string) {
    this.sent.push(JSON.parse(text));
  }

  close() {}

  async open() {
    this.readyState = Connection.OPEN;
    this.dispatchEvent(new Event("open"));
    await vi.advanceTimersByTimeAsync(1);
  }

  say(message: object) {
    this.dispatchEvent(Object.assign(new Event("message"), { data: JSON.stringify(message) }));
  }

  async break(code = 1006) {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event("close"), { code }));
    await vi.advanceTimersByTimeAsync(1);
  }
}

const connections = Connection.all;
const last = () => connections[connections.length - 1] as Connection;
const confirmed = { topic: null, kind: "subscribed", topics: [] };
let cache: QueryClient;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Connection);
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  connections.length = 0;
  signedIn({ accessToken: "token", expiresIn: 900 } as Session);
  cache = new QueryClient();
  vi.spyOn(cache, "invalidateQueries");
  stop = startLive(cache);
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("a change of a campaign makes everything below it stale", () => {
  expect(keysOf({ topic: "campaign:42" })).toEqual([["campaign", "42"], ["campaigns"]]);
  expect(keysOf({ topic: "queue:42" })).toContainEqual(["deliveries"]);
  expect(keysOf({ topic: "notifications" })).toEqual([["notifications"]]);
});

test("a screen that closes unsubscribes from its topics, and the token is sent once", async () => {
  const leave = wantTopics(["campaigns"]);
  await last().open();
  wantTopics(["renders"])();
  leave();
  await vi.advanceTimersByTimeAsync(1);
  expect(last().sent).toEqual([{ token: "token", topics: ["campaigns"] }, { topics: [] }]);
});

test("the cache is read again after a reconnect only once the server has confirmed the subscription", async () => {
  await last().open();
  last().say(confirmed);
  await last().break();
  await vi.advanceTimersByTimeAsync(2_000);
  await last().open();
  expect(cache.invalidateQueries).not.toHaveBeenCalled();
  last().say(confirmed);
  last().say(confirmed);
  expect(cache.invalidateQueries).toHaveBeenCalledTimes(1);
});

test("connections that break at once are retried less and less often", async () => {
  for (let i = 0; i < 4; i++) {
    await last().open();
    await last().break();
    await vi.advanceTimersByTimeAsync(500 * 2 ** (i + 1) - 2);
    expect(connections).toHaveLength(i + 1);
    await vi.advanceTimersByTimeAsync(2);
    expect(connections).toHaveLength(i + 2);
  }
});

test("a connection that held makes the next retry a quick one", async () => {
  for (let i = 0; i < 4; i++) {
    await last().break();
    await vi.advanceTimersByTimeAsync(30_000);
  }
  await last().open();
  last().say(confirmed);
  await vi.advanceTimersByTimeAsync(30_001);
  const before = connections.length;
  await last().break();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(connections).toHaveLength(before + 1);
});

test("a refused topic leaves the others as they are", async () => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  await last().open();
  last().say({ topic: null, kind: "refused", topics: ["imports"] });
  last().say({ topic: "campaigns", kind: "campaign" });
  await vi.advanceTimersByTimeAsync(101);
  expect(cache.invalidateQueries).toHaveBeenCalledWith({ queryKey: ["campaigns"] });
});
