import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { campaignQuery } from "@/contract/queries";
import type { Campaign } from "@/contract/types";
import { Page } from "@/ui/Page";
import { BoneRows, Loaded, MayNot } from "@/ui/States";

interface ThingPageProps<Thing, From> {
  campaignId: string;
  /** While it loads. */
  title: string;
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
  const { campaignId, title, thing, from, operation, create, edit } = props;
  const campaign = useQuery(campaignQuery(campaignId));
  const skeleton = (
    <Page title={title}>
      <BoneRows count={6} />
    </Page>
  );
  const begin = (owner: Campaign) => {
    if (operation && !owner.can.includes(operation)) return <MayNot />;
    if (!from) return create(owner, undefined);
    return (
      <Loaded query={from} skeleton={skeleton}>
        {(known) => create(owner, known)}
      </Loaded>
    );
  };
  return (
    <Loaded query={campaign} skeleton={skeleton}>
      {(owner) =>
        thing ? (
          <Loaded query={thing} skeleton={skeleton}>
            {(known) => edit(owner, known)}
          </Loaded>
        ) : (
          begin(owner)
        )
      }
    </Loaded>
  );
}
