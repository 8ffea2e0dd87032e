import { CheckCheck, LayoutTemplate, Pause, Play, Rocket, Send } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Campaign, LaunchSheetAnswer, Me } from "@/contract/types";
import { type Action, type Ask, undoSeconds } from "@/ui/actions";
import { type FixAbout, type Fixes, ofCampaign } from "@/ui/fixes";
import { counted } from "@/ui/format";
import { launching } from "./sheet";

const path = (campaign: Campaign) => ({ params: { path: { id: campaign.id } } });
const stale = (campaign: Campaign) => [keys.campaign(campaign.id), keys.campaigns, keys.calendar, keys.deliveries];

export const templatePlaces: Action<Me>[] = [
  {
    name: "openTemplates",
    label: "Go to campaign templates",
    icon: LayoutTemplate,
    group: "Go to",
    when: () => true,
    go: () => ({ to: "/templates" }),
  },
];

export const launchActions: Action<Campaign>[] = [
  {
    name: "createTemplateFromCampaign",
    label: "Save as template",
    icon: LayoutTemplate,
    group: "This campaign",
    go: ({ id }) => ({ to: "/templates", search: { save: id } }),
  },
  {
    name: "launchCampaign",
    label: "Launch",
    icon: Rocket,
    group: "This campaign",
    keys: "l",
    run: ({ id }) => launching.set(id),
  },
  {
    name: "pauseCampaign",
    label: "Pause",
    icon: Pause,
    group: "This campaign",
    ask: () => ({
      title: "Pause this campaign?",
      text: "Nothing is sent until you resume it. Scheduled items keep their time.",
      field: "Reason (optional)",
      confirm: "Pause campaign",
    }),
    run: (campaign, reason) =>
      take(api.POST("/api/campaigns/{id}/pause", { ...path(campaign), body: reason ? { reason } : {} })),
    done: "Campaign paused.",
    stale,
  },
  {
    name: "resumeCampaign",
    label: "Resume",
    icon: Play,
    group: "This campaign",
    run: (campaign) => take(api.POST("/api/campaigns/{id}/resume", path(campaign))),
    done: "Campaign resumed.",
    stale,
  },
  {
    name: "publishCampaign",
    label: "Send all approved items now",
    icon: Send,
    group: "This campaign",
    danger: true,
    ask: async (campaign) => everything(await take(api.GET("/api/campaigns/{id}/launch-sheet", path(campaign)))),
    run: (campaign) => take(api.POST("/api/campaigns/{id}/publish", { ...path(campaign), body: { undoSeconds } })),
    undo: (campaign) => ({
      title: `Sending everything of “${campaign.name}”.`,
      run: () => take(api.POST("/api/campaigns/{id}/undo-publish", path(campaign))),
    }),
    stale,
  },
  {
    name: "completeCampaign",
    label: "Complete",
    icon: CheckCheck,
    group: "This campaign",
    ask: () => ({
      title: "Complete this campaign?",
      text: "The campaign ends now. Scheduled items that haven't been sent are canceled.",
      confirm: "Complete campaign",
    }),
    run: (campaign) => take(api.POST("/api/campaigns/{id}/complete", path(campaign))),
    done: "Campaign completed.",
    stale,
  },
];

/** What goes out at once, and to how many people. */
export function everything({ items, people, testInbox }: LaunchSheetAnswer): Ask {
  const approved = items.filter((item) => item.approved && item.at);
  const mails = approved.filter(({ kind }) => kind === "mailing").length;
  const posts = approved.length - mails;
  const parts = [
    posts > 0 ? counted(posts, "post") : "",
    mails > 0
      ? `${counted(mails, "e-mail")} ${testInbox ? "(to the Test inbox, not to people)" : `to ${counted(people, "person", "people")}`}`
      : "",
  ].filter(Boolean);
  const waiting = items.length - approved.length;
  return {
    title: "Send everything now?",
    text: `${parts.length > 0 ? `${parts.join(" and ")} ${approved.length === 1 ? "goes" : "go"} out now instead of at the scheduled time.` : "Nothing that is approved has a time."}${
      waiting > 0
        ? ` ${counted(waiting, "item")} without approval or time ${waiting === 1 ? "stays" : "stay"} planned.`
        : ""
    } You have ${undoSeconds} seconds to undo.`,
    confirm: "Send everything",
  };
}

const deliveries = (about: FixAbout) => ofCampaign(about, "/results", "View deliveries", { section: "deliveries" });

export const launchFixes: Fixes = {
  operations: {
    launchCampaign: {
      open: { label: "Launch", perform: ({ campaignId }) => launching.set(campaignId) },
      place: deliveries,
    },
    publishCampaign: { needsEyes: true, place: deliveries },
    resumeCampaign: { apply: "Resume", place: deliveries },
    pauseCampaign: { apply: "Pause campaign", place: deliveries },
    completeCampaign: { apply: "Complete campaign", place: deliveries },
    readWorkflow: { place: deliveries },
    readCampaignStatus: { place: deliveries },
  },
};
