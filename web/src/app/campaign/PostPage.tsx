import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTopics } from "@/contract/live";
import { campaignQuery } from "@/contract/queries";
import { CreativeField } from "@/creative/CreativeField";
import { creativeQuery } from "@/creative/queries";
import { PictureField } from "@/library/PictureField";
import { Composer } from "@/social/Composer";
import { PostEditor } from "@/social/PostEditor";
import { postQuery } from "@/social/queries";
import { Page } from "@/ui/Page";
import { BoneRows, Loaded, MayNot } from "@/ui/States";

const route = getRouteApi("/shell/campaigns/$campaignId/content/posts/$queueId");

export function PostPage() {
  const { campaignId, queueId } = route.useParams();
  const { at, creativeId } = route.useSearch();
  const navigate = route.useNavigate();
  const isNew = queueId === "new";
  useTopics(`campaign:${campaignId}`, `queue:${campaignId}`);
  const campaign = useQuery(campaignQuery(campaignId));
  const post = useQuery({ ...postQuery(campaignId, queueId), enabled: !isNew });
  const creative = useQuery({ ...creativeQuery(campaignId, creativeId ?? ""), enabled: isNew && Boolean(creativeId) });
  const begin = (
    <CreativeField
      campaignId={campaignId}
      value={creativeId ?? null}
      onChange={(id) => navigate({ search: (old) => ({ ...old, creativeId: id ?? undefined }), replace: true })}
    />
  );
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
            {(known) => (
              <Composer key={known.id} campaign={owner} at={at} pictures={PictureField} from={known} begin={begin} />
            )}
          </Loaded>
        ) : isNew ? (
          owner.can.includes("schedulePost") ? (
            <Composer campaign={owner} at={at} pictures={PictureField} begin={begin} />
          ) : (
            <MayNot />
          )
        ) : (
          <Loaded query={post} skeleton={skeleton}>
            {(known) => <PostEditor key={known.queueId} campaign={owner} post={known} pictures={PictureField} />}
          </Loaded>
        )
      }
    </Loaded>
  );
}
