import { queryOptions } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import type { DeliveryState } from "@/contract/types";

function inState(state: DeliveryState) {
  return queryOptions({
    queryKey: ["deliveries", { state }],
    queryFn: () => take(api.GET("/api/deliveries", { params: { query: { state, limit: 50 } } })),
  });
}

export const doubtfulQuery = inState("unconfirmed");
export const failedQuery = inState("failed");
