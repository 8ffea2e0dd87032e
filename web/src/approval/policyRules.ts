import { campaignTypes, type PolicyTerms, type ReviewPolicy, type StageRole } from "@/contract/types";

type AutoRule = ReviewPolicy["autoApprove"][number];
type Condition = NonNullable<AutoRule["when"]["all"]>[number];
export type Part = "all" | "any" | "not";
export type Op = Condition["op"];

/** A condition as its form holds it. */
export interface ConditionValues {
  key: string;
  part: Part;
  field: string;
  op: string;
  values: string[];
}

/** A rule as its form holds it. */
export interface RuleValues {
  key: string;
  id: string;
  because: string;
  stages: string[];
  late: boolean;
  hours: number | string;
  conditions: ConditionValues[];
}

interface Field {
  label: string;
  /** A fact is a number, or a text; some texts are one of these. */
  number?: boolean;
  values?: string[];
}

/** Its values are the ids of templates, chosen by their names. */
export const templateField = "template.id";

const levels = ["low", "normal", "high", "urgent"];

/** The facts that rules may ask about, as the server knows them. */
export const fields: Record<string, Field> = {
  "change.kind": { label: "Change since the last approval", values: ["cosmetic", "metadata", "substantive", "new"] },
  "item.kind": { label: "Kind of item", values: ["post", "mailing", "creative", "strategy", "budget"] },
  "item.channel": { label: "Channel" },
  "item.length": { label: "Characters", number: true },
  "item.links": { label: "Number of links", number: true },
  "item.pictures": { label: "Number of pictures", number: true },
  "item.bannedWords": { label: "Banned words of the brand", number: true },
  "item.recipients": { label: "Recipients", number: true },
  "items.count": { label: "Items in the review", number: true },
  "campaign.type": { label: "Campaign type", values: [...campaignTypes] },
  "campaign.priority": { label: "Campaign priority", values: levels },
  [templateField]: { label: "Template of the campaign" },
  "budget.total": { label: "Budget", number: true },
  "budget.change": { label: "Budget above the approved one", number: true },
  "spend.total": { label: "Spent so far", number: true },
  urgency: { label: "Urgency", values: levels },
  "author.role": { label: "Roles of its authors", values: ["owner", "admin", "manager", "editor", "reviewer"] },
};

export const numberOps = [
  { value: "lte", label: "at most" },
  { value: "lt", label: "less than" },
  { value: "gte", label: "at least" },
  { value: "gt", label: "more than" },
  { value: "eq", label: "exactly" },
  { value: "ne", label: "not" },
];
export const textOps = [
  { value: "in", label: "is one of" },
  { value: "ne", label: "is not" },
];
export const parts = [
  { value: "all", label: "If" },
  { value: "any", label: "If any" },
  { value: "not", label: "Unless" },
];

let made = 0;
const key = () => {
  made += 1;
  return `rule-${made}`;
};

export const newCondition = (): ConditionValues => ({
  key: key(),
  part: "all",
  field: "change.kind",
  op: "in",
  values: ["cosmetic"],
});

export const newRule = (stages: string[]): RuleValues => ({
  key: key(),
  id: "",
  because: "",
  stages: stages.slice(0, 1),
  late: false,
  hours: 8,
  conditions: [newCondition()],
});

export const newField = (field: string): Partial<ConditionValues> =>
  fields[field]?.number ? { field, op: "lte", values: [""] } : { field, op: "in", values: [] };

function conditionValues(part: Part, { field, op, value }: Condition): ConditionValues {
  const values = (Array.isArray(value) ? value : [value]).map(String);
  return { key: key(), part, field, op: op === "eq" && !fields[field]?.number ? "in" : op, values };
}

export const ruleValues = ({ id, because, stages, afterDeadlineHours, when }: AutoRule): RuleValues => ({
  key: key(),
  id,
  because,
  stages,
  late: afterDeadlineHours != null,
  hours: afterDeadlineHours ?? 8,
  conditions: (["all", "any", "not"] as const).flatMap((part) =>
    (when[part] ?? []).map((one) => conditionValues(part, one)),
  ),
});

function conditionOf({ field, op, values }: ConditionValues): Condition {
  const [first = ""] = values;
  if (fields[field]?.number) return { field, op: op as Op, value: Number(first) as never };
  return { field, op: op as Op, value: (op === "in" ? values : first) as never };
}

export function ruleOf({ id, because, stages, late, hours, conditions }: RuleValues): AutoRule {
  const of = (part: Part) => conditions.filter((one) => one.part === part).map(conditionOf);
  return {
    id: id.trim(),
    because: because.trim(),
    stages,
    ...(late ? { afterDeadlineHours: Number(hours) } : {}),
    when: { all: of("all"), any: of("any"), not: of("not") },
  };
}

/** What is missing in a rule, by field; the server says the rest. */
export function ruleFaults({ id, because, stages, late, hours, conditions }: RuleValues, known: string[]) {
  return {
    id: /^[a-z0-9][a-z0-9-]{0,49}$/.test(id.trim()) ? null : "Use letters, digits and hyphens.",
    because: because.trim() ? null : "Enter the reason that people read.",
    stages: stages.length > 0 && stages.every((stage) => known.includes(stage)) ? null : "Choose at least one stage.",
    hours: !late || Number(hours) >= 0.25 ? null : "Enter the hours.",
    conditions: conditions.every(({ values }) => values.length > 0 && values.every((value) => value !== ""))
      ? null
      : "Complete the conditions.",
  };
}

export const isCompleteRule = (rule: RuleValues, stages: string[]) =>
  (rule.late || rule.conditions.length > 0) && Object.values(ruleFaults(rule, stages)).every((fault) => fault === null);

export type PolicyRules = NonNullable<PolicyTerms["autoApprove"]>;
/** Guests decide themselves, so no rule decides for them. */
export const mayBeAutomatic = (role: StageRole | "external") => role !== "external";
