import type { Scope } from "@/contract/types";
import { canDo } from "@/ui/actions";
import { counted } from "@/ui/format";

/** Whether a review of the scope is open. */
export function isWaiting({ review, status, withheld }: Scope) {
  const decided = status === "rejected" || (status === "approved" && withheld.length === 0);
  return review?.state === "open" && !decided;
}

/** The scopes whose approval is still to be requested. */
export function requestable(scopes: Scope[]) {
  return scopes.filter((scope) => scope.items.length > 0 && canDo(scope, "requestApproval") && !isWaiting(scope));
}

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
