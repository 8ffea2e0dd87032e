import type { Delivery } from "@/contract/types";
import { Ago } from "@/ui/Bits";
import { Rows } from "@/ui/List";
import { Row } from "@/ui/Row";
import { Status } from "@/ui/status";

/** Deliveries that a person has to look at. */
export function Attention({ items }: { items: Delivery[] }) {
  return (
    <Rows
      items={items}
      keyOf={({ id }) => id}
      row={(delivery) => (
        <Row
          place={
            delivery.state === "handed_over"
              ? { to: "/posting/$queueId", params: { queueId: delivery.itemId } }
              : { to: "/deliveries", search: { state: delivery.state, id: delivery.id } }
          }
          title={delivery.target}
          note={
            <>
              {delivery.reason ? `${delivery.reason} · ` : ""}
              <Ago at={delivery.submittedAt ?? delivery.dueAt} />
            </>
          }
        >
          <Status value={delivery.state} label={delivery.state === "handed_over" ? "Post it now" : undefined} />
        </Row>
      )}
    />
  );
}
