import { MailingList } from "@/email/MailingList";
import { useCampaign } from "./useCampaign";

export function Email() {
  return <MailingList campaign={useCampaign()} />;
}
