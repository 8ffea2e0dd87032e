import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { Page } from "@/ui/Page";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import ui from "@/ui/ui.module.css";
import { waitingReviewsQuery } from "./queries";
import { WaitingReviews } from "./WaitingReviews";

export function ApprovalInbox() {
  const waiting = useQuery(waitingReviewsQuery);
  return (
    <Page title="Approvals" lead="Requests waiting for your decision, across all campaigns.">
      <div className={ui.panel}>
        <Loaded query={waiting} skeleton={<BoneRows count={5} height={77} />}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty
                icon={ShieldCheck}
                tone="good"
                title="No approvals waiting"
                text="Requests for your approval show up here and in your notifications."
              />
            ) : (
              <WaitingReviews items={items} />
            )
          }
        </Loaded>
      </div>
    </Page>
  );
}
