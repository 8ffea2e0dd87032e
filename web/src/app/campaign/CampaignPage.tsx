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
import { useCampaignId } from "./useCampaign";

const route = getRouteApi("/shell/campaigns/$campaignId");
const actions = [...launchActions, ...campaignActions];
const tabs = [
  { to: "/campaigns/$campaignId", label: "Overview", exact: true },
  { to: "/campaigns/$campaignId/content", label: "Content", exact: false },
  { to: "/campaigns/$campaignId/approvals", label: "Approvals", exact: false },
  { to: "/campaigns/$campaignId/schedule", label: "Schedule", exact: false },
  { to: "/campaigns/$campaignId/activity", label: "Activity", exact: false },
] as const;

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
          <ActionMenu actions={without(bound, primary?.name ?? "pauseCampaign")} />
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
    const active = list.current?.querySelector<HTMLElement>('[data-status="active"]');
    if (active && list.current) list.current.scrollLeft = active.offsetLeft - list.current.offsetLeft - 40;
  }, [path]);
  return (
    <nav className={classes.tabs} aria-label="Campaign" ref={list}>
      {tabs.map(({ to, label, exact }) => (
        <Link
          key={to}
          to={to}
          params={{ campaignId }}
          activeOptions={{ exact, includeSearch: false }}
          className={classes.tab}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
