import type { PolicyStage, PolicyTerms, Priority, ReviewPolicy, ScopeName, StageRole } from "@/contract/types";
import { counted, humanise } from "@/ui/format";

/** A stage as its form holds it. */
export interface StageValues {
  key: string;
  name: string;
  who: "anyone" | "role" | "people";
  role: StageRole;
  people: string[];
  rule: "any" | "all" | "quorum";
  quorum: number | string;
  parallel: boolean;
  hours: number | string;
}

export interface PolicyValues extends Record<string, unknown> {
  name: string;
  types: string[];
  scopes: ScopeName[];
  priorities: Priority[];
  stages: StageValues[];
}

let made = 0;
const usualHours = 8;

export function newStage(name = ""): StageValues {
  made += 1;
  return {
    key: `stage-${made}`,
    name,
    who: "anyone",
    role: "content",
    people: [],
    rule: "any",
    quorum: 2,
    parallel: false,
    hours: usualHours,
  };
}

function stageValues({ name, role, people, rule, parallel, baseHours }: PolicyStage): StageValues {
  const quorum = typeof rule === "object" && rule ? rule.quorum : undefined;
  return {
    ...newStage(name),
    who: role ? "role" : people?.length ? "people" : "anyone",
    role: role ?? "content",
    people: people ?? [],
    rule: quorum === undefined ? (rule === "all" ? "all" : "any") : "quorum",
    quorum: quorum ?? 2,
    parallel: parallel ?? false,
    hours: baseHours ?? usualHours,
  };
}

export function policyValues(policy?: ReviewPolicy): PolicyValues {
  return {
    name: "",
    types: policy?.appliesTo.types ?? [],
    scopes: policy?.appliesTo.scopes ?? [],
    priorities: (policy?.appliesTo.priorities ?? []) as Priority[],
    stages: policy ? policy.stages.map(stageValues) : [newStage("Review")],
  };
}

function stageOf({ name, who, role, people, rule, quorum, parallel, hours }: StageValues, at: number): PolicyStage {
  return {
    name: name.trim(),
    ...(who === "role" ? { role } : {}),
    people: who === "people" ? people : [],
    rule: rule === "quorum" ? { quorum: Number(quorum) } : rule,
    parallel: at > 0 && parallel,
    baseHours: Number(hours),
  };
}

export function policyTerms({ types, scopes, priorities, stages }: PolicyValues): PolicyTerms {
  return { appliesTo: { types, scopes, priorities }, stages: stages.map(stageOf) };
}

/** What is missing in a stage, by field; the server says the rest. */
export function stageFaults({ name, who, people, rule, quorum, hours }: StageValues) {
  return {
    name: name.trim() ? null : "Enter a name.",
    people: who === "people" && people.length === 0 ? "Choose at least one person." : null,
    quorum: rule === "quorum" && !(Number(quorum) >= 1) ? "Enter a number." : null,
    hours: Number(hours) >= 0.25 ? null : "Enter the hours, 0.25 or more.",
  };
}

export const isComplete = (stage: StageValues) => Object.values(stageFaults(stage)).every((fault) => fault === null);

/** `Legal review` is stored as `legal-review`. */
export function slug(name: string) {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60)
    .replace(/-$/, "");
}

export const policyTitle = (name: string) => humanise(name.replaceAll("-", " "));

const either = new Intl.ListFormat("en", { type: "disjunction" });
const both = new Intl.ListFormat("en");

/** Who decides in a stage: `2 of Mara Ortiz, Jonas Kettler and Ida Brandt`. */
export function deciders({ role, people, rule }: PolicyStage, nameOf: (id: string) => string) {
  const quorum = typeof rule === "object" && rule ? rule.quorum : undefined;
  const who = `${role ? `${role} ` : ""}reviewer`;
  if (people?.length) {
    const names = people.map(nameOf);
    if (quorum !== undefined) return `${quorum} of ${both.format(names)}`;
    return rule === "all" ? both.format(names) : either.format(names);
  }
  if (quorum !== undefined) return counted(quorum, who);
  return rule === "all" ? `all ${who}s` : `any ${who}`;
}

/** The stages in their order; those that open together side by side. */
export function stageSteps(stages: PolicyStage[]) {
  const steps: PolicyStage[][] = [];
  for (const stage of stages) {
    const last = steps.at(-1);
    if (stage.parallel && last) last.push(stage);
    else steps.push([stage]);
  }
  return steps;
}

/** `Newsletter or event campaigns with high priority: content` */
export function appliesLine({ types, scopes, priorities }: ReviewPolicy["appliesTo"]) {
  if (!types?.length && !scopes?.length && !priorities?.length) return undefined;
  const ofType = types?.length
    ? `${either.format(types.map((type) => humanise(type).toLowerCase()))} campaigns`
    : "all campaigns";
  const urgent = priorities?.length ? ` with ${either.format(priorities)} priority` : "";
  const parts = scopes?.length ? `${both.format(scopes)} of ` : "";
  const line = `${parts}${ofType}${urgent}`;
  return line.charAt(0).toUpperCase() + line.slice(1);
}
