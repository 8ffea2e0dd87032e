import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { campaignNamesQuery, platformsQuery } from "@/contract/queries";
import { deliveryStates } from "@/contract/types";
import type { Filter } from "@/ui/Filters";
import { GoTo } from "@/ui/List";
import { ListPage } from "@/ui/ListPage";
import { Views } from "@/ui/Sections";
import { TestInbox } from "@/ui/TestInbox";
import { useAddress, usePage } from "@/ui/useAddress";
import { campaignFilter, channelFilter, stateName, views } from "./filters";
import { sentQuery } from "./queries";
import type { DeliveriesSearch } from "./routes";
import { SentTable } from "./SentTable";

export const firstPage = { limit: 50, offset: 0 };

/** One row for each post and e-mail, however many people got it. */
export function SentItems() {
  const [search] = useAddress<DeliveriesSearch>();
  const page = usePage(firstPage.limit);
  const sent = useQuery(sentQuery(search, page));
  const platforms = useQuery(platformsQuery);
  const campaigns = useQuery(campaignNamesQuery);
  const counts: Partial<Record<string, number>> = sent.data?.counts ?? {};
  const states = deliveryStates.filter((state) => counts[state] || search.state === state);
  const filters: Filter[] = [
    {
      kind: "chips",
      key: "state",
      label: "State",
      all: "All",
      options: states.map((value) => ({ value, label: `${stateName(value)} ${counts[value] ?? 0}` })),
    },
    { kind: "search", key: "q", label: "Search by title", width: 190, shortcut: true },
    channelFilter(platforms.data?.items ?? [], ["email"]),
    campaignFilter(campaigns.data?.items ?? []),
  ];
  return (
    <ListPage
      title="Sent"
      lead="Every post and e-mail that was sent or is planned, with its status."
      before={<TestInbox />}
      filters={filters}
      views="sent"
      tools={<Views label="View" views={views} />}
      query={sent}
      limit={firstPage.limit}
      keyOf={({ id }) => id}
      body={(items) => <SentTable items={items} busy={sent.isPlaceholderData} />}
      empty={{
        icon: Send,
        title: "Nothing sent yet",
        text: "Posts and e-mails appear here once their campaign is launched.",
        actions: <GoTo to="/calendar" label="Open calendar" />,
      }}
      noMatch={{ title: "No posts or e-mails match", all: "Show all" }}
    />
  );
}
