import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
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
      edit={(campaign, mailing) => <MailReport campaign={campaign} mailing={mailing} />}
    />
  );
}
