import { notifications } from "@mantine/notifications";
import { Unplug } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Account } from "@/contract/types";
import type { Action } from "@/ui/actions";
import { counted } from "@/ui/format";

export const accountActions: Action<Account>[] = [
  {
    name: "disconnectAccount",
    label: "Disconnect",
    icon: Unplug,
    group: "This account",
    danger: true,
    ask: ({ handle, planned }) => ({
      title: `Disconnect ${handle}?`,
      text:
        planned > 0
          ? `${counted(planned, "scheduled post")} can't be published until you reconnect it. Published posts stay online.`
          : "Published posts stay online. You can reconnect it at any time.",
      confirm: "Disconnect account",
    }),
    run: async ({ id }) => {
      const { notGoingOut } = await take(api.DELETE("/api/social/accounts/{id}", { params: { path: { id } } }));
      notifications.show({
        color: notGoingOut.length > 0 ? "yellow" : "teal",
        message:
          notGoingOut.length > 0
            ? `Disconnected. These posts won't be published: ${notGoingOut.map(({ title }) => `“${title}”`).join(", ")}.`
            : "Account disconnected.",
      });
    },
    stale: () => [keys.accounts, keys.everyCampaign, keys.calendar],
  },
];
