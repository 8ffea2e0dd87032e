import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Platform } from "@/contract/types";

interface Words {
  text: string;
  title: string;
  link: string;
  assetIds: string[];
  altTexts: Record<string, string>;
}

/** What the platforms would say to these words, asked while they are typed. */
export function useFit(campaignId: string, { text, title, link, assetIds, altTexts }: Words, platforms: Platform[]) {
  const typed = useMemo(
    () =>
      JSON.stringify({
        campaignId,
        text,
        platforms,
        assetIds,
        altTexts,
        ...(title ? { title } : {}),
        ...(/^https?:\/\/\S+\.\S+/.test(link) ? { link } : {}),
      }),
    [campaignId, text, title, link, assetIds, altTexts, platforms],
  );
  const [asked] = useDebouncedValue(typed, 350);
  const fit = useQuery({
    queryKey: [...keys.fit, asked],
    queryFn: () => take(api.POST("/api/social/validate", { body: JSON.parse(asked) })),
    enabled: text.trim() !== "" && platforms.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  const answer = fit.data;
  return {
    problems: (answer?.problems ?? []).filter(({ platform }) => platforms.some((chosen) => chosen === platform)),
    verdicts: (answer?.platforms ?? []).filter(({ platform }) => platforms.includes(platform)),
    stale: asked !== typed || fit.isFetching,
    shown: text.trim() !== "" && answer !== undefined,
  };
}
