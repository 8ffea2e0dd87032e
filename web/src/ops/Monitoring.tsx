import { Anchor, Button, Stack, Text } from "@mantine/core";
import { useIsFetching, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { RefreshCw } from "lucide-react";
import { keys } from "@/contract/keys";
import { Chips, Grow, Toolbar } from "@/ui/layout";
import { useAddress } from "@/ui/useAddress";
import { AlertPanel } from "./AlertPanel";
import { ConnectionPanel } from "./ConnectionPanel";
import { ErrorPanel } from "./ErrorPanel";
import { HealthPanel } from "./HealthPanel";
import { JobPanel } from "./JobPanel";
import { MetricsPanel } from "./MetricsPanel";
import { RulePanel } from "./RulePanel";
import type { MonitoringSearch } from "./routes";
import { UsagePanel } from "./UsagePanel";

const views = [
  { value: "alerts", label: "Alerts" },
  { value: "jobs", label: "Jobs" },
  { value: "connections", label: "Connections" },
  { value: "errors", label: "Errors" },
  { value: "requests", label: "Requests" },
  { value: "usage", label: "Usage" },
] as const;

/** How the workspace is doing, technically: for its owners and admins. */
export function Monitoring() {
  const [{ show }, change] = useAddress<MonitoringSearch>();
  return (
    <Stack gap={16}>
      <Text size="sm" c="dimmed">
        Only owners and admins see this page. It shows this workspace and no other.{" "}
        <Anchor component={Link} to="/guide/monitoring" inherit underline="always">
          How to watch an installation
        </Anchor>
      </Text>
      <Toolbar>
        <Grow>
          <Chips label="Show" options={views} value={show} onChange={(value) => change({ show: value })} all="Health" />
        </Grow>
        <Refresh />
      </Toolbar>
      <View show={show} />
    </Stack>
  );
}

function Refresh() {
  const queries = useQueryClient();
  const busy = useIsFetching({ queryKey: keys.monitoring }) > 0;
  return (
    <Button
      variant="default"
      size="xs"
      loading={busy}
      leftSection={<RefreshCw size={14} aria-hidden />}
      onClick={() => queries.invalidateQueries({ queryKey: keys.monitoring })}
    >
      Refresh
    </Button>
  );
}

function View({ show }: MonitoringSearch) {
  switch (show) {
    case "alerts":
      return (
        <>
          <AlertPanel />
          <RulePanel />
        </>
      );
    case "jobs":
      return <JobPanel />;
    case "connections":
      return <ConnectionPanel />;
    case "errors":
      return <ErrorPanel />;
    case "requests":
      return <MetricsPanel />;
    case "usage":
      return <UsagePanel />;
    default:
      return <HealthPanel />;
  }
}
