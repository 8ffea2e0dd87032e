import { Drawer } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import type { Webhook, WebhookDelivery } from "@/contract/types";
import { Ago } from "@/ui/Bits";
import { ListPage } from "@/ui/ListPage";
import { Row, RowEnd } from "@/ui/Row";
import { Status } from "@/ui/status";
import { useAddress } from "@/ui/useAddress";
import type { WebhookSearch } from "./routes";
import { WebhookAttempts } from "./WebhookAttempts";
import { WebhookReplay } from "./WebhookReplay";
import { webhookEventsQuery, webhookLogQuery } from "./webhookQueries";

const states = [
  { value: "delivered", label: "Delivered" },
  { value: "pending", label: "Waiting" },
  { value: "failed", label: "Failed" },
  { value: "cancelled", label: "Not sent" },
];
export const deliveryName = (state: string) => states.find(({ value }) => value === state)?.label ?? state;

/** What was sent to a webhook, with the answers. */
export function WebhookLog({ webhook }: { webhook: Webhook }) {
  const [search, change] = useAddress<WebhookSearch>();
  const list = useInfiniteQuery(webhookLogQuery(webhook.id, search));
  const types = useQuery(webhookEventsQuery).data?.events ?? [];
  const opened = list.data?.pages.flatMap(({ items }) => items).find(({ id }) => id === search.id);
  const close = () => change({ id: undefined });
  return (
    <ListPage
      filters={[
        { kind: "chips", key: "state", label: "State", all: "All", options: states },
        {
          kind: "select",
          key: "event",
          label: "Event",
          all: "All events",
          width: 220,
          options: types.map(({ type }) => ({ value: type, label: type })),
        },
      ]}
      tools={webhook.active ? <WebhookReplay webhook={webhook} /> : null}
      query={list}
      keyOf={({ id }) => id}
      row={(delivery) => <DeliveryRow delivery={delivery} open={() => change({ id: delivery.id })} />}
      noun="event"
      empty={{
        icon: ListChecks,
        title: "Nothing sent yet",
        text: "Events appear here as they happen. Send a test event to see whether your server answers.",
      }}
      noMatch={{ title: "No events match", all: "Show all events" }}
    >
      <Drawer opened={opened !== undefined} onClose={close} title={opened?.event ?? ""} size={520}>
        {opened ? <WebhookAttempts webhook={webhook} delivery={opened} /> : null}
      </Drawer>
    </ListPage>
  );
}

function DeliveryRow({ delivery, open }: { delivery: WebhookDelivery; open: () => void }) {
  const { event, at, state, attempts } = delivery;
  const last = attempts.at(-1);
  return (
    <Row
      onClick={open}
      title={event}
      note={
        <>
          <Ago at={at} />
          {last ? ` · ${last.status ?? last.detail ?? "no answer"}` : ""}
        </>
      }
    >
      <RowEnd wide>{attempts.length > 1 ? <span>{attempts.length} attempts</span> : null}</RowEnd>
      <Status value={state} label={deliveryName(state)} />
    </Row>
  );
}
