import { launchActions } from "@/launch/actions";
import { LedgerPanel } from "@/launch/LedgerPanel";
import { NextStep } from "@/launch/NextStep";
import { ReadinessPanel } from "@/launch/ReadinessPanel";
import { WorkflowPanel } from "@/launch/WorkflowPanel";
import { pick, useActions } from "@/ui/actions";
import { Split } from "@/ui/layout";
import { useCampaign } from "./useCampaign";

export function Workflow() {
  const campaign = useCampaign();
  const [launch] = pick(useActions(launchActions, campaign), "launchCampaign");
  return (
    <Split
      side={
        <>
          <LedgerPanel campaign={campaign} />
          <ReadinessPanel campaign={campaign} />
        </>
      }
    >
      <WorkflowPanel campaign={campaign} launch={launch} />
      <NextStep campaign={campaign} />
    </Split>
  );
}
