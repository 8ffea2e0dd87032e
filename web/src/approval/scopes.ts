import type { Scope } from "@/contract/types";
import { canDo } from "@/ui/actions";
import { counted } from "@/ui/format";

/** Whether a review of the scope is open. */
export function isWaiting({ review, status, withheld }: Scope) {
  const decided = status === "rejected" || (status === "approved" && withheld.length === 0);
  return review?.state === "open" && !decided;
}

/** Whether the scope has something that no approval covers and that no review is open for. */
export function needsRequest(scope: Scope) {
  const covered = scope.status === "approved" && scope.withheld.length === 0;
  return scope.items.length > 0 && !covered && canDo(scope, "requestApproval") && !isWaiting(scope);
}

/**
 * Whether a request would reach no one: it is plain, and no other member may approve. A rejected scope is requested again before
 * anyone approves it.
 */
export function asksNoOne(scope: Scope, reviewers: string[] | undefined) {
  if (reviewers?.length !== 0 || scope.status === "rejected") return false;
  return canDo(scope, "approveScope") || ["default", "simple"].includes(scope.policy);
}

/** Everything that is not approved as it is now, if the person may approve all of it; else nothing. */
export function allToApprove(scopes: Scope[]) {
  const left = scopes.filter(
    ({ status, items, withheld }) => items.length > 0 && !(status === "approved" && withheld.length === 0),
  );
  const mine = left.every((scope) => canDo(scope, "approveScope") && scope.status !== "rejected");
  return mine ? left : [];
}

/** The scopes in groups that cover the same items: their words and their times are read together. */
export function byItems(scopes: Scope[]): Scope[][] {
  const groups: Scope[][] = [];
  for (const scope of scopes) {
    const same = groups.find(([first]) => first && first.items.length > 0 && itemsOf(first) === itemsOf(scope));
    if (same) same.push(scope);
    else groups.push([scope]);
  }
  return groups;
}

const itemsOf = ({ items }: Scope) =>
  items
    .map(({ kind, id }) => `${kind}:${id}`)
    .sort()
    .join();

/** `4 items`, `4 items, 2 drafts`: counted by the server, and said the same on every screen. */
export function itemsLine({ count: { items, drafts } }: Pick<Scope, "count">) {
  return [counted(items, "item"), ...(drafts > 0 ? [counted(drafts, "draft")] : [])].join(", ");
}

/** Asks for one scope after the other; what is refused does not stop the others. */
export async function asksFor<Name>(scopes: Name[], ask: (scope: Name) => Promise<unknown>) {
  const asked: Name[] = [];
  const failed: [Name, unknown][] = [];
  for (const scope of scopes)
    try {
      await ask(scope);
      asked.push(scope);
    } catch (error) {
      failed.push([scope, error]);
    }
  return { asked, failed };
}
