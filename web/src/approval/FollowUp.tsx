import { ActionButton, useActions } from "@/ui/actions";
import { type Followed, followUpActions } from "./followUpActions";

/** What the person who asked for a review can do while others decide. */
export function FollowUp({ review }: { review: Followed }) {
  return useActions(followUpActions, review).map((action) => <ActionButton key={action.name} action={action} />);
}
