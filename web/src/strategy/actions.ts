import { Ban, GitCompare, Pencil } from "lucide-react";
import { api, take } from "@/contract/api";
import { ofCampaign } from "@/contract/queries";
import type { Strategy } from "@/contract/types";
import type { Action } from "@/ui/actions";

const place = ({ campaignId }: Strategy, search: Record<string, unknown>) => ({
  to: "/campaigns/$campaignId/strategy",
  params: { campaignId },
  search,
});

export const strategyActions: Action<Strategy>[] = [
  {
    name: "createStrategy",
    label: "New version from this one",
    icon: Pencil,
    group: "The strategy",
    keys: "v",
    go: (strategy) => place(strategy, { version: strategy.version, edit: true }),
  },
  {
    name: "compareStrategy",
    label: "Compare with the one before",
    icon: GitCompare,
    group: "The strategy",
    keys: "d",
    when: ({ version }) => version > 1,
    go: (strategy) => place(strategy, { version: strategy.version, against: strategy.version - 1 }),
  },
  {
    name: "invalidateStrategy",
    label: "Declare it invalid",
    icon: Ban,
    group: "The strategy",
    danger: true,
    when: ({ can, invalidated }) => !invalidated && can.includes("invalidateStrategy"),
    ask: ({ version, current }) => ({
      title: `Declare version ${version} invalid?`,
      text: current
        ? "The campaign has no strategy then, and what was approved on it needs review. A new version from this one brings it back."
        : "It stays readable.",
      field: "Why",
      required: true,
      confirm: "Declare it invalid",
    }),
    run: ({ campaignId, version }, reason) =>
      take(
        api.POST("/api/campaigns/{id}/strategies/{version}/invalidate", {
          params: { path: { id: campaignId, version } },
          body: { reason },
        }),
      ),
    done: "It is no longer valid.",
    stale: ({ campaignId }) => [ofCampaign(campaignId), ["campaigns"]],
  },
];
