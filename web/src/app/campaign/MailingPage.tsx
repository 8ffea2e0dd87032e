import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { ItemStatus } from "@/approval/ItemStatus";
import { ContactField } from "@/audience/ContactField";
import { SegmentField } from "@/audience/SegmentField";
import { creativeQuery } from "@/creative/queries";
import { MailingEditor } from "@/email/MailingEditor";
import { mailingQuery } from "@/email/queries";
import { ItemNotices } from "./ItemNotices";
import { ThingPage } from "./ThingPage";

const route = getRouteApi("/shell/campaigns/$campaignId/content/mailings/$mailingId");
const pickers = { segments: SegmentField, contacts: ContactField };

export function MailingPage() {
  const { campaignId, mailingId } = route.useParams();
  const { creativeId } = route.useSearch();
  // One that was just created keeps its editor, and the caret in it.
  const [born, setBorn] = useState<string>();
  const isNew = mailingId === "new";
  const mailing = useQuery({ ...mailingQuery(campaignId, mailingId), enabled: !isNew });
  const creative = useQuery({ ...creativeQuery(campaignId, creativeId ?? ""), enabled: isNew && Boolean(creativeId) });
  return (
    <ThingPage
      campaignId={campaignId}
      title={isNew ? "New e-mail" : "E-mail"}
      focused
      thing={isNew || (born === mailingId && !mailing.data) ? undefined : mailing}
      from={creativeId ? creative : undefined}
      operation="createMailing"
      create={(campaign, from) => (
        <MailingEditor key="new" campaign={campaign} pickers={pickers} from={from} onCreated={setBorn} />
      )}
      edit={(campaign, known) => (
        <MailingEditor
          key={born === known.id ? "new" : known.id}
          campaign={campaign}
          mailing={known}
          pickers={pickers}
          status={<ItemStatus campaignId={campaign.id} about={`mailing:${known.id}`} status={known.status} />}
          why={<ItemNotices campaign={campaign} about={`mailing:${known.id}`} items={[known.id]} />}
        />
      )}
    />
  );
}
