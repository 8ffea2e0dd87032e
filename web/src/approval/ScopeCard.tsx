import { useEffect, useRef } from "react";
import type { Campaign, Scope } from "@/contract/types";
import { humanise } from "@/ui/format";
import { RowList } from "@/ui/List";
import { namesAmong } from "@/ui/names";
import { Card } from "@/ui/Page";
import classes from "./approval.module.css";
import { type FaceOfItem, type ItemPreview, ScopeRow } from "./ScopeItems";
import { ScopePart } from "./ScopePart";
import { isWaiting } from "./scopes";

interface ScopeCardProps {
  campaign: Campaign;
  /** Several parts of a campaign that cover the same items. */
  scopes: Scope[];
  /** Who else can be asked. */
  reviewers?: string[] | undefined;
  highlighted: boolean;
  preview: ItemPreview;
  face: FaceOfItem;
  /** Every part is requested with one button above the cards. */
  requestedAbove?: boolean;
}

/** The items of a part of the campaign and its approval. Parts that cover the same items share a card. */
export function ScopeCard({
  campaign,
  scopes,
  reviewers,
  highlighted,
  requestedAbove = false,
  ...shown
}: ScopeCardProps) {
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (highlighted) card.current?.scrollIntoView({ block: "center" });
  }, [highlighted]);
  const items = scopes[0]?.items ?? [];
  const drafts = scopes.flatMap((scope) => scope.drafts);
  const name = namesAmong([...items, ...drafts]);
  const changed = new Set(scopes.flatMap(({ changedSince }) => changedSince.map(({ id }) => id)));
  const names = scopes.map(({ scope }) => scope);
  const row = { campaign, scopes: names, name, ...shown };
  return (
    <Card ref={card} className={classes.scope} data-highlighted={highlighted || undefined}>
      {scopes.map((scope, index) => (
        <ScopePart
          key={scope.scope}
          campaign={campaign}
          scope={scope}
          reviewers={reviewers}
          name={name}
          main={index === 0 && !requestedAbove}
          repeated={index > 0 && isSameRequest(scopes[0], scope)}
        />
      ))}
      {items.length > 0 ? (
        <RowList className={classes.items} aria-label={`Items: ${humanise(names.join(" and "))}`}>
          {inOrder(items).map((item) => (
            <li key={`${item.kind} ${item.id}`}>
              <ScopeRow {...row} item={item} changed={changed.has(item.id)} />
            </li>
          ))}
        </RowList>
      ) : null}
      {drafts.length > 0 ? (
        <>
          <p className={classes.drafts}>Drafts that no scheduled item uses yet. The approval covers them too.</p>
          <RowList className={classes.items}>
            {drafts.map((item) => (
              <li key={`${item.kind} ${item.id}`}>
                <ScopeRow {...row} item={item} changed={false} />
              </li>
            ))}
          </RowList>
        </>
      ) : null}
    </Card>
  );
}

/** Parts that were requested together are opened together: who asked and what is said once. */
function isSameRequest(first: Scope | undefined, scope: Scope) {
  if (!first || !isWaiting(first) || !isWaiting(scope)) return false;
  const said = ({ review, blocked }: Scope) =>
    [review?.requestedBy, review?.message, review?.urgency, review?.changed, blocked?.sentence].join();
  return said(first) === said(scope);
}

/** As they go out; what has no time comes last. */
function inOrder<T extends { at?: string | null | undefined }>(items: T[]) {
  return items.toSorted((a, b) => (a.at ?? "9").localeCompare(b.at ?? "9"));
}
