import { rolesWith } from "@/contract/permissions";
import type { Role } from "@/contract/types";

/** What a role may do, in a sentence. */
export const roleWords: Record<Role, string> = {
  owner: "Full access, including the workspace itself.",
  admin: "Full access except ownership.",
  manager: "Runs campaigns: budget, launch, pause.",
  editor: "Writes and schedules content.",
  reviewer: "Reviews campaigns: approves and rejects.",
  analyst: "Read-only access, including analytics.",
  viewer: "Read-only access.",
};

export const withArticle = (role: Role) => `${/^[aeo]/.test(role) ? "an" : "a"} ${role}`;

export const mayApprove = (role: Role) => rolesWith["approval.decide"].includes(role);
