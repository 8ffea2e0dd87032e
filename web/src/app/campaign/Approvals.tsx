import { getRouteApi } from "@tanstack/react-router";
import { ApprovalScopes } from "@/approval/ApprovalScopes";
import { approvalsQuery } from "@/approval/queries";
import { queryClient } from "@/contract/queries";
import { scopeKind } from "../kinds";
import { ItemPreview } from "./ItemPreview";
import { useCampaign } from "./useCampaign";

const route = getRouteApi("/shell/campaigns/$campaignId/approvals");

export function preload({ campaignId = "" }: Record<string, string>) {
  queryClient.prefetchQuery(approvalsQuery(campaignId));
}

export function Approvals() {
  const { scope } = route.useSearch();
  return <ApprovalScopes campaign={useCampaign()} open={scope} preview={ItemPreview} face={scopeKind} />;
}
