import {
  Activity,
  CalendarDays,
  ChartGantt,
  ChartLine,
  Compass,
  FilePen,
  LayoutDashboard,
  ListChecks,
  type LucideIcon,
  Send,
  ShieldCheck,
  Wallet,
} from "lucide-react";
import type { Campaign } from "@/contract/types";
import type { Action } from "@/ui/actions";

/** The pages of a campaign, in the order of its strip; each has the digit of its place as its key. */
export const tabs = [
  { to: "/campaigns/$campaignId", label: "Overview", icon: LayoutDashboard },
  { to: "/campaigns/$campaignId/plan", label: "Plan", icon: Compass },
  { to: "/campaigns/$campaignId/content", label: "Content", icon: FilePen },
  { to: "/campaigns/$campaignId/calendar", label: "Calendar", icon: CalendarDays },
  { to: "/campaigns/$campaignId/approvals", label: "Approvals", icon: ShieldCheck },
  { to: "/campaigns/$campaignId/results", label: "Results", icon: ChartLine },
] as const satisfies { to: string; label: string; icon: LucideIcon }[];

const group = "This campaign";

/** Sections of a tab that people look for by their own name. */
const sections: [name: string, label: string, icon: LucideIcon, page: string, section?: string][] = [
  ["openCampaignStrategy", "Show strategy", Compass, "plan"],
  ["openCampaignTimeline", "Show timeline", ChartGantt, "plan", "timeline"],
  ["openCampaignTasks", "Show tasks", ListChecks, "plan", "tasks"],
  ["openCampaignBudget", "Show budget", Wallet, "plan", "budget"],
  ["openCampaignDeliveries", "Show deliveries", Send, "results", "deliveries"],
  ["openCampaignActivity", "Show activity", Activity, "results", "activity"],
];

export const tabActions: Action<Campaign>[] = [
  ...tabs.map(({ to, label, icon }, index) => ({
    name: `openCampaign${label}`,
    label: `Show ${label.toLowerCase()}`,
    icon,
    group,
    keys: String(index + 1),
    when: () => true,
    go: ({ id }: Campaign) => ({ to, params: { campaignId: id } }),
  })),
  ...sections.map(([name, label, icon, page, section]) => ({
    name,
    label,
    icon,
    group,
    when: () => true,
    go: ({ id }: Campaign) => ({
      to: `/campaigns/$campaignId/${page}`,
      params: { campaignId: id },
      search: section ? { section } : {},
    }),
  })),
];
