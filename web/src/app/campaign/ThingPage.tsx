import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { campaignQuery } from "@/contract/queries";
import type { Campaign } from "@/contract/types";
import { contentOf } from "@/ui/FocusEditor";
import { FocusFrame } from "@/ui/FocusFrame";
import { Page } from "@/ui/Page";
import { BoneRows, Failed, MayNot } from "@/ui/States";

interface ThingPageProps<Thing, From> {
  campaignId: string;
  /** While it loads. */
  title: string;
  /** It has the full screen. */
  focused?: boolean;
  /** What the address names; `new` has none yet. */
  thing: UseQueryResult<Thing> | undefined;
  /** What a new one starts from, where the address names that. */
  from?: UseQueryResult<From> | undefined;
  /** The operation that a new one needs. */
  operation?: string;
  create: (campaign: Campaign, from: From | undefined) => ReactNode;
  edit: (campaign: Campaign, thing: Thing) => ReactNode;
}

/** One thing of a campaign in its editor, or a new one. */
export function ThingPage<Thing, From = never>(props: ThingPageProps<Thing, From>) {
  const { campaignId, title, focused, thing, from, operation, create, edit } = props;
  const campaign = useQuery(campaignQuery(campaignId));
  const needed = [campaign, thing, thing ? undefined : from].filter((query) => query !== undefined);
  const failed = needed.find(({ data, error }) => data === undefined && error);
  const framed = (content: ReactNode) =>
    focused ? (
      <FocusFrame title={title} back={contentOf({ id: campaignId })} label={title}>
        {content}
      </FocusFrame>
    ) : (
      content
    );
  if (failed) return framed(<Failed error={failed.error} retry={() => failed.refetch()} />);
  const owner = campaign.data;
  if (!owner || needed.some(({ data }) => data === undefined))
    return focused ? (
      framed(<BoneRows count={6} />)
    ) : (
      <Page title={title}>
        <BoneRows count={6} />
      </Page>
    );
  if (thing) return edit(owner, thing.data as Thing);
  if (operation && !owner.can.includes(operation)) return framed(<MayNot />);
  return create(owner, from?.data);
}
