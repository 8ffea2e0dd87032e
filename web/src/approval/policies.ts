import type { PolicyStage, PolicyTerms, Priority, ReviewPolicy, ScopeName, StageRole } from "@/contract/types";
import { counted, humanise } from "@/ui/format";
import { isCompleteRule, mayBeAutomatic, type RuleValues, ruleOf, ruleValues } from "./policyRules";

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
  reminders: AlarmMode;
  /** The hours before it is due. */
  remind: string[];
  escalation: AlarmMode;
  tiers: TierValues[];
}

/** As Fanfare does it, as the policy says, or not at all. */
export type AlarmMode = "usual" | "own" | "none";

/** Who hears of a stage that is overdue for some hours. */
export interface TierValues {
  key: string;
  hours: number | string;
  to: string[];
}

export type ChangeAction = "keep" | "reconfirm" | "restart";

export interface PolicyValues extends Record<string, unknown> {
  name: string;
  types: string[];
  scopes: ScopeName[];
  priorities: Priority[];
  stages: StageValues[];
  onChange: { cosmetic: ChangeAction; metadata: ChangeAction; substantive: ChangeAction };
  rules: RuleValues[];
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
    reminders: "usual",
    remind: [],
    escalation: "usual",
    tiers: [],
  };
}

/** A tier of escalation, a day after the one before. */
export function newTier(before?: TierValues): TierValues {
  made += 1;
  return { key: `tier-${made}`, hours: before ? Number(before.hours) + 24 : 4, to: before ? [] : ["managers"] };
}

const mode = (list: unknown[] | null | undefined): AlarmMode => (list ? (list.length > 0 ? "own" : "none") : "usual");

function stageValues(stage: PolicyStage): StageValues {
  const { name, role, people, rule, parallel, baseHours, remindBeforeHours, escalation } = stage;
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
    reminders: mode(remindBeforeHours),
    remind: (remindBeforeHours ?? []).map(String),
    escalation: mode(escalation),
    tiers: (escalation ?? []).map(({ afterHours, to }) => ({ ...newTier(), hours: afterHours, to: to ?? [] })),
  };
}

export function policyValues(policy?: ReviewPolicy): PolicyValues {
  return {
    name: "",
    types: policy?.appliesTo.types ?? [],
    scopes: policy?.appliesTo.scopes ?? [],
    priorities: (policy?.appliesTo.priorities ?? []) as Priority[],
    stages: policy ? policy.stages.map(stageValues) : [newStage("Review")],
    onChange: {
      cosmetic: policy?.onChange.cosmetic ?? "reconfirm",
      metadata: policy?.onChange.metadata ?? "reconfirm",
      substantive: policy?.onChange.substantive ?? "reconfirm",
    },
    rules: (policy?.autoApprove ?? []).map(ruleValues),
  };
}

/** Nothing where Fanfare does it as usual. */
function alarmsOf({ reminders, remind, escalation, tiers }: StageValues): Partial<PolicyStage> {
  return {
    ...(reminders === "usual" ? {} : { remindBeforeHours: reminders === "own" ? remind.map(Number) : [] }),
    ...(escalation === "usual"
      ? {}
      : {
          escalation: escalation === "own" ? tiers.map(({ hours, to }) => ({ afterHours: Number(hours), to })) : [],
        }),
  };
}

function stageOf(stage: StageValues, at: number): PolicyStage {
  const { name, who, role, people, rule, quorum, parallel, hours } = stage;
  return {
    name: name.trim(),
    ...(who === "role" ? { role } : {}),
    people: who === "people" ? people : [],
    rule: rule === "quorum" ? { quorum: Number(quorum) } : rule,
    parallel: at > 0 && parallel,
    baseHours: Number(hours),
    ...alarmsOf(stage),
  };
}

export function policyTerms({ types, scopes, priorities, stages, onChange, rules }: PolicyValues): PolicyTerms {
  return {
    appliesTo: { types, scopes, priorities },
    stages: stages.map(stageOf),
    onChange,
    autoApprove: rules.map(ruleOf),
  };
}

/** What is missing in what is said about a stage. */
export function alarmFaults({ reminders, remind, escalation, tiers }: StageValues) {
  const hours = remind.map(Number);
  return {
    remind: reminders !== "own" || (hours.length > 0 && hours.every((one) => one >= 0.25)) ? null : "Enter hours.",
    tiers: tiers.map((tier, at) => {
      if (escalation !== "own") return null;
      const before = tiers[at - 1];
      if (tier.hours === "" || !(Number(tier.hours) >= 0)) return "Enter the hours.";
      return before && Number(tier.hours) <= Number(before.hours) ? "Later than the one before." : null;
    }),
  };
}

function areAlarmsComplete(stage: StageValues) {
  const { remind, tiers } = alarmFaults(stage);
  return (
    !remind &&
    tiers.every((fault) => !fault) &&
    (stage.escalation !== "own" || stage.tiers.every(({ to }) => to.length > 0))
  );
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

export const isComplete = (stage: StageValues) =>
  Object.values(stageFaults(stage)).every((fault) => fault === null) && areAlarmsComplete(stage);

/** The stages in which rules may decide. */
export const automaticStages = (stages: StageValues[]) =>
  stages.filter(({ who, role }) => who !== "role" || mayBeAutomatic(role)).map(({ name }) => name.trim());

export function isCompletePolicy({ stages, rules }: PolicyValues) {
  const names = automaticStages(stages);
  return stages.every(isComplete) && rules.every((rule) => isCompleteRule(rule, names));
}

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

/** Why a policy can't have this name. */
export function nameFault(name: string, taken: string[]) {
  const stored = slug(name);
  if (!stored) return "Enter a name with letters or digits.";
  if (stored === "default" || stored === "new" || taken.includes(stored)) return "This name is taken. Choose another.";
  return null;
}
