import type { LinkProps } from "@tanstack/react-router";
import type { UnsentItem } from "@/contract/types";

/** What a person does about it: the label of the button, and where it leads. */
export function remedyOf(
  { cause, campaignId, kind, id, deliveryId, sentence }: UnsentItem,
  manages = true,
): { label: string; place: LinkProps } {
  const params = { campaignId };
  const item: LinkProps =
    kind === "post"
      ? { to: "/campaigns/$campaignId/content/posts/$queueId", params: { ...params, queueId: id } }
      : { to: "/campaigns/$campaignId/content/mailings/$mailingId", params: { ...params, mailingId: id } };
  const delivery: LinkProps = {
    to: "/deliveries",
    search: { itemId: id, ...(deliveryId ? { id: deliveryId } : {}) } as never,
  };
  switch (cause) {
    case "campaign_not_launched":
      return { label: "Launch the campaign", place: { to: "/campaigns/$campaignId", params } };
    case "campaign_paused":
      return { label: "Resume the campaign", place: { to: "/campaigns/$campaignId", params } };
    case "approval_missing":
      return { label: "Request approval", place: { to: "/campaigns/$campaignId/approvals", params } };
    case "no_reviewer":
      return manages
        ? { label: "Invite a reviewer", place: { to: "/members", search: { invite: true, role: "reviewer" } as never } }
        : { label: kind === "post" ? "Open post" : "Open e-mail", place: item };
    case "item_paused":
      return { label: "Open e-mail", place: item };
    case "test_inbox":
      return { label: "Connect a mail server", place: { to: "/settings/credentials", search: { add: "smtp" } } };
    case "unconfirmed":
      return { label: "Check and mark it", place: delivery };
    default:
      if (kind === "post" && /reconnect|sign.?in|token|password|401|expired/i.test(sentence))
        return { label: "Reconnect the account", place: { to: "/settings/accounts" } };
      if (kind === "mailing" && /connect|SMTP|timed? ?out|host|sign.?in|authenticat/i.test(sentence))
        return { label: "Check the mail server", place: { to: "/settings/credentials" } };
      return { label: "See the message", place: delivery };
  }
}
