import { createContext } from "react";
import type { Check } from "@/contract/types";
import type { Place } from "./actions";

/** What a check is about, for finding the screen where it is fixed. */
export interface FixAbout {
  campaignId: string;
  phase?: string | undefined;
  path: string;
  /** The id of the post, mailing, creative… that it is about. */
  subjectId: string | undefined;
}

export interface FixPlace extends Place {
  label: string;
}

/** How a room's operation fixes a check: on its own screen, by calling it unchanged, or either. */
export interface Fix {
  place?: (about: FixAbout) => FixPlace | undefined;
  /** Label of the button that calls it unchanged. */
  apply?: string;
  /** A dialog on the page where it is found. */
  open?: { label: string; perform: (about: FixAbout) => void };
  /** A person has to look first, even if the call would work unchanged. */
  needsEyes?: boolean;
}

/** Each room says how its operations fix checks, and where a person looks at what it knows; the app puts them together. */
export interface Fixes {
  operations: Record<string, Fix>;
  /** For checks without an operation: by their code, or by the kind of their subject. */
  codes?: Record<string, (about: FixAbout) => FixPlace | undefined>;
  subjects?: Record<string, (about: FixAbout) => FixPlace | undefined>;
}

export const FixesContext = createContext<Fixes>({ operations: {} });

export function mergedFixes(rooms: Fixes[]): Fixes {
  return {
    operations: Object.assign({}, ...rooms.map(({ operations }) => operations)),
    codes: Object.assign({}, ...rooms.map(({ codes }) => codes)),
    subjects: Object.assign({}, ...rooms.map(({ subjects }) => subjects)),
  };
}

/** Whether someone who may only read can follow the fix: to look, or to decide where that is asked of them. */
export function isForReaders(fixes: Fixes, { fix }: Check) {
  return (
    !fix ||
    Boolean(fixes.operations[fix.operation]?.needsEyes) ||
    /^(read|list|check|compare|ingest)/.test(fix.operation)
  );
}

/** Whether calling it unchanged is the whole fix. */
export function callsItself(fixes: Fixes, { fix }: Check) {
  const hasBody = fix?.body !== null && fix?.body !== undefined;
  return Boolean(fix && hasBody && !fixes.operations[fix.operation]?.needsEyes);
}

export function aboutOf(campaign: { id: string; phase?: string }, { fix, subject }: Check): FixAbout {
  return {
    campaignId: campaign.id,
    phase: campaign.phase,
    path: fix?.path ?? "",
    subjectId: subject.id ?? undefined,
  };
}

/** A fix that needs a person's words or eyes leads to the screen where they are given. */
export function placeOfFix(fixes: Fixes, campaign: { id: string; phase?: string }, check: Check): FixPlace | undefined {
  const { fix, subject, code } = check;
  const about = aboutOf(campaign, check);
  if (fix && callsItself(fixes, check)) return undefined;
  const ofOperation = fix ? fixes.operations[fix.operation]?.place?.(about) : undefined;
  return ofOperation ?? fixes.codes?.[code]?.(about) ?? fixes.subjects?.[subject.kind]?.(about);
}

/** A page of the campaign. */
export function ofCampaign({ campaignId }: FixAbout, page: string, label: string, search?: Record<string, unknown>) {
  return { label, to: `/campaigns/$campaignId${page}`, params: { campaignId }, ...(search ? { search } : {}) };
}
