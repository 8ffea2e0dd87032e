/** The parts of an OpenAPI 3.1 document that the docs page reads. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: (string | number | null)[];
  const?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  description?: string;
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  example?: unknown;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
}
interface Media {
  schema?: Schema;
}
export interface Parameter {
  $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}
interface Answer {
  description?: string;
  content?: Record<string, Media>;
}
interface RawOperation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content?: Record<string, Media> };
  responses?: Record<string, Answer>;
  security?: unknown[];
}
export interface OpenApi {
  info: { title: string; version: string; description?: string };
  tags?: { name: string; description?: string }[];
  paths: Record<string, Record<string, RawOperation>>;
  /** The calls that Fanfare makes, by their event. */
  webhooks?: Record<string, Record<string, RawOperation>>;
  components?: { schemas?: Record<string, Schema>; parameters?: Record<string, Parameter> };
}

export interface Operation {
  id: string;
  method: string;
  path: string;
  room: string;
  summary: string;
  description: string;
  parameters: Parameter[];
  body?: { type: string; schema: Schema };
  answers: { status: string; description: string; schema?: Schema }[];
  open: boolean;
  /** Fanfare makes the call, and the reader's server answers. */
  outgoing?: boolean;
}

const methods = ["get", "post", "put", "patch", "delete"];

export function operationsOf(api: OpenApi): Operation[] {
  const events = Object.entries(api.webhooks ?? {}).flatMap(([event, { post }]) =>
    post ? [{ ...operation(api, event, "post", post), id: event, room: "webhook_events", outgoing: true }] : [],
  );
  const operations = Object.entries(api.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const raw = item[method];
      return raw ? [operation(api, path, method, raw)] : [];
    }),
  );
  return [...operations, ...events];
}

function operation(api: OpenApi, path: string, method: string, raw: RawOperation): Operation {
  const text = raw.description ?? "";
  const summary = raw.summary ?? text.split(/(?<=\.)\s/)[0] ?? "";
  const [type, media] = Object.entries(raw.requestBody?.content ?? {})[0] ?? [];
  return {
    id: raw.operationId ?? `${method} ${path}`,
    method: method.toUpperCase(),
    path,
    room: raw.tags?.[0] ?? path.split("/")[2] ?? "other",
    summary,
    description: text.startsWith(summary) ? text.slice(summary.length).trim() : text,
    parameters: (raw.parameters ?? []).map((parameter) => resolveParameter(api, parameter)),
    ...(type && media?.schema ? { body: { type, schema: media.schema } } : {}),
    answers: Object.entries(raw.responses ?? {}).map(([status, answer]) => {
      const schema = Object.values(answer.content ?? {})[0]?.schema;
      return { status, description: answer.description ?? "", ...(schema ? { schema } : {}) };
    }),
    open: Array.isArray(raw.security) && raw.security.length === 0,
  };
}

function resolveParameter(api: OpenApi, parameter: Parameter): Parameter {
  const name = parameter.$ref?.split("/").pop();
  return (name && api.components?.parameters?.[name]) || parameter;
}

export function resolve(api: OpenApi, schema: Schema): Schema {
  const name = schema.$ref?.split("/").pop();
  return name ? (api.components?.schemas?.[name] ?? {}) : schema;
}

export function nameOf(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split("/").pop() ?? "object";
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return choices.map(nameOf).join(" | ");
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const types = [schema.type ?? (schema.properties ? "object" : "any")].flat();
  return types
    .map((type) => (type === "array" ? `${schema.items ? nameOf(schema.items) : "any"}[]` : type))
    .join(" | ")
    .concat(schema.format ? ` (${schema.format})` : "");
}

export function exampleOf(api: OpenApi, schema: Schema, depth = 0): unknown {
  if (schema.example !== undefined) return schema.example;
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.$ref) return depth > 3 ? {} : exampleOf(api, resolve(api, schema), depth + 1);
  const choice = schema.oneOf?.[0] ?? schema.anyOf?.[0] ?? schema.allOf?.[0];
  if (choice) return exampleOf(api, choice, depth);
  const type = [schema.type ?? (schema.properties ? "object" : "string")].flat().find((name) => name !== "null");
  switch (type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => depth === 0 || schema.required?.includes(name))
          .map(([name, property]) => [name, exampleOf(api, property, depth + 1)]),
      );
    case "array":
      return schema.items ? [exampleOf(api, schema.items, depth + 1)] : [];
    case "integer":
    case "number":
      return schema.minimum ?? 1;
    case "boolean":
      return true;
    default:
      return (
        { "date-time": "2026-12-01T09:00:00Z", date: "2026-12-01", uuid: "0190…", email: "ann@example.org" }[
          schema.format ?? ""
        ] ?? "…"
      );
  }
}

export function curlOf(api: OpenApi, operation: Operation, origin: string): string {
  const query = operation.parameters.filter((parameter) => parameter.in === "query" && parameter.required);
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => `$${name.toUpperCase()}`);
  const search = query.length > 0 ? `?${query.map(({ name }) => `${name}=…`).join("&")}` : "";
  const lines = [`curl ${operation.method === "GET" ? "" : `-X ${operation.method} `}"${origin}${path}${search}"`];
  if (!operation.open) lines.push(`-H "Authorization: Bearer $TOKEN"`);
  if (operation.method !== "GET" && !operation.open) lines.push(`-H "Idempotency-Key: $(uuidgen)"`);
  if (operation.body?.type.includes("json")) {
    lines.push(`-H "Content-Type: ${operation.body.type}"`);
    lines.push(`-d '${JSON.stringify(exampleOf(api, operation.body.schema), null, 2).replaceAll("'", "’")}'`);
  } else if (operation.body) lines.push(`-F "file=@picture.png"`);
  return lines.join(" \\\n  ");
}
