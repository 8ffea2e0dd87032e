import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { CalendarClock } from "lucide-react";
import { ActivityList } from "@/activity/ActivityList";
import { Advice } from "@/advisor/Advice";
import { campaignActions } from "@/campaign/actions";
import { BudgetPanel } from "@/campaign/BudgetPanel";
import { DetailsPanel } from "@/campaign/DetailsPanel";
import { EditCampaign } from "@/campaign/EditCampaign";
import { useMe } from "@/contract/queries";
import type { CalendarItem } from "@/contract/types";
import { ProgressPanel } from "@/launch/ProgressPanel";
import { ReadinessPanel } from "@/launch/ReadinessPanel";
import { NextOut } from "@/social/NextOut";
import { calendarQuery, nextTwoWeeks } from "@/social/queries";
import { useActions } from "@/ui/actions";
import { Split } from "@/ui/layout";
import { Panel } from "@/ui/Page";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { WhenSeen } from "@/ui/WhenSeen";
import { useCampaign } from "./useCampaign";

const route = getRouteApi("/shell/campaigns/$campaignId/");

export function Overview() {
  const campaign = useCampaign();
  const { edit } = route.useSearch();
  const navigate = route.useNavigate();
  const bound = useActions(campaignActions, campaign);

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
        <WhenSeen height={240}>
          <ComingUp campaignId={campaign.id} />
        </WhenSeen>
        <WhenSeen height={360}>
          <Panel title="Recent activity" padded={false}>
            <ActivityList campaignId={campaign.id} limit={6} />
          </Panel>
        </WhenSeen>
      </Split>
      {edit ? <EditCampaign campaign={campaign} close={() => navigate({ search: {}, replace: true })} /> : null}
    </>
  );
}

/** From the same two weeks that the home page shows, so that it is often read already. */
function ComingUp({ campaignId }: { campaignId: string }) {
  const { from, to } = nextTwoWeeks(useMe().workspace.timeZone);
  const calendar = useQuery(calendarQuery(from, to));
  const isNext = (item: CalendarItem) => item.campaignId === campaignId && item.status === "scheduled";
  return (
    <Panel
      title="Coming up"
      padded={false}
      aside={
        <Link
          to="/campaigns/$campaignId/schedule"
          params={{ campaignId }}
          style={{ fontSize: 12, color: "var(--mantine-color-anchor)" }}
        >
          Schedule
        </Link>
      }
    >
      <Loaded query={calendar} skeleton={<BoneRows count={2} height={61} />}>
        {({ items }) =>
          items.some(isNext) ? (
            <NextOut items={items.filter(isNext).slice(0, 4)} inCampaign />
          ) : (
            <Empty
              icon={CalendarClock}
              title="Nothing scheduled for the next two weeks"
              text="Write a post or an e-mail and schedule it."
            />
          )
        }
      </Loaded>
    </Panel>
  );
}
