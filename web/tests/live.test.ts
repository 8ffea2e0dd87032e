import { readFileSync } from "node:fs";
import { join } from "node:path";
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keys } from "@/contract/keys";
import { startLive } from "@/contract/live";
import { signedIn } from "@/contract/session";
import { topicsOf, workspaceTopics } from "@/contract/topics";
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
  cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  vi.spyOn(cache, "invalidateQueries");
  stop = startLive(cache);
});

afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** What a page shows: the answers are counted. Returns what the page does when it closes. */
function shown(queryKey: readonly unknown[]) {
  const read = vi.fn(async () => "answer");
  const close = new QueryObserver(cache, { queryKey, queryFn: read, staleTime: 30_000 }).subscribe(() => undefined);
  return { read, close };
}

const contract = JSON.parse(readFileSync(join(import.meta.dirname, "../../contract/openapi.json"), "utf8"));
const { LiveTopic, LiveCampaignTopic } = contract.components.schemas;
const parts = [
  "posts",
  "mailings",
  "creatives",
  "approvals",
  "dashboard",
  "readiness",
  "overview",
  "timeline",
  undefined,
];
const used = new Set(
  [
    ...Object.values(keys).filter((key) => typeof key !== "function"),
    ...parts.map((part) => keys.campaign("42", ...(part ? [part] : []))),
  ].flatMap((key) => topicsOf(key)),
);

test("every topic that the app subscribes to is in the contract, and every topic of the contract is used", () => {
  const known = [...LiveTopic.enum, ...LiveCampaignTopic.enum.map((name: string) => `${name}:42`)];
  expect([...used].toSorted()).toEqual(known.toSorted());
});

test("what the app reads is kept fresh by a topic, or listed here with the reason why not", () => {
  const reasons: Record<string, string> = {
    "asset-file": "the bytes of a file never change",
    openapi: "the contract of a running server never changes",
    websites: "a website is read when a person asks for it",
    "render-providers": "changes with the configuration of the server",
    fit: "an answer about a text that is being typed",
    "hashtag-sets": "changes rarely, and is read again when its menu opens",
    "link-checks": "an answer of other servers, asked while a text is written",
    "mail-previews": "depends on what is typed",
    "import-previews": "an answer about a file that was chosen",
    views: "a person saves them on one screen at a time",
    sessions: "read when a person opens their profile",
    me: "an ended session or a changed role closes the connection",
    search: "asked again whenever the palette is opened",
    templates: "read when the list of templates is opened",
    audit: "every request adds a line",
    bulk: "asked again every second while something runs",
    monitoring: "asked again every few seconds while it is open",
    passkeys: "a person changes them on one screen",
    "second-factor": "a person changes it on one screen",
    guest: "a guest has no session, so the page asks each minute",
  };
  const silent = Object.values(keys)
    .filter((key) => typeof key !== "function")
    .map(([first]) => first)
    .filter((first) => first !== "campaign" && topicsOf([first]).length === 0);
  expect(silent.toSorted()).toEqual(Object.keys(reasons).toSorted());
});

test("the app subscribes to the workspace and to the campaigns it shows, and no longer once these have left the cache", async () => {
  shown(keys.campaign("42", "posts")).close();
  await last().open();
  cache.removeQueries({ queryKey: keys.campaign("42") });
  await vi.advanceTimersByTimeAsync(1);
  const ofCampaign = ["campaign:42", "queue:42", "creatives:42", "dashboard:42", "timeline:42"];
  expect(last().sent).toEqual([
    { token: "token", topics: [...workspaceTopics, ...ofCampaign] },
    { topics: [...workspaceTopics] },
  ]);
});

test("a page whose topics were subscribed to before it opened is read once", async () => {
  const overview = shown(keys.campaign("42", "overview"));
  await last().open();
  for (const { topics } of last().sent) last().say({ ...confirmed, topics });
  const pages = [shown(keys.contacts), shown(keys.campaign("42", "items"))];
  await vi.advanceTimersByTimeAsync(10);
  for (const { topics } of last().sent) last().say({ ...confirmed, topics });
  await vi.advanceTimersByTimeAsync(10);
  expect([overview, ...pages].map(({ read }) => read.mock.calls.length)).toEqual([1, 1, 1]);
});

test("the overview of a campaign follows its tasks", async () => {
  const overview = shown(keys.campaign("42", "overview"));
  await last().open();
  last().say(confirmed);
  last().say({ topic: "tasks", kind: "task" });
  await vi.advanceTimersByTimeAsync(999);
  expect(overview.read).toHaveBeenCalledTimes(2);
});

test("a change that someone else made is on the page within a second, and nothing else is read again", async () => {
  const posts = shown(keys.campaign("42", "posts"));
  const library = shown(keys.assets);
  await last().open();
  last().say(confirmed);
  last().say({ topic: "queue:42", kind: "post" });
  await vi.advanceTimersByTimeAsync(999);
  expect(posts.read).toHaveBeenCalledTimes(2);
  expect(library.read).toHaveBeenCalledTimes(1);
});

test("what is in the cache but not on the page is read again when it is shown again", async () => {
  const posts = shown(keys.campaign("42", "posts"));
  await last().open();
  last().say(confirmed);
  posts.close();
  last().say({ topic: "queue:42", kind: "post" });
  await vi.advanceTimersByTimeAsync(999);
  const again = shown(keys.campaign("42", "posts"));
  await vi.advanceTimersByTimeAsync(1);
  expect(again.read).toHaveBeenCalledTimes(1);
});

test("a page left open for a minute makes no request", async () => {
  const read = Object.values(keys)
    .filter((key) => typeof key !== "function")
    .map((key) => shown(key).read);
  await last().open();
  last().say(confirmed);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(read.map((asked) => asked.mock.calls.length)).toEqual(read.map(() => 1));
});

test("a steady flow of changes reads a page twice a second at most", async () => {
  const { read } = shown(keys.deliveries);
  await last().open();
  last().say(confirmed);
  for (let i = 0; i < 100; i++) {
    last().say({ topic: "deliveries", kind: "delivery" });
    await vi.advanceTimersByTimeAsync(50);
  }
  expect(read.mock.calls.length).toBeGreaterThan(5);
  expect(read.mock.calls.length).toBeLessThanOrEqual(11);
});

test("what was read before its topic was confirmed is read again", async () => {
  await last().open();
  last().say(confirmed);
  const { read } = shown(keys.imports);
  await vi.advanceTimersByTimeAsync(10);
  last().say({ topic: null, kind: "subscribed", topics: ["imports"] });
  await vi.advanceTimersByTimeAsync(10);
  expect(read).toHaveBeenCalledTimes(2);
});

test("without a connection a page is read at each attempt to open one", async () => {
  const { read } = shown(keys.renders);
  for (let i = 0; i < 3; i++) {
    await last().break();
    await vi.advanceTimersByTimeAsync(30_000);
  }
  expect(read.mock.calls.length).toBeGreaterThan(2);
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
  const { read } = shown(keys.campaigns);
  await last().open();
  last().say({ topic: null, kind: "refused", topics: ["imports"] });
  last().say({ topic: "campaigns", kind: "campaign" });
  await vi.advanceTimersByTimeAsync(101);
  expect(read).toHaveBeenCalledTimes(2);
});
