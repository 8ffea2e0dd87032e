import { Ban, CircleCheck, CircleX, RotateCw, SearchCheck, Send } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Me } from "@/contract/types";
import type { Action } from "@/ui/actions";
import type { FixAbout, Fixes } from "@/ui/fixes";

export const deliveryPlaces: Action<Me>[] = [
  {
    name: "openDeliveries",
    label: "Go to sent posts and e-mails",
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
const path = ({ id }: Pick<Thing, "id">) => ({ params: { path: { id } } });
/** What the operations on a message are called with, from its own page and from many at once. */
export const deliveryCalls = {
  check: (delivery: Pick<Thing, "id">) => take(api.POST("/api/deliveries/{id}/check", path(delivery))),
  retry: (delivery: Pick<Thing, "id">) => take(api.POST("/api/deliveries/{id}/retry", path(delivery))),
  cancel: (delivery: Pick<Thing, "id">) => take(api.POST("/api/deliveries/{id}/cancel", path(delivery))),
  resolve: (outcome: "sent" | "not_sent") => (delivery: Pick<Thing, "id">, note: string) =>
    take(
      api.POST("/api/deliveries/{id}/resolve", {
        ...path(delivery),
        body: { outcome, ...(note ? { note } : {}) },
      }),
    ),
};
const stale = ({ campaignId }: Thing) => [keys.deliveries, ...(campaignId ? [keys.campaign(campaignId)] : [])];
const mayResolve = ({ can }: Thing) => can.includes("resolveDelivery");

export const deliveryActions: Action<Thing>[] = [
  {
    name: "checkDelivery",
    label: "Check with provider",
    icon: SearchCheck,
    group: "This delivery",
    run: deliveryCalls.check,
    done: "Checked. The current state is shown.",
    stale,
  },
  {
    name: "resolveAsSent",
    label: "Mark as sent",
    icon: CircleCheck,
    group: "This delivery",
    when: mayResolve,
    ask: () => ({
      title: "Mark as sent?",
      text: "Only do this if you have verified it. It counts as confirmed and isn't sent again.",
      field: "How you verified it (optional)",
      confirm: "Mark as sent",
    }),
    run: deliveryCalls.resolve("sent"),
    done: "Marked as sent.",
    stale,
  },
  {
    name: "resolveAsNotSent",
    label: "Mark as not sent",
    icon: CircleX,
    group: "This delivery",
    when: mayResolve,
    ask: () => ({
      title: "Mark as not sent?",
      text: "It counts as failed and can be sent again. If it was sent after all, the recipient gets it twice.",
      field: "How you verified it (optional)",
      confirm: "Mark as not sent",
    }),
    run: deliveryCalls.resolve("not_sent"),
    done: "Marked as not sent.",
    stale,
  },
  {
    name: "retryDelivery",
    label: "Send again",
    icon: RotateCw,
    group: "This delivery",
    run: deliveryCalls.retry,
    done: "Scheduled again.",
    stale,
  },
  {
    name: "cancelDelivery",
    label: "Cancel delivery",
    icon: Ban,
    group: "This delivery",
    danger: true,
    ask: () => ({
      title: "Cancel this delivery?",
      text: "It won't be sent.",
      confirm: "Cancel delivery",
      dismiss: "Keep delivery",
    }),
    run: deliveryCalls.cancel,
    done: "Delivery canceled.",
    stale,
  },
];

const openDelivery = {
  place: ({ campaignId, subjectId }: FixAbout) => ({
    label: "View",
    to: "/deliveries",
    search: { campaignId, ...(subjectId ? { id: subjectId } : {}) },
  }),
};
const inState =
  (state: string) =>
  ({ campaignId }: FixAbout) => ({ label: "View all", to: "/deliveries", search: { campaignId, state } });

export const deliveryFixes: Fixes = {
  operations: {
    resolveDelivery: { ...openDelivery, needsEyes: true },
    checkDelivery: openDelivery,
    retryDelivery: { ...openDelivery, apply: "Send again" },
    listDeliveries: openDelivery,
  },
  codes: { delivery_unconfirmed: inState("unconfirmed"), delivery_failed: inState("failed") },
};
