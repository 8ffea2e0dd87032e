import { Pause, Play, Trash2 } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Webhook } from "@/contract/types";
import { type Action, canDo } from "@/ui/actions";

/** What people call a webhook: where it goes to, without what may be secret. */
export function hostOf({ url }: Pick<Webhook, "url">) {
  const { host, pathname } = new URL(url);
  return pathname === "/" ? host : host + pathname;
}

export function eventsOf({ events }: Pick<Webhook, "events">) {
  if (events.includes("*")) return "All events";
  const shown = events.slice(0, 3).join(", ");
  return events.length > 3 ? `${shown} and ${events.length - 3} more` : shown;
}

const group = "This webhook";
const turn = (id: string, active: boolean) =>
  take(api.PATCH("/api/webhooks/{id}", { params: { path: { id } }, body: { active } }));

export const webhookActions: Action<Webhook>[] = [
  {
    name: "pauseWebhook",
    label: "Turn off",
    icon: Pause,
    group,
    when: (webhook) => webhook.active && canDo(webhook, "changeWebhook"),
    ask: (webhook) => ({
      title: `Turn off the webhook of ${hostOf(webhook)}?`,
      text: "It gets no events while it is off. You can send them again later.",
      confirm: "Turn off",
    }),
    run: ({ id }) => turn(id, false),
    done: "Webhook turned off.",
    stale: () => [keys.webhooks],
  },
  {
    name: "resumeWebhook",
    label: "Turn on",
    icon: Play,
    group,
    when: (webhook) => !webhook.active && canDo(webhook, "changeWebhook"),
    run: ({ id }) => turn(id, true),
    done: "Webhook turned on.",
    stale: () => [keys.webhooks],
  },
  {
    name: "deleteWebhook",
    label: "Delete",
    icon: Trash2,
    group,
    danger: true,
    ask: (webhook) => ({
      title: `Delete the webhook of ${hostOf(webhook)}?`,
      text: "Its log and its secret are deleted too. This can't be undone.",
      confirm: "Delete webhook",
    }),
    run: ({ id }) => take(api.DELETE("/api/webhooks/{id}", { params: { path: { id } } })),
    done: "Webhook deleted.",
    stale: () => [keys.webhooks],
  },
];
