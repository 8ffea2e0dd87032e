import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Megaphone, Plus } from "lucide-react";
import { lazy, Suspense } from "react";
import { may } from "@/contract/permissions";
import { queryClient, useMe } from "@/contract/queries";
import { campaignStatuses } from "@/contract/types";
import { ListPage } from "@/ui/ListPage";
import { campaignStatusName } from "@/ui/status";
import { useAddress, usePage } from "@/ui/useAddress";
import { CampaignTable } from "./CampaignTable";
import { campaignsQuery } from "./queries";
import type { CampaignsSearch } from "./routes";

const NewCampaignWizard = lazy(() => import("./NewCampaignWizard").then((m) => ({ default: m.NewCampaignWizard })));
const CloneCampaign = lazy(() => import("./CloneCampaign").then((m) => ({ default: m.CloneCampaign })));
const limit = 25;
const newestFirst = "-updatedAt";

export function preload() {
  queryClient.prefetchQuery(campaignsQuery({ limit, offset: 0, sort: newestFirst }));
}

export function CampaignList() {
  const [search, change] = useAddress<CampaignsSearch>();
  const page = usePage(limit);
  const status = campaignStatuses.find((known) => known === search.status);
  const filter = {
    ...(status ? { status } : {}),
    ...(search.q ? { q: search.q } : {}),
    ...(search.archived ? { archived: true } : {}),
  };
  const list = useQuery(campaignsQuery({ ...page, sort: search.sort ?? newestFirst, ...filter }));
  const close = () => change({ make: undefined, from: undefined });
  const create = may(useMe(), "campaign.write") ? (
    <Button leftSection={<Plus size={15} aria-hidden />} renderRoot={(props) => <Link to="/templates" {...props} />}>
      New campaign
    </Button>
  ) : null;

  return (
    <ListPage
      title="Campaigns"
      views="campaigns"
      actions={create}
      filters={[
        { kind: "search", key: "q", label: "Search campaigns" },
        {
          kind: "chips",
          key: "status",
          label: "Status",
          all: "All",
          options: campaignStatuses.map((value) => ({ value, label: campaignStatusName(value) })),
        },
        { kind: "archived", key: "archived" },
      ]}
      query={list}
      limit={limit}
      height={61}
      keyOf={({ id }) => id}
      body={(items) => (
        <CampaignTable items={items} busy={list.isPlaceholderData} filter={filter} total={list.data?.total ?? 0} />
      )}
      empty={{
        icon: Megaphone,
        title: "No campaigns yet",
        text: "A campaign brings together goals, content, approvals and results. Creating one takes a minute.",
        actions: create,
      }}
      noMatch={{ title: "No campaigns match", text: "Try another search or status.", all: "Show all campaigns" }}
    >
      <Suspense fallback={null}>
        {search.from ? (
          <CloneCampaign from={search.from === "earlier" ? undefined : search.from} close={close} />
        ) : search.make ? (
          <NewCampaignWizard close={close} fromEarlier={() => change({ from: "earlier" })} />
        ) : null}
      </Suspense>
    </ListPage>
  );
}
