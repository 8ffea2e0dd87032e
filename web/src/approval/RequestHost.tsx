import { useQuery } from "@tanstack/react-query";
import { campaignQuery } from "@/contract/queries";
import { requesting } from "@/ui/requesting";
import { approvalsQuery } from "./queries";
import { RequestForm } from "./RequestForm";
import { needsRequest } from "./scopes";

/** Asks for everything that is not requested yet, from wherever a check says that an approval is missing. */
export function RequestHost({ id }: { id: string }) {
  const campaign = useQuery(campaignQuery(id)).data;
  const scopes = (useQuery(approvalsQuery(id)).data?.scopes ?? []).filter(needsRequest);
  if (!campaign || scopes.length === 0) return null;
  return <RequestForm campaign={campaign} scopes={scopes} opened close={() => requesting.set(undefined)} />;
}
