import type { Campaign, Check } from "@/contract/types";

interface FixPlace {
  label: string;
  to: string;
  params: Record<string, string>;
  search?: Record<string, unknown>;
}

/** A fix that needs a person's words or eyes leads to the screen where they are given; any other is called as it stands. */
export function placeOfFix(campaign: Campaign, { code, fix, subject }: Check): FixPlace | undefined {
  const campaignId = campaign.id;
  const params = { campaignId };
  if (!fix) return placeOfCode(campaignId, code);
  const scope = /\/approvals\/(\w+)\//.exec(fix.path)?.[1];
  switch (fix.operation) {
    case "requestApproval":
      if (campaign.phase !== "in_review") return undefined;
      return { label: "See the review", to: "/campaigns/$campaignId/approvals", params, search: { scope } };
    case "approveScope":
      return { label: "Review", to: "/campaigns/$campaignId/approvals", params, search: { scope } };
    case "rejectScope":
    case "readApprovals":
      return { label: "Look at it", to: "/campaigns/$campaignId/approvals", params, search: { scope } };
    case "schedulePost":
      return {
        label: "Write a post",
        to: "/campaigns/$campaignId/content/posts/$queueId",
        params: { ...params, queueId: "new" },
      };
    case "createMailing":
      return {
        label: "Write a mailing",
        to: "/campaigns/$campaignId/content/mailings/$mailingId",
        params: { ...params, mailingId: "new" },
      };
    case "changeCampaign":
      return fix.body === undefined || fix.body === null
        ? { label: "Edit details", to: "/campaigns/$campaignId", params, search: { edit: true } }
        : undefined;
    case "setBudget":
      return { label: "Plan the budget", to: "/campaigns/$campaignId/budget", params, search: { edit: true } };
    case "changePost":
    case "reschedulePost":
      return subject.id
        ? {
            label: fix.operation === "changePost" ? "Open the post" : "Set the time",
            to: "/campaigns/$campaignId/content/posts/$queueId",
            params: { ...params, queueId: subject.id },
          }
        : undefined;
    case "changeMailing":
    case "scheduleMailing":
      return subject.id
        ? {
            label: fix.operation === "changeMailing" ? "Open the mailing" : "Set the time",
            to: "/campaigns/$campaignId/content/mailings/$mailingId",
            params: { ...params, mailingId: subject.id },
          }
        : undefined;
    case "changeWorkspace":
      return { label: "Open settings", to: "/settings/workspace", params: {} };
    case "createCredential":
    case "testCredential":
      return { label: "Open credentials", to: "/settings/credentials", params: {} };
    case "resolveDelivery":
    case "checkDelivery":
    case "listDeliveries":
      return {
        label: "Look at it",
        to: "/deliveries",
        params: {},
        search: { campaignId, ...(subject.id ? { id: subject.id } : {}) },
      };
    default:
      return undefined;
  }
}

/** A check without a call that would mend it still has a screen where a person can look. */
function placeOfCode(campaignId: string, code: string): FixPlace | undefined {
  if (code === "delivery_unconfirmed" || code === "delivery_failed")
    return {
      label: "Look at them",
      to: "/deliveries",
      params: {},
      search: { campaignId, state: code.slice("delivery_".length) },
    };
  if (code.startsWith("mailing_"))
    return { label: "Open e-mail", to: "/campaigns/$campaignId/email", params: { campaignId } };
  return undefined;
}
