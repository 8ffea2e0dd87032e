import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { CalendarClock } from "lucide-react";
import { ActivityList } from "@/activity/ActivityList";
import { Advice } from "@/advisor/Advice";
import { campaignActions } from "@/campaign/actions";
import { BudgetPanel } from "@/campaign/BudgetPanel";
import { DetailsPanel } from "@/campaign/DetailsPanel";
import { EditCampaign } from "@/campaign/EditCampaign";
import { mailingsQuery } from "@/email/queries";
import { ProgressPanel } from "@/launch/ProgressPanel";
import { ReadinessPanel } from "@/launch/ReadinessPanel";
import { NextOut } from "@/social/NextOut";
import { postsQuery } from "@/social/queries";
import { useActions } from "@/ui/actions";
import { Split } from "@/ui/layout";
import { Panel } from "@/ui/Page";
import { BoneRows, Empty } from "@/ui/States";
import { plannedItems } from "./planned";
import { useCampaign } from "./useCampaign";

const route = getRouteApi("/shell/campaigns/$campaignId/");

export function Overview() {
  const campaign = useCampaign();
  const { edit } = route.useSearch();
  const navigate = route.useNavigate();
  const bound = useActions(campaignActions, campaign);
  const posts = useQuery(postsQuery(campaign.id));
  const mailings = useQuery(mailingsQuery(campaign.id));
  const next = plannedItems(campaign, posts.data?.items ?? [], mailings.data?.items ?? [])
    .filter((item) => item.status === "scheduled")
    .slice(0, 4);

  return (
    <>
      <Split
        side={
          <>
            <ReadinessPanel campaign={campaign} />
            <BudgetPanel campaign={campaign} />
            <DetailsPanel campaign={campaign} actions={bound} />
          </>
        }
      >
        <Advice campaign={campaign} />
        <ProgressPanel campaign={campaign} />
        <Panel
          title="Coming up"
          padded={false}
          aside={
            <Link
              to="/campaigns/$campaignId/schedule"
              params={{ campaignId: campaign.id }}
              style={{ fontSize: 12, color: "var(--mantine-color-anchor)" }}
            >
              Schedule
            </Link>
          }
        >
          {posts.isPending || mailings.isPending ? (
            <BoneRows count={2} height={61} />
          ) : next.length === 0 ? (
            <Empty
              icon={CalendarClock}
              title="Nothing scheduled"
              text="Write a post or mailing under Content and schedule it."
            />
          ) : (
            <NextOut items={next} inCampaign />
          )}
        </Panel>
        <Panel title="Recent activity" padded={false}>
          <ActivityList campaignId={campaign.id} limit={6} />
        </Panel>
      </Split>
      {edit ? <EditCampaign campaign={campaign} close={() => navigate({ search: {}, replace: true })} /> : null}
    </>
  );
}
