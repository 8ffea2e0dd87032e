import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { ContactField } from "@/audience/ContactField";
import { SegmentField } from "@/audience/SegmentField";
import { useTopics } from "@/contract/live";
import { campaignQuery } from "@/contract/queries";
import { creativeQuery } from "@/creative/queries";
import { MailingEditor } from "@/email/MailingEditor";
import { mailingQuery } from "@/email/queries";
import { Page } from "@/ui/Page";
import { BoneRows, Loaded, MayNot } from "@/ui/States";

const route = getRouteApi("/shell/campaigns/$campaignId/content/mailings/$mailingId");
const pickers = { segments: SegmentField, contacts: ContactField };

export function MailingPage() {
  const { campaignId, mailingId } = route.useParams();
  const { creativeId } = route.useSearch();
  const isNew = mailingId === "new";
  useTopics(`campaign:${campaignId}`, `queue:${campaignId}`);
  const campaign = useQuery(campaignQuery(campaignId));
  const mailing = useQuery({ ...mailingQuery(campaignId, mailingId), enabled: !isNew });
  const creative = useQuery({ ...creativeQuery(campaignId, creativeId ?? ""), enabled: isNew && Boolean(creativeId) });
  const skeleton = (
    <Page title={isNew ? "New mailing" : "Mailing"}>
      <BoneRows count={6} />
    </Page>
  );
  return (
    <Loaded query={campaign} skeleton={skeleton}>
      {(owner) =>
        isNew && creativeId ? (
          <Loaded query={creative} skeleton={skeleton}>
            {(known) => <MailingEditor campaign={owner} pickers={pickers} from={known} />}
          </Loaded>
        ) : isNew ? (
          owner.can.includes("createMailing") ? (
            <MailingEditor campaign={owner} pickers={pickers} />
          ) : (
            <MayNot />
          )
        ) : (
          <Loaded query={mailing} skeleton={skeleton}>
            {(known) => <MailingEditor key={known.id} campaign={owner} mailing={known} pickers={pickers} />}
          </Loaded>
        )
      }
    </Loaded>
  );
}
