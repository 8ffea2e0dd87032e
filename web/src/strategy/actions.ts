import { Ban, GitCompare, Pencil } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Strategy } from "@/contract/types";
import type { Action } from "@/ui/actions";
import { type Fixes, ofCampaign } from "@/ui/fixes";

const place = ({ campaignId }: Strategy, search: Record<string, unknown>) => ({
  to: "/campaigns/$campaignId/plan",
  params: { campaignId },
  search,
});

export const strategyActions: Action<Strategy>[] = [
  {
    name: "createStrategy",
    label: "New version from this one",
    icon: Pencil,
    group: "Strategy",
    keys: "v",
    go: (strategy) => place(strategy, { version: strategy.version, edit: true }),
  },
  {
    name: "compareStrategy",
    label: "Compare with previous version",
    icon: GitCompare,
    group: "Strategy",
    keys: "d",
    when: ({ version }) => version > 1,
    go: (strategy) => place(strategy, { version: strategy.version, against: strategy.version - 1 }),
  },
  {
    name: "invalidateStrategy",
    label: "Invalidate version",
    icon: Ban,
    group: "Strategy",
    danger: true,
    when: ({ can, invalidated }) => !invalidated && can.includes("invalidateStrategy"),
    ask: ({ version, current }) => ({
      title: `Invalidate version ${version}?`,
      text: current
        ? "The campaign will have no current strategy, and approvals based on it need review. You can create a new version from this one later."
        : "You can still read it.",
      field: "Reason",
      required: true,
      confirm: "Invalidate version",
    }),
    run: ({ campaignId, version }, reason) =>
      take(
        api.POST("/api/campaigns/{id}/strategies/{version}/invalidate", {
          params: { path: { id: campaignId, version } },
          body: { reason },
        }),
      ),
    done: "Version invalidated.",
    stale: ({ campaignId }) => [keys.campaign(campaignId), keys.campaigns],
  },
];

export const strategyFixes: Fixes = {
  operations: {
    createStrategy: { place: (about) => ofCampaign(about, "/plan", "Write strategy", { edit: true }) },
    readStrategy: { place: (about) => ofCampaign(about, "/plan", "View strategy") },
    checkStrategy: { place: (about) => ofCampaign(about, "/plan", "View strategy") },
  },
  subjects: { strategy: (about) => ofCampaign(about, "/plan", "View strategy") },
};
