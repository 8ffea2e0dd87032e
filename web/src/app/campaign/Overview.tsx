import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { CalendarClock } from "lucide-react";
import type { ReactNode } from "react";
import { ActivityItems } from "@/activity/ActivityList";
import { Advice } from "@/advisor/Advice";
import { Goals } from "@/analytics/Goals";
import { KeyFigures } from "@/analytics/KeyFigures";
import { campaignActions } from "@/campaign/actions";
import { BudgetPanel } from "@/campaign/BudgetPanel";
import { DetailsPanel } from "@/campaign/DetailsPanel";
import { EditCampaign } from "@/campaign/EditCampaign";
import { overviewQuery } from "@/contract/queries";
import type { CalendarItem } from "@/contract/types";
import { ProgressPanel } from "@/launch/ProgressPanel";
import { ReadinessPanel } from "@/launch/ReadinessPanel";
import { useActions } from "@/ui/actions";
import { Split } from "@/ui/layout";
import { Panel, PanelBody } from "@/ui/Page";
import { Bone, BoneRows, Empty, Loaded } from "@/ui/States";
import { RiskPanel } from "../dashboard/RiskPanel";
import { LazyAddFigures } from "../LazyAddFigures";
import { NextOut } from "../NextOut";
import { useCampaign } from "./useCampaign";
import { Work } from "./Work";

const route = getRouteApi("/shell/campaigns/$campaignId/");

/** Before its launch a campaign shows how ready it is; afterwards, how far its goals are. */
const launched = ["active", "paused", "completed"];

/** A campaign at a glance; one request brings all of it. */
export function Overview() {
  const campaign = useCampaign();
  const { edit } = route.useSearch();
  const navigate = route.useNavigate();
  const bound = useActions(campaignActions, campaign);
  const overview = useQuery(overviewQuery(campaign.id));
  const details = <DetailsPanel campaign={campaign} actions={bound} />;

  return (
    <>
      <Loaded query={overview} skeleton={<Bones>{details}</Bones>}>
        {(all) => (
          <Split
            side={
              <>
                <BudgetPanel campaign={campaign} plan={all.budget} />
                {details}
              </>
            }
          >
            {launched.includes(campaign.status) ? (
              <>
                <Goals campaign={campaign} goals={all.goals} />
                <KeyFigures campaignId={campaign.id} figures={all.figures} />
              </>
            ) : (
              <ReadinessPanel readiness={all.readiness} readinessParts={all.readinessParts} wide />
            )}
            <Advice campaign={campaign} evaluation={all.evaluation} />
            <ProgressPanel
              campaignId={campaign.id}
              workflow={all.workflow}
              deliveries={all.deliveries}
              nextDue={all.nextDue}
              zone={campaign.timeZone}
            />
            {all.risks.length > 0 ? <RiskPanel risks={all.risks} inAll={all.risks.length} /> : null}
            <Work work={all} />
            <ComingUp campaignId={campaign.id} items={all.upcoming} />
            <Panel title="Recent activity" padded={false}>
              <ActivityItems items={all.activity} />
            </Panel>
          </Split>
        )}
      </Loaded>
      <LazyAddFigures />
      {edit ? <EditCampaign campaign={campaign} close={() => navigate({ search: {}, replace: true })} /> : null}
    </>
  );
}

function ComingUp({ campaignId, items }: { campaignId: string; items: CalendarItem[] }) {
  const calendar = (
    <Link
      to="/campaigns/$campaignId/calendar"
      params={{ campaignId }}
      style={{ fontSize: 12, color: "var(--mantine-color-anchor)" }}
    >
      Calendar
    </Link>
  );
  return (
    <Panel title="Coming up" padded={false} aside={calendar}>
      {items.length > 0 ? (
        <NextOut items={items} inCampaign />
      ) : (
        <Empty
          icon={CalendarClock}
          title="Nothing scheduled for the next two weeks"
          text="Write a post or an e-mail and schedule it."
        />
      )}
    </Panel>
  );
}

function Bones({ children }: { children: ReactNode }) {
  return (
    <Split
      side={
        <>
          <Panel title="Readiness">
            <Bone height={188} />
          </Panel>
          <Panel title="Budget">
            <Bone height={72} />
          </Panel>
          {children}
        </>
      }
    >
      <Panel title="What to do next" padded={false}>
        <PanelBody>
          <Bone height={148} />
        </PanelBody>
        <BoneRows count={5} height={70} />
      </Panel>
      <Panel title="Coming up" padded={false}>
        <BoneRows count={2} height={61} />
      </Panel>
    </Split>
  );
}
