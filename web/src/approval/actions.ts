import { ShieldCheck } from "lucide-react";
import type { Me } from "@/contract/types";
import type { Action } from "@/ui/actions";
import { type FixAbout, type Fixes, ofCampaign } from "@/ui/fixes";
import { requesting } from "@/ui/requesting";

export const approvalPlaces: Action<Me>[] = [
  {
    name: "openApprovals",
    label: "Go to approvals",
    icon: ShieldCheck,
    group: "Go to",
    keys: "g a",
    when: () => true,
    go: () => ({ to: "/approvals" }),
  },
];

function scopeOf({ path }: FixAbout) {
  const scope = /\/approvals\/(\w+)\//.exec(path)?.[1];
  return scope ? { scope } : undefined;
}

export const approvalFixes: Fixes = {
  operations: {
    requestApproval: {
      open: { label: "Request approval", perform: ({ campaignId }) => requesting.set(campaignId) },
      place: (about) => ofCampaign(about, "/approvals", "Request approval", scopeOf(about)),
    },
    approveScope: {
      needsEyes: true,
      place: (about) => ofCampaign(about, "/approvals", "Review and approve", scopeOf(about)),
    },
    rejectScope: { needsEyes: true, place: (about) => ofCampaign(about, "/approvals", "View", scopeOf(about)) },
    readApprovals: { place: (about) => ofCampaign(about, "/approvals", "View", scopeOf(about)) },
  },
};
