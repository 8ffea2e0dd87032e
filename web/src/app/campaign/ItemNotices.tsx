import { useQueries } from "@tanstack/react-query";
import { ItemFeedback } from "@/approval/ItemFeedback";
import type { Campaign } from "@/contract/types";
import { unsentQuery } from "@/launch/queries";
import { WhyUnsent } from "@/launch/UnsentList";

interface ItemNoticesProps {
  campaign: Campaign;
  /** The item as `kind:id`, or the draft whose content the items take. */
  about: string;
  items: string[];
}

/** On the page of an item: what it waits for, what reviewers said, and why it did not or can't go out. */
export function ItemNotices({ campaign, about, items }: ItemNoticesProps) {
  const unsent = useQueries({ queries: items.map((itemId) => unsentQuery({ itemId })) });
  const stuck = unsent.flatMap(({ data }) => data?.items ?? []).filter(({ cause }) => cause === "no_reviewer");
  return (
    <>
      <ItemFeedback
        campaignId={campaign.id}
        about={about}
        running={campaign.status === "active"}
        // Its draft is no other matter.
        stuck={stuck.length > 0 ? [...stuck.map(({ id }) => id), about.split(":")[1] ?? ""] : []}
      />
      {items.map((itemId) => (
        <WhyUnsent key={itemId} itemId={itemId} />
      ))}
    </>
  );
}
