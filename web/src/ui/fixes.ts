import type { Check } from "@/contract/types";
import type { Place } from "./actions";

export interface FixPlace extends Place {
  label: string;
}

interface Home {
  id: string;
  phase?: string;
}

/** Whoever decides or sends has to see what it is about, even where the call would work as it stands. */
const needEyes = ["approveScope", "rejectScope", "resolveDelivery", "publishPost", "sendMailing", "publishCampaign"];

/** Whether somebody who may read and no more can follow the fix: to look, or to decide where that is asked of them. */
export function isForReaders({ fix }: Check) {
  return !fix || needEyes.includes(fix.operation) || /^(read|list|check|compare|ingest)/.test(fix.operation);
}

/** Whether the fix is done by calling it as it stands. */
export function callsItself({ fix }: Check) {
  return Boolean(fix && fix.body !== null && fix.body !== undefined && !needEyes.includes(fix.operation));
}

/** A fix that needs a person's words or eyes leads to the screen where they are given. */
export function placeOfFix(campaign: Home, check: Check): FixPlace | undefined {
  const { fix, subject, code } = check;
  if (!fix) return placeOfSubject(campaign, subject, code);
  if (fix.operation === "requestApproval" && campaign.phase === "in_review")
    return { label: "View review", ...approvals(campaign, fix.path) };
  if (callsItself(check)) return undefined;
  const place = placeOfOperation(campaign, fix.operation, fix.path, subject.id ?? undefined);
  return place ?? placeOfSubject(campaign, subject, code);
}

function placeOfOperation(
  { id }: Home,
  operation: string,
  path: string,
  about: string | undefined,
): FixPlace | undefined {
  const params = { campaignId: id };
  const of = (page: string, label: string, search?: Record<string, unknown>): FixPlace => ({
    label,
    to: `/campaigns/$campaignId${page}`,
    params,
    ...(search ? { search } : {}),
  });
  const post = (queueId: string, label: string): FixPlace => ({
    label,
    to: "/campaigns/$campaignId/content/posts/$queueId",
    params: { ...params, queueId },
  });
  const mailing = (mailingId: string, label: string): FixPlace => ({
    label,
    to: "/campaigns/$campaignId/content/mailings/$mailingId",
    params: { ...params, mailingId },
  });
  const there = (to: string, label: string): FixPlace => ({ label, to });
  switch (operation) {
    case "requestApproval":
      return { label: "Request approval", ...approvals({ id }, path) };
    case "approveScope":
      return { label: "Review", ...approvals({ id }, path) };
    case "rejectScope":
    case "readApprovals":
      return { label: "View", ...approvals({ id }, path) };
    case "changeCampaign":
      return of("", "Edit details", { edit: true });
    case "setBudget":
      return of("/budget", "Edit budget", { edit: true });
    case "createStrategy":
      return of("/strategy", "Write strategy", { edit: true });
    case "readStrategy":
    case "checkStrategy":
      return of("/strategy", "View strategy");
    case "schedulePost":
    case "scheduleMultiPlatform":
    case "schedulePosts":
      return post("new", "Write a post");
    case "changePost":
    case "publishPost":
      return about ? post(about, "Open post") : of("/schedule", "Open schedule");
    case "reschedulePost":
      return about ? of("/schedule", "Set time", { move: about }) : of("/schedule", "Open schedule");
    case "retryPost":
      return about ? post(about, "View") : of("/schedule", "View all");
    case "createMailing":
      return mailing("new", "Write a mailing");
    case "changeMailing":
    case "sendMailing":
      return about ? mailing(about, "Open mailing") : of("/email", "Open e-mail");
    case "scheduleMailing":
      return about ? of("/schedule", "Set time", { move: about }) : of("/email", "Open e-mail");
    case "createCreative":
    case "createBlogPost":
    case "repurposeBlogPost":
    case "readCampaignContent":
      return of("/content", "Open content");
    case "changeCreative":
    case "regenerateCreative":
    case "attachCreativeAsset":
      return about
        ? {
            label: "Open creative",
            to: "/campaigns/$campaignId/content/creatives/$creativeId",
            params: { ...params, creativeId: about },
          }
        : of("/content", "Open content");
    case "createRenderJob":
      return of("/content", "Open content");
    case "importContacts":
      return there("/audience/import", "Import contacts");
    case "createContact":
      return { label: "Add contact", to: "/audience", search: { make: true } };
    case "createSegment":
      return { label: "Create segment", to: "/audience/segments/$segmentId", params: { segmentId: "new" } };
    case "changeSegment":
      return about
        ? { label: "Open segment", to: "/audience/segments/$segmentId", params: { segmentId: about } }
        : there("/audience/segments", "Open segments");
    case "connectAccount":
    case "listAccounts":
      return there("/settings/accounts", "Connect account");
    case "createCredential":
    case "testCredential":
      return there("/settings/credentials", "Open credentials");
    case "changeWorkspace":
      return there("/settings/workspace", "Open settings");
    case "inviteMember":
      return { label: "Invite member", to: "/members", search: { invite: true } };
    case "readDashboard":
    case "compareChannels":
    case "ingestMetrics":
      return of("/analytics", "View analytics");
    case "launchCampaign":
    case "publishCampaign":
    case "resumeCampaign":
    case "readWorkflow":
      return of("/workflow", "View workflow");
    case "resolveDelivery":
    case "checkDelivery":
    case "retryDelivery":
    case "listDeliveries":
      return { label: "View", to: "/deliveries", search: { campaignId: id, ...(about ? { id: about } : {}) } };
    default:
      return undefined;
  }
}

/** A check without a call that would mend it still has a screen where a person can look. */
function placeOfSubject({ id }: Home, subject: Check["subject"], code: string): FixPlace | undefined {
  const params = { campaignId: id };
  if (code === "delivery_unconfirmed" || code === "delivery_failed")
    return {
      label: "View all",
      to: "/deliveries",
      search: { campaignId: id, state: code.slice("delivery_".length) },
    };
  switch (subject.kind) {
    case "post":
      return subject.id
        ? {
            label: "Open post",
            to: "/campaigns/$campaignId/content/posts/$queueId",
            params: { ...params, queueId: subject.id },
          }
        : undefined;
    case "mailing":
      return subject.id
        ? {
            label: "Open mailing",
            to: "/campaigns/$campaignId/content/mailings/$mailingId",
            params: { ...params, mailingId: subject.id },
          }
        : undefined;
    case "strategy":
      return { label: "View strategy", to: "/campaigns/$campaignId/strategy", params };
    case "budget":
      return { label: "Open budget", to: "/campaigns/$campaignId/budget", params };
    case "account":
      return { label: "Open accounts", to: "/settings/accounts" };
    default:
      return code.startsWith("mailing_")
        ? { label: "Open e-mail", to: "/campaigns/$campaignId/email", params }
        : undefined;
  }
}

function approvals({ id }: Home, path: string) {
  const scope = /\/approvals\/(\w+)\//.exec(path)?.[1];
  return {
    to: "/campaigns/$campaignId/approvals",
    params: { campaignId: id },
    ...(scope ? { search: { scope } } : {}),
  };
}

const labels: Record<string, string> = {
  requestApproval: "Request approval",
  changeCampaign: "Apply",
  changeMailing: "Apply",
  changePost: "Apply",
  setBudget: "Set budget",
  reschedulePost: "Reschedule",
  scheduleMailing: "Set time",
  transitionCampaign: "Apply",
  launchCampaign: "Launch",
  resumeCampaign: "Resume",
  retryPost: "Try again",
  retryDelivery: "Send again",
  resumeMailing: "Resume mailing",
};

export function labelOfFix(operation: string) {
  return labels[operation];
}
