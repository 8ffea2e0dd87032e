import { type Fixes, ofCampaign } from "@/ui/fixes";

const figures = {
  place: (about: Parameters<typeof ofCampaign>[0]) => ofCampaign(about, "/results", "View results"),
};

export const analyticsFixes: Fixes = {
  operations: { readDashboard: figures, compareChannels: figures, ingestMetrics: figures },
};
