import { ActionButton, ActionMenu, useActions } from "@/ui/actions";
import { type Followed, followUpActions } from "./followUpActions";

/** What the person who asked for a review can do while others decide: the first as a button, the rest in a menu. */
export function FollowUp({ review }: { review: Followed }) {
  const [first, ...rest] = useActions(followUpActions, review);
  return (
    <>
      <ActionButton action={first} />
      <ActionMenu actions={rest} />
    </>
  );
}
