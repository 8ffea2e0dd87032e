import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Navigate } from "@tanstack/react-router";
import { NewCreative } from "@/creative/NewCreative";
import { creativeQuery } from "@/creative/queries";
import { ThingPage } from "./ThingPage";

const route = getRouteApi("/shell/campaigns/$campaignId/content/creatives/$creativeId");

export function CreativePage() {
  const { campaignId, creativeId } = route.useParams();
  const { blogPostId, show } = route.useSearch();
  const isNew = creativeId === "new";
  const creative = useQuery({ ...creativeQuery(campaignId, creativeId), enabled: !isNew });
  return (
    <ThingPage
      campaignId={campaignId}
      title={isNew ? "New draft" : "Draft"}
      thing={isNew ? undefined : creative}
      create={(campaign) => <NewCreative campaign={campaign} from={blogPostId} />}
      edit={(_campaign, known) => (
        <Navigate
          to="/campaigns/$campaignId/content/items/$creativeId"
          params={{ campaignId, creativeId: known.id }}
          search={{ show }}
          replace
        />
      )}
    />
  );
}
