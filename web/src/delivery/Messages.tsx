import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Mail, Newspaper, Send } from "lucide-react";
import { campaignNamesQuery, platformsQuery } from "@/contract/queries";
import { type Delivery, deliveryStates } from "@/contract/types";
import { ActionMenu, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { GoTo } from "@/ui/List";
import { ListPage } from "@/ui/ListPage";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { Row } from "@/ui/Row";
import { Views } from "@/ui/Sections";
import { Status } from "@/ui/status";
import { useAddress } from "@/ui/useAddress";
import { deliveryActions } from "./actions";
import { campaignFilter, channelFilter, stateName, views } from "./filters";
import { deliveriesQuery, sentQuery } from "./queries";
import type { DeliveriesSearch } from "./routes";

/** Every single message, or those of one post or e-mail. */
export function Messages() {
  const [search] = useAddress<DeliveriesSearch>();
  const platforms = useQuery(platformsQuery);
  const campaigns = useQuery(campaignNamesQuery);
  const item = useItem(search);
  return (
    <ListPage
      title={item?.title ?? "Every message"}
      crumbs={[{ label: "Sent", to: "/deliveries" }]}
      lead={item ? `Every message of this ${item.kind === "mailing" ? "e-mail" : "post"}, with its status.` : undefined}
      filters={[
        {
          kind: "select",
          key: "state",
          label: "State",
          all: "State",
          options: deliveryStates.map((value) => ({ value, label: stateName(value) })),
        },
        { kind: "chosen", key: "reaction", label: search.reaction === "click" ? "Clicked" : "Opened" },
        ...(search.itemId
          ? []
          : [
              channelFilter(platforms.data?.items ?? [], ["email", "letter"]),
              campaignFilter(campaigns.data?.items ?? []),
            ]),
      ]}
      tools={search.itemId ? null : <Views label="View" views={views} />}
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
      noMatch={{ title: "No messages match", all: "Show all messages" }}
    />
  );
}

function useItem({ itemId, campaignId }: DeliveriesSearch) {
  const sent = useQuery({ ...sentQuery({ campaignId }, { limit: 200, offset: 0 }), enabled: Boolean(itemId) });
  return sent.data?.items.find(({ id }) => id === itemId);
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
      <Status value={delivery.state} label={stateName(delivery.state)} />
    </Row>
  );
}
