import { Stack } from "@mantine/core";
import { Split } from "@/ui/layout";
import { AlertPanel } from "./AlertPanel";
import { ErrorPanel } from "./ErrorPanel";
import { HealthPanel } from "./HealthPanel";
import { JobPanel } from "./JobPanel";
import { MetricsPanel } from "./MetricsPanel";
import { NodePanel } from "./NodePanel";
import { RulePanel } from "./RulePanel";
import { UsagePanel } from "./UsagePanel";
import { WorkspacePanel } from "./WorkspacePanel";

/** Everything that the operator sees. */
export function Installation() {
  return (
    <Stack gap={16}>
      <Split
        sideFirst
        side={
          <>
            <HealthPanel />
            <UsagePanel />
          </>
        }
      >
        <AlertPanel />
        <NodePanel />
        <WorkspacePanel />
        <JobPanel />
        <ErrorPanel />
        <MetricsPanel />
        <RulePanel />
      </Split>
    </Stack>
  );
}
