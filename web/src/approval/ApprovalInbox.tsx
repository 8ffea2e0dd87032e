import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { queryClient } from "@/contract/queries";
import { GoTo, ListPanel } from "@/ui/List";
import { Page } from "@/ui/Page";
import { waitingReviewsQuery } from "./queries";
import { ReviewRow } from "./WaitingReviews";

export function preload() {
  queryClient.prefetchQuery(waitingReviewsQuery);
}

export function ApprovalInbox() {
  const waiting = useQuery(waitingReviewsQuery);
  return (
    <Page title="Approvals" lead="Requests waiting for your decision, across all campaigns.">
      <ListPanel
        query={waiting}
        bones={5}
        height={77}
        keyOf={({ reviewId }) => reviewId}
        row={(review) => <ReviewRow review={review} />}
        empty={{
          icon: ShieldCheck,
          tone: "good",
          title: "No approvals waiting",
          text: "Requests for your approval show up here and in your notifications.",
          actions: <GoTo to="/campaigns" label="Go to campaigns" />,
        }}
      />
    </Page>
  );
}
