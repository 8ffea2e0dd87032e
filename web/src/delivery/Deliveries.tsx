import { Button, Drawer, Select } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Filter, Send } from "lucide-react";
import { api, take } from "@/contract/api";
import { platformsQuery } from "@/contract/queries";
import { deliveryStates, type PlatformState } from "@/contract/types";
import { humanise } from "@/ui/format";
import { Page } from "@/ui/Page";
import { BoneRows, Empty, Failed } from "@/ui/States";
import ui from "@/ui/ui.module.css";
import { DeliveryCard } from "./DeliveryCard";
import { DeliveryRow } from "./DeliveryRow";

const route = getRouteApi("/shell/deliveries");

export function Deliveries() {
  const { id, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const filters = Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
  const list = useInfiniteQuery({
    queryKey: ["deliveries", "ledger", filters],
    queryFn: ({ pageParam }) =>
      take(
        api.GET("/api/deliveries", {
          params: { query: { ...filters, limit: 50, ...(pageParam ? { after: pageParam } : {}) } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next || undefined,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = Object.keys(filters).length > 0;
  const platforms = useQuery(platformsQuery);
  const channels = channelsOf(platforms.data?.items ?? []);

  return (
    <Page title="Deliveries" lead="Every message sent, with its status.">
      <div className={ui.filters}>
        <Select
          aria-label="State"
          placeholder="All states"
          clearable
          w={170}
          data={deliveryStates.map((value) => ({ value, label: humanise(value) }))}
          value={filter.state ?? null}
          onChange={(state) => navigate({ search: (old) => ({ ...old, state: state ?? undefined, id: undefined }) })}
        />
        <Select
          aria-label="Channel"
          placeholder="All channels"
          clearable
          w={170}
          data={channels}
          value={filter.channel ?? null}
          onChange={(channel) =>
            navigate({ search: (old) => ({ ...old, channel: channel ?? undefined, id: undefined }) })
          }
        />
        {filter.campaignId ? (
          <button
            type="button"
            className={ui.chip}
            aria-pressed
            onClick={() => navigate({ search: (old) => ({ ...old, campaignId: undefined }) })}
          >
            One campaign ✕
          </button>
        ) : null}
      </div>
      <div className={ui.panel}>
        {list.isPending ? (
          <BoneRows count={10} height={57} />
        ) : list.error ? (
          <Failed error={list.error} retry={() => list.refetch()} />
        ) : items.length === 0 ? (
          filtered ? (
            <Empty icon={Filter} title="No deliveries match this filter">
              <Button variant="default" onClick={() => navigate({ search: {} })}>
                Show all deliveries
              </Button>
            </Empty>
          ) : (
            <Empty
              icon={Send}
              title="No messages yet"
              text="Messages appear here once posts and mailings are scheduled."
            />
          )
        ) : (
          <ul className={ui.rows}>
            {items.map((delivery) => (
              <li key={delivery.id}>
                <DeliveryRow delivery={delivery} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {list.hasNextPage ? (
        <Button variant="default" mt="sm" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
      <Drawer
        opened={Boolean(id)}
        onClose={() => navigate({ search: (old) => ({ ...old, id: undefined }) })}
        title="Delivery"
        size={460}
      >
        {id ? <DeliveryCard id={id} /> : null}
      </Drawer>
    </Page>
  );
}

/** E-mail of both kinds, and every platform that posts can leave by. */
function channelsOf(platforms: PlatformState[]) {
  const published = platforms.filter(({ connectable, connected }) => connectable || connected);
  return [
    { value: "email", label: "E-mail" },
    { value: "letter", label: "System e-mail" },
    ...published.map(({ platform, name }) => ({ value: platform as string, label: name })),
  ];
}
