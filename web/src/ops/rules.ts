import type { AlertRule } from "@/contract/types";

export const metricNames: Record<AlertRule["metric"], string> = {
  memory: "Memory",
  error_rate: "Failed requests",
  database_down: "Database out of reach",
  response_time: "Response time",
  oldest_due: "Messages that are late",
  unconfirmed: "Messages with an unknown outcome",
  disk_free: "Free disk space",
  chain_broken: "Broken audit chain",
};
