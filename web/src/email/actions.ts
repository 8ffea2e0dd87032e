import { Archive, Ban, CalendarClock, Inbox, LayoutTemplate, MailPlus, Pause, Play, Send } from "lucide-react";
import { api, take } from "@/contract/api";
import { queryClient, segmentsQuery } from "@/contract/queries";
import type { Campaign, Mailing, Me } from "@/contract/types";
import type { Action } from "@/ui/actions";
import { counted, shortDateTime, zoneLabel } from "@/ui/format";

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

/** The people in a list, or in the segment as it is now: a mailing to a segment has no list of its own. */
async function countRecipients({ segmentId, recipientCount }: Mailing) {
  if (!segmentId) return recipientCount;
  const { items } = await queryClient.fetchQuery({ ...segmentsQuery, staleTime: 0 });
  return items.find(({ id }) => id === segmentId)?.count ?? 0;
}

export const mailingActions: Action<Mailing>[] = [
  {
    name: "sendMailing",
    label: "Send now",
    icon: Send,
    group: "This mailing",
    ask: async (mailing) => ({
      title: `Send to ${counted(await countRecipients(mailing), "recipient")} now?`,
      text: [
        `“${mailing.subject}” is sent ${mailing.segmentName ? `to the segment “${mailing.segmentName}” ` : ""}right away.`,
        mailing.scheduledFor && Date.parse(mailing.scheduledFor) > Date.now()
          ? `It is scheduled for ${shortDateTime(mailing.scheduledFor, mailing.timeZone ?? "UTC")} (${zoneLabel(mailing.timeZone ?? "UTC", mailing.scheduledFor)}); sending now replaces that time.`
          : "",
        "You can't undo this.",
      ]
        .filter(Boolean)
        .join(" "),
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
