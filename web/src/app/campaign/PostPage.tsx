import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { CreativeField } from "@/creative/CreativeField";
import { creativeQuery } from "@/creative/queries";
import { PictureField } from "@/library/PictureField";
import { Composer } from "@/social/Composer";
import { PostEditor } from "@/social/PostEditor";
import { postQuery } from "@/social/queries";
import { ThingPage } from "./ThingPage";

const route = getRouteApi("/shell/campaigns/$campaignId/content/posts/$queueId");

export function PostPage() {
  const { campaignId, queueId } = route.useParams();
  const { at, creativeId } = route.useSearch();
  const navigate = route.useNavigate();
  const isNew = queueId === "new";
  const post = useQuery({ ...postQuery(campaignId, queueId), enabled: !isNew });
  const creative = useQuery({ ...creativeQuery(campaignId, creativeId ?? ""), enabled: isNew && Boolean(creativeId) });
  const begin = (
    <CreativeField
      campaignId={campaignId}
      value={creativeId ?? null}
      onChange={(id) => navigate({ search: (old) => ({ ...old, creativeId: id ?? undefined }), replace: true })}
    />
  );
  return (
    <ThingPage
      campaignId={campaignId}
      title={isNew ? "New post" : "Post"}
      thing={isNew ? undefined : post}
      from={creativeId ? creative : undefined}
      operation="schedulePost"
      create={(campaign, from) => (
        <Composer key={from?.id} campaign={campaign} at={at} pictures={PictureField} from={from} begin={begin} />
      )}
      edit={(campaign, known) => (
        <PostEditor key={known.queueId} campaign={campaign} post={known} pictures={PictureField} />
      )}
    />
  );
}
