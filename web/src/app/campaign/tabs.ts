import {
  Activity,
  CalendarDays,
  ChartLine,
  Compass,
  FilePen,
  LayoutDashboard,
  type LucideIcon,
  Mail,
  ShieldCheck,
  Wallet,
  Workflow,
} from "lucide-react";
import type { Campaign } from "@/contract/types";
import type { Action } from "@/ui/actions";

/** The pages of a campaign, in the order of its strip; each of the first ten has the digit of its place as its key. */
export const tabs = [
  { to: "/campaigns/$campaignId", label: "Overview", icon: LayoutDashboard },
  { to: "/campaigns/$campaignId/strategy", label: "Strategy", icon: Compass },
  { to: "/campaigns/$campaignId/content", label: "Content", icon: FilePen },
  { to: "/campaigns/$campaignId/schedule", label: "Schedule", icon: CalendarDays },
  { to: "/campaigns/$campaignId/email", label: "E-mail", icon: Mail },
  { to: "/campaigns/$campaignId/approvals", label: "Approvals", icon: ShieldCheck },
  { to: "/campaigns/$campaignId/workflow", label: "Workflow", icon: Workflow },
  { to: "/campaigns/$campaignId/budget", label: "Budget", icon: Wallet },
  { to: "/campaigns/$campaignId/analytics", label: "Analytics", icon: ChartLine },
  { to: "/campaigns/$campaignId/activity", label: "Activity", icon: Activity },
] as const satisfies { to: string; label: string; icon: LucideIcon }[];

export const tabActions: Action<Campaign>[] = tabs.map(({ to, label, icon }, index) => ({
  name: `openCampaign${label.replaceAll(/\W/g, "")}`,
  label: `Show ${label.toLowerCase()}`,
  icon,
  group: "This campaign",
  ...(index < 10 ? { keys: String((index + 1) % 10) } : {}),
  when: () => true,
  go: ({ id }) => ({ to, params: { campaignId: id } }),
}));
