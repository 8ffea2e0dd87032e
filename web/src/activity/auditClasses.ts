/** What the kinds of entries are called. */
export const auditClasses = {
  change: "Changes",
  decision: "Decisions",
  sign_in: "Sign-ins",
  access: "Reads of personal data",
  export: "Exports",
  refusal: "Refusals",
} as const;

export type AuditClass = keyof typeof auditClasses;

export const isAuditClass = (name: string | undefined): name is AuditClass =>
  name !== undefined && name in auditClasses;

export const classOptions = Object.entries(auditClasses).map(([value, label]) => ({ value, label }));

const one: Record<AuditClass, string> = {
  change: "Change",
  decision: "Decision",
  sign_in: "Sign-in",
  access: "Read",
  export: "Export",
  refusal: "Refused",
};

export const classOf = (entry: { class: AuditClass }) => one[entry.class];
