import { Link } from "@tanstack/react-router";
import { Mail, Newspaper } from "lucide-react";
import type { Delivery } from "@/contract/types";
import { ActionMenu, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { Status } from "@/ui/status";
import ui from "@/ui/ui.module.css";
import { deliveryActions } from "./actions";

export function DeliveryRow({ delivery }: { delivery: Delivery }) {
  const bound = useActions(deliveryActions, delivery);
  const Icon = delivery.channel === "newsroom" ? Newspaper : Mail;
  return (
    <div className={ui.row} data-open>
      <Icon size={16} aria-hidden style={{ color: "var(--mantine-color-dimmed)", flex: "none" }} />
      <div className={ui.rowMain}>
        <Link
          to="/deliveries"
          search={(old) => ({ ...old, id: delivery.id })}
          className={`${ui.stretch} ${ui.rowTitle}`}
          style={{ display: "block", color: "inherit", textDecoration: "none" }}
        >
          {delivery.target}
        </Link>
        <p className={ui.rowNote}>
          {delivery.reason ? `${delivery.reason} · ` : ""}
          <Ago at={delivery.confirmedAt ?? delivery.submittedAt ?? delivery.dueAt} />
        </p>
      </div>
      <Status value={delivery.state} />
      <span className={`${ui.rowAside} ${ui.above}`}>
        <ActionMenu actions={bound} label={`Actions for ${delivery.target}`} />
      </span>
    </div>
  );
}
