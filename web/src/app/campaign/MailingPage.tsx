import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { ContactField } from "@/audience/ContactField";
import { SegmentField } from "@/audience/SegmentField";
import { creativeQuery } from "@/creative/queries";
import { MailingEditor } from "@/email/MailingEditor";
import { mailingQuery } from "@/email/queries";
import { ThingPage } from "./ThingPage";

const route = getRouteApi("/shell/campaigns/$campaignId/content/mailings/$mailingId");
const pickers = { segments: SegmentField, contacts: ContactField };

export function MailingPage() {
  const { campaignId, mailingId } = route.useParams();
  const { creativeId } = route.useSearch();
  const isNew = mailingId === "new";
  const mailing = useQuery({ ...mailingQuery(campaignId, mailingId), enabled: !isNew });
  const creative = useQuery({ ...creativeQuery(campaignId, creativeId ?? ""), enabled: isNew && Boolean(creativeId) });
  return (
    <ThingPage
      campaignId={campaignId}
      title={isNew ? "New e-mail" : "E-mail"}
      thing={isNew ? undefined : mailing}
      from={creativeId ? creative : undefined}
      operation="createMailing"
      create={(campaign, from) => <MailingEditor campaign={campaign} pickers={pickers} from={from} />}
      edit={(campaign, known) => <MailingEditor key={known.id} campaign={campaign} mailing={known} pickers={pickers} />}
    />
  );
}
