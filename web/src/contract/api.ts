import createClient from "openapi-fetch";
import { Refusal, unreachable } from "./problem";
import type { paths } from "./schema";
import { currentToken, refresh, sessionEnded } from "./session";
import type { Asset, Problem } from "./types";

const openDoors = [
  "/api/auth/login",
  "/api/auth/register",
  "/api/auth/password/",
  "/api/members/accept",
  "/api/reviews/",
  "/api/monitoring/operator",
];

/** Adds the token and, to every write, an idempotency key; an expired token is refreshed once and the same request sent again. */
async function authorizedFetch(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname;
  if (openDoors.some((door) => path.startsWith(door))) return reach(request);
  if (request.method !== "GET") request.headers.set("Idempotency-Key", crypto.randomUUID?.() ?? randomKey());
  const again = request.clone();
  const token = currentToken();
  if (token) {
    const response = await reach(withToken(request, token));
    if (response.status !== 401) return response;
  }
  const session = await refresh();
  if (!session) throw new Refusal(sessionEnded);
  return reach(withToken(again, session.accessToken));
}

function withToken(request: Request, token: string) {
  request.headers.set("Authorization", `Bearer ${token}`);
  return request;
}

async function reach(request: Request) {
  try {
    return await fetch(request);
  } catch {
    throw new Refusal(unreachable);
  }
}

function randomKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: authorizedFetch });

/** The answer of a call, or its refusal thrown. */
export async function take<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  throw new Refusal(asProblem(error, response));
}

function asProblem(error: unknown, response: Response): Problem {
  if (error && typeof error === "object") return { ...(error as Problem), status: response.status };
  return {
    status: response.status,
    title: response.statusText,
    detail: `The server responded with ${response.status} and no reason. Try again in a moment.`,
  };
}

/** Calls an operation that the server named by method and path, such as the fix of a check. */
export async function callByPath(method: string, path: string, body?: unknown) {
  const response = await authorizedFetch(
    new Request(new URL(path, window.location.origin), {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
    }),
  );
  const answer = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  if (!response.ok) throw new Refusal(asProblem(answer, response));
  return answer;
}

/** Puts a file into the library; what it is follows from its bytes. */
export async function uploadAsset(file: File, restore?: boolean): Promise<Asset> {
  const form = new FormData();
  form.append("file", file);
  form.append("assetName", file.name);
  if (restore !== undefined) form.append("restore", String(restore));
  const response = await withRefresh(() => ({ method: "POST", body: form }), "/api/campaign-assets/assets");
  return response.json();
}

/** Sends a form with files, which has no idempotency key: the bytes themselves say whether it is the same. */
export async function sendForm<T>(path: string, fields: Record<string, string | Blob | undefined>): Promise<T> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) body.append(name, value);
  return (await withRefresh(() => ({ method: "POST", body }), path)).json();
}

/** Sends a text that is no JSON, such as a table. */
export async function sendText<T>(path: string, type: string, body: string): Promise<T> {
  return (await withRefresh(() => ({ method: "POST", body, headers: { "Content-Type": type } }), path)).json();
}

/** Keeps the answer of a path as a file of the person. */
export async function download(path: string, name: string, init: RequestInit = {}) {
  const response = await withRefresh(() => init, path);
  const given = /filename="?([^";]+)"?/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
  saveAs(await response.blob(), given ?? name);
}

export function saveAs(bytes: Blob, name: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** The bytes of something that only a signed-in person may read. */
export async function readBytes(path: string): Promise<Blob> {
  return (await withRefresh(() => ({}), path)).blob();
}

async function withRefresh(init: () => RequestInit, path: string) {
  const send = (token?: string) =>
    reach(
      new Request(new URL(path, window.location.origin), {
        ...init(),
        headers: { ...init().headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) },
      }),
    );
  let response = await send(currentToken());
  if (response.status === 401) response = await send((await refresh())?.accessToken);
  if (!response.ok) throw new Refusal(asProblem(await response.json().catch(() => undefined), response));
  return response;
}
