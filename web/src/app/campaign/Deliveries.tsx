import { useQuery } from "@tanstack/react-query";
import { launchActions } from "@/launch/actions";
import { LedgerPanel } from "@/launch/LedgerPanel";
import { NextStep } from "@/launch/NextStep";
import { readinessQuery } from "@/launch/queries";
import { ReadinessPanel } from "@/launch/ReadinessPanel";
import { WorkflowPanel } from "@/launch/WorkflowPanel";
import { pick, useActions } from "@/ui/actions";
import { Split } from "@/ui/layout";
import { Bone, Loaded } from "@/ui/States";
import { useCampaign } from "./useCampaign";

/** How far the launch is, and every message by its state. */
export function Deliveries() {
  const campaign = useCampaign();
  const [launch] = pick(useActions(launchActions, campaign), "launchCampaign");
  const readiness = useQuery(readinessQuery(campaign.id));
  return (
    <Split
      side={
        <>
          <LedgerPanel campaign={campaign} />
          <Loaded query={readiness} skeleton={<Bone height={240} />}>
            {({ score, parts }) => <ReadinessPanel readiness={score} readinessParts={parts} />}
          </Loaded>
        </>
      }
    >
      <WorkflowPanel campaign={campaign} launch={launch} />
      <NextStep campaign={campaign} />
    </Split>
  );
}
