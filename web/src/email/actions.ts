import {
  Archive,
  ArchiveRestore,
  Ban,
  CalendarClock,
  CalendarX,
  Inbox,
  LayoutTemplate,
  MailPlus,
  Pause,
  Play,
  Send,
} from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { mailServerQuery, queryClient, segmentsQuery } from "@/contract/queries";
import type { Campaign, Mailing, Me } from "@/contract/types";
import { type Action, type Ask, undoSeconds } from "@/ui/actions";
import { type FixAbout, type Fixes, type FixPlace, ofCampaign } from "@/ui/fixes";
import { counted, shortDateTime, zoneLabel } from "@/ui/format";
import type { Planned } from "@/ui/PlanTime";
import { testInboxTitle } from "@/ui/TestInbox";

export const emailPlaces: Action<Me>[] = [
  {
    name: "openInbox",
    label: "Go to test inbox",
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
    label: "New e-mail",
    icon: MailPlus,
    group: "Create",
    keys: "n e",
    go: ({ id }) => ({
      to: "/campaigns/$campaignId/content/mailings/$mailingId",
      params: { campaignId: id, mailingId: "new" },
    }),
  },
];

/** What its actions need to know of a mailing; the calendar knows it too. */
type MailingItem = Pick<Mailing, "id" | "campaignId" | "name" | "can">;

/** At another time, and in the zone of each reader as before. */
export async function rescheduleMailing(id: string, planned: Planned) {
  const { inContactZone } = await take(api.GET("/api/email/{id}", path({ id })));
  return take(api.POST("/api/email/{id}/schedule", { ...path({ id }), body: { ...planned, inContactZone } }));
}

const stale = ({ campaignId }: MailingItem) => [
  keys.campaign(campaignId),
  keys.calendar,
  keys.deliveries,
  keys.captured,
];
const path = ({ id }: { id: string }) => ({ params: { path: { id } } });
const restore = (mailing: MailingItem) => take(api.POST("/api/email/{id}/restore", path(mailing)));

/** The people in a list, or those in the segment now who can be mailed. */
async function countRecipients({ segmentId, recipientCount }: Mailing) {
  if (!segmentId || recipientCount > 0) return recipientCount;
  const { items } = await queryClient.fetchQuery({ ...segmentsQuery, staleTime: 0 });
  return items.find(({ id }) => id === segmentId)?.count ?? 0;
}

async function askToSend(mailing: Mailing): Promise<Ask> {
  const { subject, segmentName, scheduledFor, timeZone } = mailing;
  const zone = timeZone ?? "UTC";
  const replaced =
    scheduledFor && Date.parse(scheduledFor) > Date.now()
      ? ` It is scheduled for ${shortDateTime(scheduledFor, zone)} (${zoneLabel(zone, scheduledFor)}); sending now replaces that time.`
      : "";
  const { connected } = await queryClient.fetchQuery({ ...mailServerQuery, staleTime: 0 });
  const truth = connected ? "" : ` ${testInboxTitle}, because no mail server is connected.`;
  return {
    title: `Send to ${counted(await countRecipients(mailing), "person", "people")} now?`,
    text: `“${subject}” is sent ${segmentName ? `to the segment “${segmentName}” ` : ""}right away.${replaced}${truth} You have ${undoSeconds} seconds to undo.`,
    confirm: connected ? "Send now" : "Send to test inbox",
  };
}

export const mailingActions: Action<MailingItem>[] = [
  {
    name: "sendMailing",
    label: "Send now",
    icon: Send,
    group: "This e-mail",
    ask: async ({ id }) => askToSend(await take(api.GET("/api/email/{id}", path({ id })))),
    run: (mailing) => take(api.POST("/api/email/{id}/send", { ...path(mailing), body: { undoSeconds } })),
    undo: (mailing) => ({
      title: `Sending “${mailing.name}”.`,
      run: () => take(api.POST("/api/email/{id}/undo-send", path(mailing))),
    }),
    stale,
  },
  {
    name: "scheduleMailing",
    label: "Set time",
    icon: CalendarClock,
    group: "This e-mail",
    go: ({ campaignId, id }) => ({
      to: "/campaigns/$campaignId/calendar",
      params: { campaignId },
      search: { move: id },
    }),
  },
  {
    name: "pauseMailing",
    label: "Pause",
    icon: Pause,
    group: "This e-mail",
    run: (mailing) => take(api.POST("/api/email/{id}/pause", path(mailing))),
    done: "E-mail paused.",
    stale,
  },
  {
    name: "resumeMailing",
    label: "Resume",
    icon: Play,
    group: "This e-mail",
    run: (mailing) => take(api.POST("/api/email/{id}/resume", path(mailing))),
    done: "E-mail resumed.",
    stale,
  },
  {
    name: "cancelMailing",
    label: "Cancel e-mail",
    icon: Ban,
    group: "This e-mail",
    danger: true,
    ask: ({ name }) => ({
      title: "Cancel this e-mail?",
      text: `“${name}” won't be sent. E-mails that were already sent can't be recalled.`,
      confirm: "Cancel e-mail",
      dismiss: "Keep e-mail",
    }),
    run: (mailing) => take(api.POST("/api/email/{id}/cancel", path(mailing))),
    done: "E-mail canceled.",
    revert: restore,
    revertible: ({ can }) => can.includes("changeMailing"),
    stale,
  },
  {
    name: "unscheduleMailing",
    label: "Remove time",
    icon: CalendarX,
    group: "This e-mail",
    run: async (mailing) => {
      const before = await take(api.GET("/api/email/{id}", path(mailing)));
      await take(api.POST("/api/email/{id}/unschedule", path(mailing)));
      return before;
    },
    done: "Time removed. The e-mail is a draft again.",
    revert: (mailing, made) => {
      const { localTime, timeZone, inContactZone } = made as Mailing;
      const time = { localTime: localTime ?? "", timeZone: timeZone ?? "", inContactZone };
      return take(api.POST("/api/email/{id}/schedule", { ...path(mailing), body: time }));
    },
    stale,
  },
  {
    name: "archiveMailing",
    label: "Archive e-mail",
    icon: Archive,
    group: "This e-mail",
    run: (mailing) => take(api.DELETE("/api/email/{id}", path(mailing))),
    done: "E-mail archived.",
    revert: restore,
    stale,
  },
  {
    name: "restoreMailing",
    label: "Restore e-mail",
    icon: ArchiveRestore,
    group: "This e-mail",
    run: restore,
    done: "E-mail restored.",
    stale,
  },
];

/** Only where its layout is known. */
export const layoutActions: Action<Mailing>[] = [
  {
    name: "keepAsTemplate",
    label: "Save as template",
    icon: LayoutTemplate,
    group: "This e-mail",
    when: ({ mjml, can }) => Boolean(mjml) && can.includes("changeMailing"),
    ask: ({ name }) => ({
      title: "Save as template",
      text: `Use the layout of “${name}” for other e-mails.`,
      field: "Template name",
      line: true,
      required: true,
      confirm: "Save template",
    }),
    run: ({ mjml, preheader }, name) =>
      take(
        api.POST("/api/email/templates", {
          body: { name, category: "own", mjml: mjml ?? "", ...(preheader ? { preheader } : {}) },
        }),
      ),
    done: "Template saved. Find it under Templates in a new e-mail.",
    stale: () => [keys.templates],
  },
];

function mailingPlace({ campaignId }: FixAbout, mailingId: string, label: string): FixPlace {
  return { label, to: "/campaigns/$campaignId/content/mailings/$mailingId", params: { campaignId, mailingId } };
}

function openMailing(about: FixAbout) {
  return about.subjectId
    ? mailingPlace(about, about.subjectId, "Open e-mail")
    : ofCampaign(about, "/content", "Open e-mails", { channel: "email" });
}

export const emailFixes: Fixes = {
  operations: {
    createMailing: { place: (about) => mailingPlace(about, "new", "Write an e-mail") },
    changeMailing: { apply: "Apply", place: openMailing },
    sendMailing: { needsEyes: true, place: openMailing },
    resumeMailing: { apply: "Resume e-mail", place: openMailing },
    scheduleMailing: {
      apply: "Set time",
      place: (about) =>
        about.subjectId ? ofCampaign(about, "/calendar", "Set time", { move: about.subjectId }) : openMailing(about),
    },
  },
  subjects: { mailing: openMailing },
};
