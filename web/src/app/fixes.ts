import { analyticsFixes } from "@/analytics/actions";
import { approvalFixes } from "@/approval/actions";
import { audienceFixes } from "@/audience/actions";
import { campaignFixes } from "@/campaign/actions";
import { creativeFixes } from "@/creative/actions";
import { deliveryFixes } from "@/delivery/actions";
import { emailFixes } from "@/email/actions";
import { identityFixes } from "@/identity/actions";
import { launchFixes } from "@/launch/actions";
import { renderFixes } from "@/render/actions";
import { socialFixes } from "@/social/actions";
import { strategyFixes } from "@/strategy/actions";
import { mergedFixes } from "@/ui/fixes";

/** Where and how each check is fixed, as its room says. */
export const fixes = mergedFixes([
  campaignFixes,
  approvalFixes,
  strategyFixes,
  socialFixes,
  emailFixes,
  creativeFixes,
  audienceFixes,
  identityFixes,
  renderFixes,
  launchFixes,
  deliveryFixes,
  analyticsFixes,
]);
