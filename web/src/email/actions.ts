import { Archive, Ban, CalendarClock, Inbox, LayoutTemplate, MailPlus, Pause, Play, Send } from "lucide-react";
import { api, take } from "@/contract/api";
import type { Campaign, Mailing, Me } from "@/contract/types";
import type { Action } from "@/ui/actions";

export const emailPlaces: Action<Me>[] = [
  {
    name: "openInbox",
    label: "Go to captured mail",
    icon: Inbox,
    group: "Go to",
    keys: "g i",
    when: () => true,
    go: () => ({ to: "/inbox" }),
  },
];

export const newMailingActions: Action<Campaign>[] = [
  {
    name: "createMailing",
    label: "New mailing",
    icon: MailPlus,
    group: "Make",
    keys: "n m",
    go: ({ id }) => ({
      to: "/campaigns/$campaignId/content/mailings/$mailingId",
      params: { campaignId: id, mailingId: "new" },
    }),
  },
];

const stale = ({ campaignId }: Mailing) => [["campaign", campaignId], ["calendar"], ["deliveries"], ["captured"]];
const path = ({ id }: Mailing) => ({ params: { path: { id } } });

export const mailingActions: Action<Mailing>[] = [
  {
    name: "sendMailing",
    label: "Send now",
    icon: Send,
    group: "This mailing",
    ask: ({ subject, recipientCount }) => ({
      title: `Send to ${recipientCount.toLocaleString("en")} now?`,
      text: `“${subject}” leaves now. Mail that is out can't be called back.`,
      confirm: "Send now",
    }),
    run: (mailing) => take(api.POST("/api/email/{id}/send", path(mailing))),
    done: "On its way.",
    stale,
  },
  {
    name: "scheduleMailing",
    label: "Set the time",
    icon: CalendarClock,
    group: "This mailing",
    go: ({ campaignId, id }) => ({
      to: "/campaigns/$campaignId/schedule",
      params: { campaignId },
      search: { move: id },
    }),
  },
  {
    name: "pauseMailing",
    label: "Pause",
    icon: Pause,
    group: "This mailing",
    run: (mailing) => take(api.POST("/api/email/{id}/pause", path(mailing))),
    done: "Paused. What has not left yet waits.",
    stale,
  },
  {
    name: "resumeMailing",
    label: "Resume",
    icon: Play,
    group: "This mailing",
    run: (mailing) => take(api.POST("/api/email/{id}/resume", path(mailing))),
    done: "It goes on exactly where it stopped.",
    stale,
  },
  {
    name: "keepAsTemplate",
    label: "Keep as a template",
    icon: LayoutTemplate,
    group: "This mailing",
    when: ({ mjml, can }) => Boolean(mjml) && can.includes("changeMailing"),
    ask: ({ name }) => ({
      title: "Keep it as a template",
      text: `The form of “${name}” can be the start of other mailings.`,
      field: "Name of the template",
      required: true,
      confirm: "Keep it",
    }),
    run: ({ mjml, preheader }, name) =>
      take(
        api.POST("/api/email/templates", {
          body: { name, category: "own", mjml: mjml ?? "", ...(preheader ? { preheader } : {}) },
        }),
      ),
    done: "Kept. It stands under Templates of a new mailing.",
    stale: () => [["templates", "mail"]],
  },
  {
    name: "cancelMailing",
    label: "Cancel mailing",
    icon: Ban,
    group: "This mailing",
    danger: true,
    ask: ({ name }) => ({
      title: "Cancel this mailing?",
      text: `“${name}” will not go out. What has left already stays sent.`,
      confirm: "Cancel the mailing",
    }),
    run: (mailing) => take(api.POST("/api/email/{id}/cancel", path(mailing))),
    done: "The mailing is cancelled.",
    stale,
  },
  {
    name: "archiveMailing",
    label: "Archive mailing",
    icon: Archive,
    group: "This mailing",
    danger: true,
    ask: ({ name }) => ({
      title: "Archive this mailing?",
      text: `“${name}” leaves the list of this campaign.`,
      confirm: "Archive",
    }),
    run: (mailing) => take(api.DELETE("/api/email/{id}", path(mailing))),
    done: "The mailing is archived.",
    stale,
  },
];
