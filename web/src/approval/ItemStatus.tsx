import { useQuery } from "@tanstack/react-query";
import type { ItemFeedbackDetails } from "@/contract/types";
import { Status } from "@/ui/status";
import { isWaiting } from "./ItemFeedback";
import { feedbackQuery } from "./queries";

interface ItemStatusProps {
  campaignId: string;
  /** The item as `kind:id`. */
  about: string;
  status: string;
}

/** The status of an item, and with a time, what is missing before it goes out. */
export function ItemStatus({ campaignId, about, status }: ItemStatusProps) {
  const feedback = useQuery({ ...feedbackQuery(campaignId, about), enabled: status === "scheduled" });
  const item = feedback.data?.items.find(({ kind, id }) => `${kind}:${id}` === about);
  const missing = status === "scheduled" && item ? missingOf(item) : undefined;
  return missing ? <Status value={missing.value} label={`Scheduled · ${missing.label}`} /> : <Status value={status} />;
}

function missingOf(item: ItemFeedbackDetails) {
  if (isWaiting(item)) return { value: "in_review", label: "in review" };
  if (item.requested) return { value: "changes_requested", label: "needs changes" };
  return item.unapproved.length > 0 ? { value: "needs_approval", label: "needs approval" } : undefined;
}
