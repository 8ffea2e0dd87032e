import { useQuery } from "@tanstack/react-query";
import { MoveMailing } from "@/email/MoveMailing";
import { mailingQuery } from "@/email/queries";
import type { TimeProps } from "../kinds";

/** Whether each reader's own zone counts is known to the mailing only. */
export function MailingTime({ item, zone, close }: TimeProps) {
  const { data } = useQuery(mailingQuery(item.campaignId, item.id));
  return data ? <MoveMailing mailing={data} zone={zone} opened close={close} /> : null;
}
