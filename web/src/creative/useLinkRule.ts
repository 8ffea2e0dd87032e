import { useQuery } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { linkTagsQuery } from "@/contract/queries";
import type { Campaign, Components } from "@/contract/types";
import { showProblem } from "@/ui/actions";
import { useWrite } from "@/ui/useWrite";

/** What the links of a campaign get, and how one address is left out or taken in again. */
export function useLinkRule(campaign: Campaign) {
  const rule = useQuery(linkTagsQuery(campaign.id)).data;
  const save = useWrite({
    run: ({ url, out }: { url: string; out: boolean }) => {
      const { slug: _slug, ...tags } = rule ?? { on: false, exclude: [], slug: "" };
      const others = tags.exclude.filter((each) => each.toLowerCase() !== url.toLowerCase());
      return take(
        api.PUT("/api/campaigns/{id}/link-tags", {
          params: { path: { id: campaign.id } },
          body: { ...tags, exclude: out ? [...others, url] : others },
        }),
      );
    },
    stale: [keys.campaign(campaign.id), keys.fit],
    onRefused: showProblem,
  });
  const may = campaign.can.includes("changeCampaign");
  return { rule, exclude: may ? (url: string, out: boolean) => save.mutate({ url, out }) : undefined };
}

/** The words of a post with the tags on their links; the newsroom shows no addresses. */
export function taggedParts(parts: Components, tagged: (text: string) => string): Components {
  return {
    ...parts,
    ...(parts.caption ? { caption: tagged(parts.caption) } : {}),
    ...(parts.cta ? { cta: tagged(parts.cta) } : {}),
    ...(parts.thread ? { thread: parts.thread.map(tagged) } : {}),
  };
}
