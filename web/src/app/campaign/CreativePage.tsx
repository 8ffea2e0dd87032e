import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTopics } from "@/contract/live";
import { campaignQuery } from "@/contract/queries";
import { CreativeEditor } from "@/creative/CreativeEditor";
import { NewCreative } from "@/creative/NewCreative";
import { creativeQuery } from "@/creative/queries";
import { AssetPicker } from "@/library/AssetPicker";
import { Thumbnail } from "@/library/Picture";
import { Page } from "@/ui/Page";
import { BoneRows, Loaded } from "@/ui/States";

const route = getRouteApi("/shell/campaigns/$campaignId/content/creatives/$creativeId");

export function CreativePage() {
  const { campaignId, creativeId } = route.useParams();
  const { blogPostId } = route.useSearch();
  const isNew = creativeId === "new";
  useTopics(`campaign:${campaignId}`);
  const campaign = useQuery(campaignQuery(campaignId));
  const creative = useQuery({ ...creativeQuery(campaignId, creativeId), enabled: !isNew });
  const skeleton = (
    <Page title={isNew ? "New creative" : "Creative"}>
      <BoneRows count={6} />
    </Page>
  );
  return (
    <Loaded query={campaign} skeleton={skeleton}>
      {(owner) =>
        isNew ? (
          <NewCreative campaign={owner} from={blogPostId} />
        ) : (
          <Loaded query={creative} skeleton={skeleton}>
            {(known) => (
              <CreativeEditor key={known.id} campaign={owner} creative={known} thumb={Thumbnail} picker={AssetPicker} />
            )}
          </Loaded>
        )
      }
    </Loaded>
  );
}
