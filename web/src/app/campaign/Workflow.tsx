import { Stack } from "@mantine/core";
import { launchActions } from "@/launch/actions";
import { LedgerPanel } from "@/launch/LedgerPanel";
import { NextStep } from "@/launch/NextStep";
import { ReadinessPanel } from "@/launch/ReadinessPanel";
import { WorkflowPanel } from "@/launch/WorkflowPanel";
import { pick, useActions } from "@/ui/actions";
import classes from "./campaign.module.css";
import { useCampaign } from "./useCampaign";

export function Workflow() {
  const campaign = useCampaign();
  const [launch] = pick(useActions(launchActions, campaign), "launchCampaign");
  return (
    <div className={classes.overview}>
      <Stack gap={16} miw={0}>
        <WorkflowPanel campaign={campaign} launch={launch} />
        <NextStep campaign={campaign} />
      </Stack>
      <Stack gap={16} miw={0}>
        <LedgerPanel campaign={campaign} />
        <ReadinessPanel campaign={campaign} />
      </Stack>
    </div>
  );
}
