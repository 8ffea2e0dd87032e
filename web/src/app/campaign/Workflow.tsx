import { Stack } from "@mantine/core";
import { NextStep } from "@/launch/NextStep";
import { ProgressPanel } from "@/launch/ProgressPanel";
import { useCampaign } from "./useCampaign";

export function Workflow() {
  const campaign = useCampaign();
  return (
    <Stack gap={16}>
      <ProgressPanel campaign={campaign} />
      <NextStep campaign={campaign} />
    </Stack>
  );
}
