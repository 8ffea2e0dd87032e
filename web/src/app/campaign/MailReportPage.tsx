import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { itemFiguresQuery } from "@/analytics/queries";
import type { Campaign, Mailing } from "@/contract/types";
import { MailReport } from "@/email/MailReport";
import { mailingQuery } from "@/email/queries";
import { ThingPage } from "./ThingPage";

const route = getRouteApi("/shell/campaigns/$campaignId/results/e-mails/$mailingId");

export function MailReportPage() {
  const { campaignId, mailingId } = route.useParams();
  return (
    <ThingPage
      campaignId={campaignId}
      title="E-mail report"
      thing={useQuery(mailingQuery(campaignId, mailingId))}
      create={() => null}
      edit={(campaign, mailing) => <Report campaign={campaign} mailing={mailing} />}
    />
  );
}

/** Conversions are reported from outside, under the name of the e-mail. */
function Report({ campaign, mailing }: { campaign: Campaign; mailing: Mailing }) {
  const items = useQuery(itemFiguresQuery(campaign.id));
  const own = items.data?.items.find(({ id }) => id === mailing.id);
  return (
    <MailReport
      campaign={campaign}
      mailing={mailing}
      conversions={items.data ? (own?.figures.conversions ?? 0) : null}
    />
  );
}
