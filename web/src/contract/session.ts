import { useSyncExternalStore } from "react";
import { unreachable } from "./problem";
import type { Problem, Session } from "./types";

/** Who is signed in. The access token lives here, in memory only; the refresh token is a cookie that scripts can't read. */
type State =
  | { kind: "starting" }
  | { kind: "out"; why?: "ended" | "left" }
  | { kind: "in"; session: Session; goodUntil: number };

let state: State = { kind: "starting" };
let refreshing: Promise<Session | undefined> | undefined;
const listeners = new Set<() => void>();
const otherTabs = typeof BroadcastChannel === "undefined" ? undefined : new BroadcastChannel("fanfare-session");

otherTabs?.addEventListener("message", ({ data }) => {
  if (data === "out") set({ kind: "out", why: "left" });
  else window.location.assign("/");
});

function set(next: State) {
  state = next;
  for (const listener of listeners) listener();
}

export function useSession() {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}

export function isSignedIn() {
  return state.kind === "in";
}

export function signedIn(session: Session) {
  set({ kind: "in", session, goodUntil: Date.now() + session.expiresIn * 1000 });
}

export function signedOut() {
  set({ kind: "out", why: "left" });
  otherTabs?.postMessage("out");
}

export function switchedWorkspace() {
  otherTabs?.postMessage("switched");
  window.location.assign("/");
}

export function currentToken() {
  return state.kind === "in" ? state.session.accessToken : undefined;
}

/** A token that is good for at least half a minute more. */
export async function freshToken() {
  if (state.kind === "in" && state.goodUntil - Date.now() > 30_000) return state.session.accessToken;
  return (await refresh())?.accessToken;
}

/** One refresh at a time, in this tab and across tabs: a refresh token used twice would end the session. */
export function refresh(): Promise<Session | undefined> {
  refreshing ??= alone(askForSession).finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

async function askForSession() {
  const response = await fetch("/api/auth/refresh", { method: "POST", credentials: "same-origin" });
  if (response.ok && response.status !== 204) {
    const session: Session = await response.json();
    signedIn(session);
    return session;
  }
  if (response.status >= 500) throw new TypeError(unreachable.detail);
  set(state.kind === "in" ? { kind: "out", why: "ended" } : { kind: "out" });
  return undefined;
}

function alone<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? navigator.locks.request("fanfare-refresh", work) : work();
}

export const sessionEnded: Problem = {
  status: 401,
  code: "session_ended",
  title: "You are signed out",
  detail: "Your session has ended. Sign in again to continue.",
};
