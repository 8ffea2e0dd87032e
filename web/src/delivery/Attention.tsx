import { Link } from "@tanstack/react-router";
import type { Delivery } from "@/contract/types";
import { Ago } from "@/ui/Bits";
import { Status } from "@/ui/status";
import ui from "@/ui/ui.module.css";

/** Deliveries that a person has to look at. */
export function Attention({ items }: { items: Delivery[] }) {
  return (
    <ul className={ui.rows}>
      {items.map((delivery) => (
        <li key={delivery.id}>
          <Link to="/deliveries" search={{ state: delivery.state, id: delivery.id }} className={ui.row}>
            <span className={ui.rowMain}>
              <span className={ui.rowTitle} style={{ display: "block" }}>
                {delivery.target}
              </span>
              <span className={ui.rowNote} style={{ display: "block" }}>
                {delivery.reason ? `${delivery.reason} · ` : ""}
                <Ago at={delivery.submittedAt ?? delivery.dueAt} />
              </span>
            </span>
            <Status value={delivery.state} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
