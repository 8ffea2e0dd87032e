import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTopics } from "@/contract/live";
import { campaignQuery } from "@/contract/queries";
import { creativeQuery } from "@/creative/queries";
import { PictureField } from "@/library/PictureField";
import { Composer } from "@/social/Composer";
import { PostEditor } from "@/social/PostEditor";
import { postQuery } from "@/social/queries";
import { Page } from "@/ui/Page";
import { BoneRows, Loaded } from "@/ui/States";

const route = getRouteApi("/shell/campaigns/$campaignId/content/posts/$queueId");

export function PostPage() {
  const { campaignId, queueId } = route.useParams();
  const { at, creativeId } = route.useSearch();
  const isNew = queueId === "new";
  useTopics(`campaign:${campaignId}`, `queue:${campaignId}`);
  const campaign = useQuery(campaignQuery(campaignId));
  const post = useQuery({ ...postQuery(campaignId, queueId), enabled: !isNew });
  const creative = useQuery({ ...creativeQuery(campaignId, creativeId ?? ""), enabled: isNew && Boolean(creativeId) });
  const skeleton = (
    <Page title={isNew ? "New post" : "Post"}>
      <BoneRows count={6} />
    </Page>
  );
  return (
    <Loaded query={campaign} skeleton={skeleton}>
      {(owner) =>
        isNew && creativeId ? (
          <Loaded query={creative} skeleton={skeleton}>
            {(known) => <Composer campaign={owner} at={at} pictures={PictureField} from={known} />}
          </Loaded>
        ) : isNew ? (
          <Composer campaign={owner} at={at} pictures={PictureField} />
        ) : (
          <Loaded query={post} skeleton={skeleton}>
            {(known) => <PostEditor key={known.queueId} campaign={owner} post={known} pictures={PictureField} />}
          </Loaded>
        )
      }
    </Loaded>
  );
}
