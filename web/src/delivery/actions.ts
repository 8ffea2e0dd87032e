import { Ban, CircleCheck, CircleX, RotateCw, SearchCheck, Send } from "lucide-react";
import { api, take } from "@/contract/api";
import type { Me } from "@/contract/types";
import type { Action } from "@/ui/actions";

export const deliveryPlaces: Action<Me>[] = [
  {
    name: "openDeliveries",
    label: "Go to deliveries",
    icon: Send,
    group: "Go to",
    keys: "g d",
    when: () => true,
    go: () => ({ to: "/deliveries" }),
  },
];

interface Thing {
  id: string;
  campaignId?: string | null;
  can: string[];
}
const path = ({ id }: Thing) => ({ params: { path: { id } } });
const stale = ({ campaignId }: Thing) => [["deliveries"], ...(campaignId ? [["campaign", campaignId]] : [])];
const mayResolve = ({ can }: Thing) => can.includes("resolveDelivery");

export const deliveryActions: Action<Thing>[] = [
  {
    name: "checkDelivery",
    label: "Ask the provider",
    icon: SearchCheck,
    group: "This delivery",
    run: (delivery) => take(api.POST("/api/deliveries/{id}/check", path(delivery))),
    done: "Asked. The state shows what is known now.",
    stale,
  },
  {
    name: "resolveAsSent",
    label: "It went out",
    icon: CircleCheck,
    group: "This delivery",
    when: mayResolve,
    ask: () => ({
      title: "It went out?",
      text: "Say so only if you have seen it: it then counts as confirmed and is not sent again.",
      field: "How you know (for the record)",
      confirm: "It went out",
    }),
    run: (delivery, note) =>
      take(
        api.POST("/api/deliveries/{id}/resolve", {
          ...path(delivery),
          body: { outcome: "sent", ...(note ? { note } : {}) },
        }),
      ),
    done: "Kept as confirmed.",
    stale,
  },
  {
    name: "resolveAsNotSent",
    label: "It did not go out",
    icon: CircleX,
    group: "This delivery",
    when: mayResolve,
    ask: () => ({
      title: "It did not go out?",
      text: "It then counts as failed and can be sent again. If it did go out after all, somebody gets it twice.",
      field: "How you know (for the record)",
      confirm: "It did not go out",
    }),
    run: (delivery, note) =>
      take(
        api.POST("/api/deliveries/{id}/resolve", {
          ...path(delivery),
          body: { outcome: "not_sent", ...(note ? { note } : {}) },
        }),
      ),
    done: "Kept as failed.",
    stale,
  },
  {
    name: "retryDelivery",
    label: "Send again",
    icon: RotateCw,
    group: "This delivery",
    run: (delivery) => take(api.POST("/api/deliveries/{id}/retry", path(delivery))),
    done: "Planned again.",
    stale,
  },
  {
    name: "cancelDelivery",
    label: "Cancel delivery",
    icon: Ban,
    group: "This delivery",
    danger: true,
    ask: () => ({ title: "Cancel this delivery?", text: "It will not go out.", confirm: "Cancel the delivery" }),
    run: (delivery) => take(api.POST("/api/deliveries/{id}/cancel", path(delivery))),
    done: "The delivery is cancelled.",
    stale,
  },
];
