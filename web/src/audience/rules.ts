import type { Rules } from "@/contract/types";

/** The rules of a segment as a form holds them: groups of lines, each with an id of its own. */
export type Joint = "all" | "any" | "not";
export interface Group {
  id: string;
  joint: Joint;
  rules: Node[];
}
export interface Line {
  id: string;
  /** `attributes.` with a name behind it for what is no field of ours. */
  field: string;
  op: Op;
  /** As it is typed; many are divided by commas. */
  value: string;
}
export type Node = Group | Line;
export type Op =
  | "eq"
  | "ne"
  | "contains"
  | "starts_with"
  | "ends_with"
  | "gt"
  | "gte"
  | "lt"
  | "lte"
  | "in"
  | "exists"
  | "before"
  | "after"
  | "within_days";

export const joints: Record<Joint, string> = { all: "All of", any: "At least one of", not: "None of" };

const text: Op[] = ["eq", "ne", "contains", "starts_with", "ends_with", "in", "exists"];
const events: Op[] = ["exists", "within_days", "before", "after", "eq", "gt", "gte", "lt", "lte"];
const attribute: Op[] = [...text, "gt", "gte", "lt", "lte", "before", "after", "within_days"];

export const fields: { group: string; items: { value: string; label: string; ops: Op[] }[] }[] = [
  {
    group: "Contact",
    items: [
      { value: "email", label: "E-mail", ops: text },
      { value: "firstName", label: "First name", ops: text },
      { value: "lastName", label: "Last name", ops: text },
      { value: "status", label: "Status", ops: ["eq", "ne", "in"] },
      { value: "tags", label: "Tags", ops: ["contains", "ne", "in", "exists"] },
      { value: "createdAt", label: "Added", ops: ["within_days", "before", "after"] },
      { value: "timeZone", label: "Time zone", ops: text },
      { value: "locale", label: "Language", ops: text },
    ],
  },
  {
    group: "Activity",
    items: [
      { value: "event.opened", label: "Opened an e-mail", ops: events },
      { value: "event.clicked", label: "Clicked a link", ops: events },
      { value: "event.bought", label: "Bought", ops: events },
      { value: "event.visited", label: "Visited", ops: events },
    ],
  },
  { group: "Other", items: [{ value: "attributes.", label: "Other attribute…", ops: attribute }] },
];

const flat = fields.flatMap(({ items }) => items);

export function isGroup(node: Node): node is Group {
  return "rules" in node;
}

export function fieldOf(name: string) {
  return flat.find(({ value }) => value === (name.startsWith("attributes.") ? "attributes." : name));
}

export function opsOf(field: string): Op[] {
  return fieldOf(field)?.ops ?? attribute;
}

const opWords: Record<Op, string> = {
  eq: "is",
  ne: "is not",
  contains: "contains",
  starts_with: "starts with",
  ends_with: "ends with",
  gt: "is more than",
  gte: "is at least",
  lt: "is less than",
  lte: "is at most",
  in: "is one of",
  exists: "is set",
  before: "is before",
  after: "is after",
  within_days: "within (days)",
};

export function opWord(field: string, op: Op) {
  if (field.startsWith("event.")) {
    const words: Partial<Record<Op, string>> = {
      exists: "ever",
      within_days: "within (days)",
      before: "before",
      after: "after",
      eq: "exactly (times)",
      gt: "more than (times)",
      gte: "at least (times)",
      lt: "fewer than (times)",
      lte: "at most (times)",
    };
    return words[op] ?? opWords[op];
  }
  if (field === "tags")
    return { contains: "contain", ne: "do not contain", in: "contain one of" }[op as string] ?? opWords[op];
  if (field === "createdAt" && op === "within_days") return "within (days)";
  return opWords[op];
}

/** How the value of a line is typed. */
export function inputOf({
  field,
  op,
}: Pick<Line, "field" | "op">): "none" | "yes_no" | "number" | "date" | "many" | "status" | "text" {
  if (op === "exists") return "yes_no";
  if (op === "in") return "many";
  if (op === "before" || op === "after") return "date";
  if (op === "within_days" || ["gt", "gte", "lt", "lte"].includes(op) || field.startsWith("event.")) return "number";
  return field === "status" ? "status" : "text";
}

let last = 0;
const newId = () => `rule-${++last}`;

export function newLine(field = "email"): Line {
  const op = opsOf(field)[0] ?? "eq";
  return { id: newId(), field, op, value: op === "exists" ? "true" : "" };
}

export function newGroup(joint: Joint = "any"): Group {
  return { id: newId(), joint, rules: [newLine()] };
}

/** What the server keeps, as the form holds it; a single rule is in a group of one. */
export function readRules(rules: unknown): Group {
  const node = readNode(rules);
  return isGroup(node) ? node : { id: newId(), joint: "all", rules: [node] };
}

function readNode(rules: unknown): Node {
  const given = (rules ?? {}) as Record<string, unknown>;
  for (const joint of ["all", "any", "not"] as const)
    if (joint in given) {
      const inside = given[joint];
      return { id: newId(), joint, rules: (Array.isArray(inside) ? inside : [inside]).map(readNode) };
    }
  const op = (given.op ?? "eq") as Op;
  const { value } = given;
  return {
    id: newId(),
    field: String(given.field ?? "email"),
    op,
    value: op === "exists" ? String(value ?? true) : Array.isArray(value) ? value.join(", ") : String(value ?? ""),
  };
}

/** The rules as the server takes them, or nothing while a line is not complete. */
export function writeRules(group: Group): Rules | undefined {
  const inside = group.rules.map(writeNode);
  return inside.includes(undefined) ? undefined : ({ [group.joint]: inside } as Rules);
}

function writeNode(node: Node): unknown {
  if (isGroup(node)) return writeRules(node);
  const { field, op } = node;
  if (field === "attributes.") return undefined;
  const value = asValue(node);
  return value === undefined ? undefined : { field, op, value };
}

function asValue(line: Line): unknown {
  const typed = line.value.trim();
  switch (inputOf(line)) {
    case "yes_no":
      return typed !== "false";
    case "number":
      return typed !== "" && Number.isFinite(Number(typed)) ? Number(typed) : undefined;
    case "many": {
      const many = line.value
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean);
      return many.length > 0 ? many : undefined;
    }
    default:
      return typed === "" ? undefined : typed;
  }
}

/** The rules as a sentence, for lists. */
export function inWords(rules: unknown): string {
  const group = readRules(rules);
  if (group.rules.length === 0) return group.joint === "not" || group.joint === "all" ? "All contacts" : "No contacts";
  const words = groupInWords(group);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function groupInWords({ joint, rules }: Group): string {
  const parts = rules.map((node) => (isGroup(node) ? `(${groupInWords(node)})` : lineInWords(node)));
  if (joint === "not") return `not ${parts.length > 1 ? `(${parts.join(" or ")})` : parts[0]}`;
  return parts.join(joint === "all" ? " and " : " or ");
}

export function lineInWords({ field, op, value }: Line) {
  const name = field.startsWith("attributes.") ? field.slice(11) : lower(fieldOf(field)?.label ?? field);
  if (op === "exists") {
    const event = field.startsWith("event.");
    if (value === "false") return event ? `never ${name}` : `${name} is not set`;
    return event ? `ever ${name}` : `${name} is set`;
  }
  if (op === "within_days") return `${name} in the last ${value === "1" ? "day" : `${value} days`}`;
  if (field.startsWith("event.") && ["eq", "gt", "gte", "lt", "lte"].includes(op)) {
    const signs: Record<string, string> = {
      eq: "",
      gt: "more than ",
      gte: "at least ",
      lt: "less than ",
      lte: "at most ",
    };
    return `${name} ${signs[op]}${value} ${value === "1" ? "time" : "times"}`;
  }
  return `${name} ${opWord(field, op)} ${value}`;
}

function lower(word: string) {
  return word.charAt(0).toLowerCase() + word.slice(1);
}

/** Changes one node of the tree, or takes it away. */
export function changed(group: Group, id: string, change: (node: Node) => Node | undefined): Group {
  return {
    ...group,
    rules: group.rules.flatMap((node): Node[] => {
      if (node.id === id) {
        const next = change(node);
        return next ? [next] : [];
      }
      return [isGroup(node) ? changed(node, id, change) : node];
    }),
  };
}
