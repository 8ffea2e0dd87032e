import { useQueries } from "@tanstack/react-query";
import type { Scope, SimulatedReview, Urgency } from "@/contract/types";
import { counted, humanise } from "@/ui/format";
import { Notice } from "@/ui/States";
import classes from "./approval.module.css";
import { simulationQuery } from "./queries";

interface WhoIsAskedProps {
  campaignId: string;
  scopes: Scope[];
  urgency: Urgency;
  /** Everyone else who may approve something of the campaign. */
  reviewers: string[] | undefined;
}

/** Who decides in which stage, before a person asks: a stage that has no one to decide it shows now, not days later. */
export function WhoIsAsked({ campaignId, scopes, urgency, reviewers }: WhoIsAskedProps) {
  const found = useQueries({
    queries: scopes.map(({ scope, policy }) => simulationQuery(policy, { campaignId, scope, urgency })),
  });
  if (reviewers?.length === 0)
    return <p className={classes.asked}>No other member may approve this. Invite a reviewer first.</p>;
  const lines = sentences(
    scopes.flatMap(({ scope }, at) => {
      const review = found[at]?.data;
      return review ? [[scope, review] as const] : [];
    }),
  );
  if (lines.length === 0) return <p className={classes.asked}>{whoIsAsked(reviewers)}</p>;
  return lines.map(({ text, blocked }) =>
    blocked ? (
      <Notice key={text} tone="warn" title="Someone is missing">
        {text}
      </Notice>
    ) : (
      <p key={text} className={classes.asked}>
        {text}
      </p>
    ),
  );
}

/** One sentence for all parts that are decided alike. */
function sentences(reviews: (readonly [scope: string, SimulatedReview])[]) {
  const scopesOf = new Map<string, { scopes: string[]; blocked: boolean }>();
  for (const [scope, { explain, earliestDone }] of reviews) {
    const known = scopesOf.get(explain) ?? { scopes: [], blocked: earliestDone === null };
    scopesOf.set(explain, { ...known, scopes: [...known.scopes, scope] });
  }
  return [...scopesOf].map(([explain, { scopes, blocked }]) => ({
    text: scopesOf.size > 1 ? `${both.format(scopes.map(humanise))}: ${explain}` : explain,
    blocked,
  }));
}

const both = new Intl.ListFormat("en");

function whoIsAsked(reviewers: string[] | undefined) {
  if (!reviewers) return "";
  const more = reviewers.length - 3;
  return `${both.format(more > 0 ? [...reviewers.slice(0, 3), counted(more, "other")] : reviewers)} will be asked.`;
}
