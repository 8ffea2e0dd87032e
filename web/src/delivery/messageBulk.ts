import { Ban, CircleCheck, RotateCw, SearchCheck } from "lucide-react";
import type { Delivery } from "@/contract/types";
import type { BulkAction } from "@/ui/BulkBar";
import { counted } from "@/ui/format";
import { deliveryCalls } from "./actions";

const allowed =
  (operation: string) =>
  ({ can }: Delivery) =>
    can.includes(operation);

/** What can be done with many messages at once. */
export const messageBulk: BulkAction<Delivery>[] = [
  {
    label: "Check with provider",
    icon: SearchCheck,
    when: allowed("checkDelivery"),
    run: deliveryCalls.check,
    done: "checked",
  },
  {
    label: "Mark as sent",
    icon: CircleCheck,
    when: allowed("resolveDelivery"),
    ask: (items) => ({
      title: `Mark ${counted(items.length, "message")} as sent?`,
      text: "Only do this if you have verified it. They count as confirmed and aren't sent again.",
      field: "How you verified it (optional)",
      confirm: "Mark as sent",
    }),
    run: deliveryCalls.resolve("sent"),
    done: "marked as sent",
  },
  {
    label: "Send again",
    icon: RotateCw,
    when: allowed("retryDelivery"),
    ask: (items) => ({
      title: `Send ${counted(items.length, "message")} again?`,
      text: "They are sent as soon as their campaign may send.",
      confirm: "Send again",
    }),
    run: deliveryCalls.retry,
    done: "scheduled again",
  },
  {
    label: "Cancel",
    icon: Ban,
    danger: true,
    when: allowed("cancelDelivery"),
    ask: (items) => ({
      title: `Cancel ${counted(items.length, "message")}?`,
      text: "They won't be sent. This can't be undone.",
      confirm: "Cancel messages",
      dismiss: "Keep messages",
    }),
    run: deliveryCalls.cancel,
    done: "canceled",
  },
];
