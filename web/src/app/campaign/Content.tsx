import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { FilePen } from "lucide-react";
import { membersQuery, queryClient, viewsQuery } from "@/contract/queries";
import { BlogPostList } from "@/creative/BlogPostList";
import { ListPage } from "@/ui/ListPage";
import { Views } from "@/ui/Sections";
import { usePage } from "@/ui/useAddress";
import { contentFilters } from "./contentFilters";
import { ItemBoard } from "./ItemBoard";
import { ItemTable } from "./ItemTable";
import { itemsQuery } from "./items";
import { NewCards, useNewItems } from "./newItems";
import { useCampaign } from "./useCampaign";

const route = getRouteApi("/shell/campaigns/$campaignId/content");
const firstPage = { limit: 100, offset: 0 };
const views = [{ label: "List" }, { value: "board", label: "Board" }, { value: "channels", label: "Channels" }];

export function preload({ campaignId = "" }: Record<string, string>) {
  queryClient.prefetchQuery(viewsQuery);
  queryClient.prefetchQuery(itemsQuery(campaignId, firstPage));
  queryClient.prefetchQuery(membersQuery);
}

/** Everything that readers get from a campaign, sent, planned or still a draft. */
export function Content() {
  const campaign = useCampaign();
  const { view, show, page: _, sort, ...filter } = route.useSearch();
  const order = view === "channels" ? "channel" : sort;
  const page = usePage(view ? 200 : firstPage.limit);
  const items = useQuery(itemsQuery(campaign.id, { ...filter, ...page, ...(order ? { sort: order } : {}) }));
  const ways = useNewItems(campaign);
  const members = useQuery(membersQuery);
  const counts: Partial<Record<string, number>> = items.data?.counts ?? {};
  const filters = contentFilters(campaign, counts, filter.state, members.data?.items ?? []);
  if (show === "blog-posts") return <BlogPostList campaign={campaign} />;
  return (
    <ListPage
      filters={filters}
      views="content"
      tools={<Views label="View" views={views} />}
      query={items}
      limit={page.limit}
      keyOf={({ id }) => id}
      body={(all) =>
        view === "board" ? (
          <ItemBoard campaign={campaign} items={all} />
        ) : (
          <ItemTable
            campaign={campaign}
            items={all}
            by={view === "channels" ? "channel" : !sort || sort === "time" ? "time" : undefined}
            busy={items.isPlaceholderData}
          />
        )
      }
      empty={{
        icon: FilePen,
        title: "No content yet",
        text: "Posts, e-mails and drafts of this campaign appear here.",
        actions: <NewCards ways={ways} />,
      }}
      noMatch={{ title: "No items match", all: "Show all items" }}
    />
  );
}
