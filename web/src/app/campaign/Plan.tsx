import { usePrefetchQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { LinkTagsPanel } from "@/campaign/LinkTagsForm";
import { queryClient } from "@/contract/queries";
import { timelineQuery } from "@/planning/queries";
import { strategiesQuery } from "@/strategy/queries";
import { StrategyPanel } from "@/strategy/StrategyPanel";
import { Sections } from "@/ui/Sections";
import { BoneRows } from "@/ui/States";
import { Budget } from "./Budget";
import { useCampaign } from "./useCampaign";

const loadTimeline = () => import("@/planning/TimelinePanel").then((m) => ({ default: m.TimelinePanel }));
const TimelinePanel = lazy(loadTimeline);

const TasksPanel = lazy(() => import("@/planning/TasksPanel").then((m) => ({ default: m.TasksPanel })));
const TaskDialog = lazy(() => import("@/planning/TaskDialog").then((m) => ({ default: m.TaskDialog })));

const route = getRouteApi("/shell/campaigns/$campaignId/plan");

export function preload({ campaignId = "" }: Record<string, string>) {
  queryClient.prefetchQuery(strategiesQuery(campaignId));
}

/** What the campaign wants, what has to be done for it by when, and what it may cost. */
export function Plan() {
  const campaign = useCampaign();
  const { section } = route.useSearch();
  // Opened next, it is there without a pause.
  useEffect(() => {
    loadTimeline();
  }, []);
  return (
    <>
      <Sections
        label="Plan"
        sections={[
          { label: "Strategy" },
          { section: "timeline", label: "Timeline" },
          { section: "tasks", label: "Tasks" },
          { section: "budget", label: "Budget" },
          { section: "links", label: "Link tags" },
        ]}
      />
      {section === "budget" ? (
        <Budget />
      ) : section === "timeline" ? (
        <Suspense fallback={<BoneRows count={12} height={40} />}>
          {campaign.timeline ? <ReadTimeline id={campaign.id} /> : null}
          <TimelinePanel campaign={campaign} />
        </Suspense>
      ) : section === "tasks" ? (
        <Suspense fallback={<BoneRows count={8} />}>
          <TasksPanel campaign={campaign} />
          <TaskDialog campaignId={campaign.id} />
        </Suspense>
      ) : section === "links" ? (
        <LinkTagsPanel campaign={campaign} />
      ) : (
        <StrategyPanel campaign={campaign} />
      )}
    </>
  );
}

/** Begins to read the timeline while its code is loaded. */
function ReadTimeline({ id }: { id: string }) {
  usePrefetchQuery(timelineQuery(id));
  return null;
}
