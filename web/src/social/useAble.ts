import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Campaign, Creative, Platform, PostProblem } from "@/contract/types";

interface Asked {
  campaign: Campaign;
  creative: Creative | undefined;
  title: string;
  ready: Platform[];
}

/** The channels that take a draft as it was saved last, and what is in the way on each of the others. */
export function useAble({ campaign, creative, title, ready }: Asked) {
  const fit = useQuery({
    queryKey: [...keys.fit, creative?.id, creative?.version, title, ready],
    queryFn: () =>
      take(
        api.POST("/api/social/validate", {
          body: {
            campaignId: campaign.id,
            creativeId: creative?.id ?? "",
            platforms: ready,
            ...(title ? { title } : {}),
          },
        }),
      ),
    enabled: creative !== undefined && ready.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
  const found = fit.isError ? [] : (fit.data?.problems ?? []);
  const first = new Map<string, PostProblem>();
  for (const problem of found) if (!first.has(problem.platform)) first.set(problem.platform, problem);
  const problems = ready.flatMap((platform) => first.get(platform) ?? []);
  return { able: ready.filter((platform) => !first.has(platform)), problems };
}
