import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { FilePen } from "lucide-react";
import { itemStates } from "@/contract/types";
import { BlogPostList } from "@/creative/BlogPostList";
import type { Filter } from "@/ui/Filters";
import { humanise } from "@/ui/format";
import { ListPage } from "@/ui/ListPage";
import { platformName } from "@/ui/platforms";
import { Views } from "@/ui/Sections";
import { usePage } from "@/ui/useAddress";
import { ItemBoard } from "./ItemBoard";
import { ItemTable } from "./ItemTable";
import { itemsQuery } from "./items";
import { NewCards, useNewItems } from "./newItems";
import { useCampaign } from "./useCampaign";

const route = getRouteApi("/shell/campaigns/$campaignId/content");
const views = [{ label: "List" }, { value: "board", label: "Board" }, { value: "channels", label: "Channels" }];

/** Everything that readers get from a campaign, sent, planned or still a draft. */
export function Content() {
  const campaign = useCampaign();
  const { view, show, page: _, sort, ...filter } = route.useSearch();
  const order = view === "channels" ? "channel" : sort;
  const page = usePage(view ? 200 : 100);
  const items = useQuery(itemsQuery(campaign.id, { ...filter, ...page, ...(order ? { sort: order } : {}) }));
  const ways = useNewItems(campaign);
  const counts: Partial<Record<string, number>> = items.data?.counts ?? {};
  const states = itemStates.filter((state) => counts[state] || filter.state === state);
  const channels = [...new Set(["newsroom", "email", ...campaign.channels])];
  const filters: Filter[] = [
    {
      kind: "chips",
      key: "state",
      label: "State",
      all: `All ${Object.values(counts).reduce((sum: number, count) => sum + (count ?? 0), 0)}`,
      options: states.map((value) => ({ value, label: `${humanise(value)} ${counts[value] ?? 0}` })),
    },
    { kind: "search", key: "q", label: "Filter content", width: 180, shortcut: true },
    {
      kind: "select",
      key: "channel",
      label: "Channel",
      all: "Channel",
      width: 140,
      options: channels.map((value) => ({ value, label: platformName(value) })),
    },
    { kind: "archived", key: "archived" },
  ];
  if (show === "blog-posts") return <BlogPostList campaign={campaign} />;
  return (
    <ListPage
      filters={filters}
      tools={<Views label="View" views={views} />}
      query={items}
      limit={page.limit}
      keyOf={({ id }) => id}
      body={(all) =>
        view === "board" ? (
          <ItemBoard items={all} zone={campaign.timeZone} />
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
