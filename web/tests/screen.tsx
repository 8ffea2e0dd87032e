import { MantineProvider } from "@mantine/core";
import { Notifications, notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { cleanup, configure, render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { afterEach, vi } from "vitest";
import { queryClient } from "@/contract/queries";
import { signedIn } from "@/contract/session";
import type { Me, Session } from "@/contract/types";
import { AskHost } from "@/ui/AskHost";
import { cssVariables, theme } from "@/ui/theme";

// A busy machine takes longer than the default of one second.
configure({ asyncUtilTimeout: 10_000 });

/** A server that answers what a test says, keyed by `GET /api/campaigns`; a function gets the request's body and query. */
export type Answers = Record<string, unknown>;
export interface Call {
  what: string;
  query: URLSearchParams;
  body: unknown;
}

export const me = {
  user: { id: "u1", name: "Mara Ortiz", email: "mara@example.org" },
  role: "owner",
  permissions: ["*"],
  workspace: {
    id: "w1",
    name: "Northwind",
    slug: "northwind",
    timeZone: "Europe/Berlin",
    currency: "EUR",
    brand: null,
  },
  workspaces: [],
} as unknown as Me;

/** An answer with a status of its own, such as a refusal. */
export class Refused {
  constructor(
    readonly status: number,
    readonly problem: Record<string, unknown>,
  ) {}
}

export function serve(answers: Answers): Call[] {
  const calls: Call[] = [];
  signedIn({ accessToken: "token", expiresIn: 3600 } as Session);
  vi.stubGlobal("fetch", async (request: Request) => {
    const url = new URL(request.url);
    const what = `${request.method} ${url.pathname}`;
    const text = request.method === "GET" ? "" : await request.text();
    const body = text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : text;
    calls.push({ what, query: url.searchParams, body });
    if (!(what in answers)) return json(404, { title: "Not Found", detail: `The test has no answer for ${what}.` });
    const given = answers[what];
    const answer = typeof given === "function" ? given({ what, query: url.searchParams, body }) : given;
    return answer instanceof Refused ? json(answer.status, answer.problem) : json(200, answer);
  });
  return calls;
}

function json(status: number, body: unknown) {
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
}

/** Shows a part of the screen as the app would: with theme, queries, dialogs, and a router at this address. */
export async function show(part: ReactNode, at = "/", answers: Answers = {}) {
  const calls = serve({ "GET /api/auth/me": me, ...answers });
  queryClient.clear();
  queryClient.setQueryData(["me"], me);
  const root = createRootRoute();
  const shell = createRoute({ getParentRoute: () => root, id: "shell" });
  const page = createRoute({
    getParentRoute: () => shell,
    path: at.split("?")[0] ?? "/",
    validateSearch: (search: Record<string, unknown>) => search,
    component: () => part,
  });
  const elsewhere = createRoute({ getParentRoute: () => root, path: "$", component: () => null });
  const router = createRouter({
    routeTree: root.addChildren([shell.addChildren([page]), elsewhere]),
    history: createMemoryHistory({ initialEntries: [at] }),
  });
  const user = userEvent.setup();
  const screen = render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} env="test">
      <QueryClientProvider client={queryClient}>
        <Notifications />
        <AskHost path="/" />
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return { ...screen, user, calls, router, search: () => router.state.location.search as Record<string, unknown> };
}

/** The complete app at an address, with its frame. */
export async function visit(address: string, answers: Answers = {}) {
  vi.stubGlobal("WebSocket", Silence);
  vi.stubGlobal("scrollTo", () => undefined);
  const frame: Answers = {
    "GET /api/auth/me": me,
    "GET /api/notifications/unread-count": { unread: 0 },
    "GET /api/approvals": { items: [], total: 0 },
    "GET /api/deliveries": { items: [] },
    "GET /api/tasks": { items: [], total: 0 },
    "GET /api/bulk": { items: [], total: 0 },
  };
  const calls = serve({ ...frame, ...answers });
  queryClient.clear();
  const { router: app } = await import("@/app/routes");
  const router = createRouter({
    routeTree: app.routeTree,
    history: createMemoryHistory({ initialEntries: [address] }),
  });
  const user = userEvent.setup();
  const screen = render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} env="test">
      <QueryClientProvider client={queryClient}>
        <Notifications />
        <RouterProvider router={router as never} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  /** What the page itself has asked for. */
  const own = () => calls.map(({ what }) => what).filter((what) => !(what in frame));
  return { ...screen, user, calls, own, router };
}

/** A connection for live updates on which nothing is heard. */
class Silence extends EventTarget {
  close() {}
}

afterEach(() => {
  notifications.clean();
  cleanup();
  vi.unstubAllGlobals();
});

vi.stubGlobal("matchMedia", (query: string) => ({
  matches: false,
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  addListener: () => undefined,
  removeListener: () => undefined,
}));

// A text area that grows with its text measures again once the fonts are there.
Object.defineProperty(document, "fonts", {
  value: { addEventListener: () => undefined, removeEventListener: () => undefined, ready: Promise.resolve() },
});
