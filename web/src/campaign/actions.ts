import { Archive, ArchiveRestore, Ban, Copy, FilePlus, Megaphone, Pencil, Plus } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import type { Campaign, Me } from "@/contract/types";
import type { Action } from "@/ui/actions";
import { type Fixes, ofCampaign } from "@/ui/fixes";

export const campaignPlaces: Action<Me>[] = [
  {
    name: "openCampaigns",
    label: "Go to campaigns",
    icon: Megaphone,
    group: "Go to",
    keys: "g c",
    when: () => true,
    go: () => ({ to: "/campaigns" }),
  },
  {
    name: "createCampaign",
    label: "New campaign",
    icon: Plus,
    group: "Create",
    keys: "c",
    when: (me) => may(me, "campaign.write"),
    go: () => ({ to: "/templates" }),
  },
  {
    name: "createEmptyCampaign",
    label: "New campaign from scratch",
    icon: FilePlus,
    group: "Create",
    when: (me) => may(me, "campaign.write"),
    go: () => ({ to: "/campaigns", search: { make: true } }),
  },
];

const restore = ({ id }: Campaign) =>
  take(api.PATCH("/api/campaigns/{id}", { params: { path: { id } }, body: { archived: false } }));

export const campaignActions: Action<Campaign>[] = [
  {
    name: "changeCampaign",
    label: "Edit details",
    icon: Pencil,
    group: "This campaign",
    keys: "e",
    go: (campaign) => ({
      to: "/campaigns/$campaignId",
      params: { campaignId: campaign.id },
      search: { edit: true },
    }),
  },
  {
    name: "cloneCampaign",
    label: "Duplicate",
    icon: Copy,
    group: "This campaign",
    go: ({ id }) => ({ to: "/campaigns", search: { from: id } }),
  },
  {
    name: "cancelCampaign",
    label: "Cancel campaign",
    icon: Ban,
    group: "This campaign",
    danger: true,
    when: (campaign) =>
      campaign.can.includes("transitionCampaign") &&
      ["draft", "planning", "active", "paused"].includes(campaign.status),
    ask: () => ({
      title: "Cancel this campaign?",
      text: "Scheduled items won't be sent. A canceled campaign stays readable and can't be restarted.",
      field: "Reason (optional)",
      confirm: "Cancel campaign",
      dismiss: "Keep campaign",
    }),
    run: ({ id }, reason) =>
      take(
        api.POST("/api/campaigns/{id}/transition", {
          params: { path: { id } },
          body: { to: "cancelled", ...(reason ? { reason } : {}) },
        }),
      ),
    done: "Campaign canceled.",
    stale: ({ id }) => [keys.campaign(id), keys.campaigns, keys.calendar],
  },
  {
    name: "archiveCampaign",
    label: "Archive campaign",
    icon: Archive,
    group: "This campaign",
    danger: true,
    when: ({ archived, can }) => !archived && can.includes("archiveCampaign"),
    ask: ({ status }) => ({
      title: "Archive this campaign?",
      text:
        status === "active"
          ? "It stops: nothing more is sent from it, and its open reviews are withdrawn. You can restore it later."
          : "It is hidden from the list. Use the Archived filter to find it.",
      confirm: "Archive campaign",
    }),
    run: ({ id }) => take(api.DELETE("/api/campaigns/{id}", { params: { path: { id } } })),
    done: "Campaign archived.",
    revert: restore,
    stale: ({ id }) => [keys.campaign(id), keys.campaigns],
  },
  {
    name: "restoreCampaign",
    label: "Restore campaign",
    icon: ArchiveRestore,
    group: "This campaign",
    when: ({ archived, can }) => archived && can.includes("changeCampaign"),
    run: restore,
    done: "Campaign restored.",
    stale: ({ id }) => [keys.campaign(id), keys.campaigns],
  },
];

export const campaignFixes: Fixes = {
  operations: {
    changeCampaign: { apply: "Apply", place: (about) => ofCampaign(about, "", "Edit details", { edit: true }) },
    setBudget: {
      apply: "Set budget",
      place: (about) => ofCampaign(about, "/plan", "Edit budget", { section: "budget", edit: true }),
    },
    transitionCampaign: { apply: "Apply" },
  },
  subjects: { budget: (about) => ofCampaign(about, "/plan", "Open budget", { section: "budget" }) },
};
