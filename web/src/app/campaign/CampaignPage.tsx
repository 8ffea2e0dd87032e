import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useMemo, useRef } from "react";
import { campaignActions } from "@/campaign/actions";
import { useTopics } from "@/contract/live";
import { campaignQuery } from "@/contract/queries";
import type { Campaign } from "@/contract/types";
import { launchActions } from "@/launch/actions";
import { readinessQuery } from "@/launch/queries";
import { ActionButton, ActionMenu, pick, useActions, useOffer, without } from "@/ui/actions";
import { Page } from "@/ui/Page";
import { Bone, BoneRows, Loaded } from "@/ui/States";
import { Status, Tag } from "@/ui/status";
import classes from "./campaign.module.css";
import { tabActions, tabs } from "./tabs";
import { useCampaignId } from "./useCampaign";

const route = getRouteApi("/shell/campaigns/$campaignId");
const actions = [...launchActions, ...campaignActions, ...tabActions];
export function CampaignPage() {
  const { campaignId } = route.useParams();
  const campaign = useQuery(campaignQuery(campaignId));
  useTopics(`campaign:${campaignId}`, `queue:${campaignId}`);
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

function CampaignFrame({ campaign }: { campaign: Campaign }) {
  const bound = useActions(actions, campaign);
  const offered = useMemo(() => bound, [bound]);
  useOffer(offered);
  const [primary] = pick(bound, "launchCampaign", "resumeCampaign");
  const [pause] = pick(bound, "pauseCampaign");
  const readiness = useQuery(readinessQuery(campaign.id));
  const blocked = readiness.data?.checks.some(({ severity }) => severity === "blocker") ?? true;
  return (
    <Page
      title={campaign.name}
      crumbs={[{ label: "Campaigns", to: "/campaigns" }]}
      beside={
        <>
          <Status value={campaign.phase} />
          {campaign.archived ? <Tag>Archived</Tag> : null}
        </>
      }
      actions={
        <>
          {primary ? (
            <ActionButton action={primary} primary={!blocked || primary.name === "resumeCampaign"} />
          ) : (
            <ActionButton action={pause} />
          )}
          <ActionMenu
            actions={without(bound, primary?.name ?? "pauseCampaign", ...tabActions.map(({ name }) => name))}
          />
        </>
      }
    >
      <Tabs />
      <Outlet />
    </Page>
  );
}

function Tabs() {
  const campaignId = useCampaignId();
  const list = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the active tab moves with the path
  useEffect(() => {
    const strip = list.current;
    const active = strip?.querySelector<HTMLElement>('[data-status="active"]');
    if (strip && active) strip.scrollLeft = active.offsetLeft - (strip.clientWidth - active.offsetWidth) / 2;
  }, [path]);
  return (
    <nav className={classes.tabs} aria-label="Campaign" ref={list}>
      {tabs.map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          params={{ campaignId }}
          activeOptions={{ exact: to === tabs[0].to, includeSearch: false }}
          className={classes.tab}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
