import { CircleCheck, CircleDashed, CircleMinus, CircleX, Loader, type LucideIcon } from "lucide-react";
import type { WorkflowStep } from "@/contract/types";

export const stepFaces: Record<WorkflowStep["state"], { icon: LucideIcon; tone: string }> = {
  pending: { icon: CircleDashed, tone: "neutral" },
  running: { icon: Loader, tone: "accent" },
  done: { icon: CircleCheck, tone: "good" },
  failed: { icon: CircleX, tone: "bad" },
  skipped: { icon: CircleMinus, tone: "neutral" },
};

/** What each step of a launch does, in words. */
export const stepNames: Record<WorkflowStep["name"], string> = {
  validate: "Check everything",
  schedule: "Queue the items",
  publish: "Send on time",
  monitor: "Confirm delivery",
};
