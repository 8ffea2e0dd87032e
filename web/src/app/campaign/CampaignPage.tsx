import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Outlet, useRouterState } from "@tanstack/react-router";
import { useMemo } from "react";
import { campaignActions } from "@/campaign/actions";
import { campaignQuery } from "@/contract/queries";
import type { Campaign } from "@/contract/types";
import { launchActions } from "@/launch/actions";
import { ActionButton, ActionMenu, pick, useActions, useOffer, without } from "@/ui/actions";
import { useCountingDown } from "@/ui/countdown";
import { Page } from "@/ui/Page";
import { Bone, BoneRows, Loaded } from "@/ui/States";
import { Status, Tag } from "@/ui/status";
import { TabStrip } from "@/ui/TabStrip";
import { itemsQuery } from "./items";
import { NewMenu, useNewItems } from "./newItems";
import { tabActions, tabs } from "./tabs";

const route = getRouteApi("/shell/campaigns/$campaignId");
const actions = [...launchActions, ...campaignActions, ...tabActions];
export function CampaignPage() {
  const { campaignId } = route.useParams();
  const campaign = useQuery(campaignQuery(campaignId));
  const skeleton = (
    <Page title="Campaign" heading={<Bone width={280} height={26} />}>
      <BoneRows count={6} />
    </Page>
  );
  return (
    <Loaded query={campaign} skeleton={skeleton}>
      {(known) => <CampaignFrame campaign={known} />}
    </Loaded>
  );
}

/** On other tabs the main thing to do is in the page itself. */
function useWriting() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  return /\/(content|calendar|results)\/?$/.test(path);
}

const undecided = ["needs_approval", "in_review", "changes_requested"] as const;

/** How many items there are, and how many of them are not approved. */
function useCounts(campaignId: string) {
  const { data } = useQuery(itemsQuery(campaignId, { limit: 1 }));
  if (!data) return {};
  const counts: Partial<Record<string, number>> = data.counts;
  const open = undecided.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  return { Content: { count: data.total }, Approvals: { count: open, warn: true } };
}

function CampaignFrame({ campaign }: { campaign: Campaign }) {
  const bound = useActions(actions, campaign);
  const offered = useMemo(() => bound, [bound]);
  useOffer(offered);
  const ways = useNewItems(campaign);
  const writing = useWriting();
  const [primary] = pick(bound, "launchCampaign", "resumeCampaign");
  const [pause] = pick(bound, "pauseCampaign");
  // Until the time to undo is over, it does not run yet.
  const launching = useCountingDown(campaign.id);
  const ready = campaign.phase === "ready" || campaign.status === "paused";
  return (
    <Page
      compact
      title={campaign.name}
      crumbs={[{ label: "Campaigns", to: "/campaigns" }]}
      beside={
        <>
          {launching ? <Status value="publishing" label="Launching…" /> : <Status value={campaign.phase} />}
          {campaign.archived ? <Tag>Archived</Tag> : null}
        </>
      }
      actions={
        <>
          {primary ? <ActionButton action={primary} primary={ready} /> : <ActionButton action={pause} />}
          <NewMenu ways={ways} primary={writing && !(primary && ready)} />
          <ActionMenu
            actions={without(bound, primary?.name ?? "pauseCampaign", ...tabActions.map(({ name }) => name))}
          />
        </>
      }
    >
      <TabStrip label="Campaign" tabs={tabs} params={{ campaignId: campaign.id }} counts={useCounts(campaign.id)} />
      <Outlet />
    </Page>
  );
}
