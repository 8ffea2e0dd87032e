import { useQuery } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { queryClient } from "@/contract/queries";
import type { Filter } from "@/ui/Filters";
import { GoTo } from "@/ui/List";
import { ListPage } from "@/ui/ListPage";
import { useAddress, usePage } from "@/ui/useAddress";
import { inboxQuery } from "./queries";
import { ReviewTable } from "./ReviewTable";
import type { ApprovalsSearch } from "./routes";

const limit = 50;
const filters: Filter[] = [
  {
    kind: "chips",
    key: "mine",
    label: "Show",
    all: "Waiting for you",
    options: [
      { value: "requested", label: "You requested" },
      { value: "decided", label: "You decided" },
      { value: "all", label: "All" },
    ],
  },
];

export function preload() {
  queryClient.prefetchQuery(inboxQuery({}, { limit, offset: 0 }));
}

export function ApprovalInbox() {
  const [search] = useAddress<ApprovalsSearch>();
  const list = useQuery(inboxQuery(search, usePage(limit)));
  return (
    <ListPage
      title="Approvals"
      lead="Reviews across all campaigns."
      filters={filters}
      query={list}
      limit={limit}
      height={77}
      keyOf={({ reviewId }) => reviewId}
      body={(reviews) => <ReviewTable items={reviews} busy={list.isPlaceholderData} />}
      empty={{
        icon: ShieldCheck,
        tone: "good",
        title: "No approvals waiting",
        text: "Requests for your approval show up here and in your notifications.",
        actions: <GoTo to="/campaigns" label="Go to campaigns" />,
      }}
      noMatch={{ title: "No reviews here yet", all: "Show what waits for you" }}
    />
  );
}
