import { Drawer } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Mail, Newspaper, Send } from "lucide-react";
import { campaignQuery, platformsQuery } from "@/contract/queries";
import { type Delivery, deliveryStates, type PlatformState } from "@/contract/types";
import { ActionMenu, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { humanise } from "@/ui/format";
import { GoTo } from "@/ui/List";
import { ListPage } from "@/ui/ListPage";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { Row } from "@/ui/Row";
import { Status } from "@/ui/status";
import { useAddress } from "@/ui/useAddress";
import { deliveryActions } from "./actions";
import { DeliveryCard } from "./DeliveryCard";
import { deliveriesQuery } from "./queries";
import type { DeliveriesSearch } from "./routes";

export function Deliveries() {
  const [search, change] = useAddress<DeliveriesSearch>();
  const platforms = useQuery(platformsQuery);
  const campaign = useQuery({ ...campaignQuery(search.campaignId ?? ""), enabled: Boolean(search.campaignId) });
  return (
    <ListPage
      title="Deliveries"
      lead="Every message sent, with its status."
      filters={[
        {
          kind: "select",
          key: "state",
          label: "State",
          all: "All statuses",
          options: deliveryStates.map((value) => ({ value, label: humanise(value) })),
        },
        {
          kind: "select",
          key: "channel",
          label: "Channel",
          all: "All channels",
          options: channelsOf(platforms.data?.items ?? []),
        },
        { kind: "chosen", key: "campaignId", label: campaign.data?.name ?? "One campaign" },
        { kind: "chosen", key: "itemId", label: "One item" },
        { kind: "chosen", key: "reaction", label: search.reaction === "click" ? "Clicked" : "Opened" },
      ]}
      query={useInfiniteQuery(deliveriesQuery(search))}
      noun="message"
      keyOf={({ id }) => id}
      row={(delivery) => <DeliveryRow delivery={delivery} />}
      empty={{
        icon: Send,
        title: "No messages yet",
        text: "Messages appear here once posts and e-mails are scheduled.",
        actions: <GoTo to="/calendar" label="Open calendar" />,
      }}
      noMatch={{ title: "No deliveries match this filter.", all: "Show all deliveries" }}
    >
      <Drawer
        opened={Boolean(search.id)}
        onClose={() => change({ id: undefined }, { keepHistory: true })}
        title="Delivery"
        size={460}
      >
        {search.id ? <DeliveryCard id={search.id} /> : null}
      </Drawer>
    </ListPage>
  );
}

/** E-mail of both kinds, and every platform that posts can go out on. */
function channelsOf(platforms: PlatformState[]) {
  const published = platforms.filter(({ connectable, connected }) => connectable || connected);
  return [
    ...["email", "letter"].map((value) => ({ value, label: platformName(value) })),
    ...published.map(({ platform, name }) => ({ value: platform as string, label: name })),
  ];
}

function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const bound = useActions(deliveryActions, delivery);
  const Icon = delivery.channel === "newsroom" ? Newspaper : Mail;
  return (
    <Row
      place={{ to: "/deliveries", search: ((old: DeliveriesSearch) => ({ ...old, id: delivery.id })) as never }}
      lead={
        ["newsroom", "email", "letter"].includes(delivery.channel) ? (
          <Icon size={16} aria-hidden style={{ color: "var(--mantine-color-dimmed)", flex: "none" }} />
        ) : (
          <PlatformIcon platform={delivery.channel} size={16} />
        )
      }
      title={delivery.target}
      note={
        <>
          {delivery.reason ? `${delivery.reason} · ` : ""}
          <Ago at={delivery.confirmedAt ?? delivery.submittedAt ?? delivery.dueAt} />
        </>
      }
      actions={<ActionMenu actions={bound} label={`Actions for ${delivery.target}`} />}
    >
      <Status value={delivery.state} />
    </Row>
  );
}
