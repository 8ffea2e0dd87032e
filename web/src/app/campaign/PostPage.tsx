import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Navigate } from "@tanstack/react-router";
import { ItemStatus } from "@/approval/ItemStatus";
import { Thumbnail } from "@/library/Picture";
import { PictureField } from "@/library/PictureField";
import { PostEditor } from "@/social/PostEditor";
import { postQuery } from "@/social/queries";
import { ItemNotices } from "./ItemNotices";
import { ThingPage } from "./ThingPage";

const route = getRouteApi("/shell/campaigns/$campaignId/content/posts/$queueId");

/** A post that follows its draft is written in the composer; others have a page of their own. */
export function PostPage() {
  const { campaignId, queueId } = route.useParams();
  const { at, creativeId } = route.useSearch();
  const isNew = queueId === "new";
  const post = useQuery({ ...postQuery(campaignId, queueId), enabled: !isNew });
  const compose = (id: string, search: { at?: string | undefined; channel?: string }) => (
    <Navigate
      to="/campaigns/$campaignId/content/items/$creativeId"
      params={{ campaignId, creativeId: id }}
      search={search}
      replace
    />
  );
  if (isNew) return compose(creativeId ?? "new", { at });
  return (
    <ThingPage
      campaignId={campaignId}
      title="Post"
      focused
      thing={post}
      create={() => null}
      edit={(campaign, known) =>
        known.creativeId && !known.ownWords && known.can.includes("changePost") ? (
          compose(known.creativeId, { channel: known.platform })
        ) : (
          <PostEditor
            key={known.queueId}
            campaign={campaign}
            post={known}
            pictures={PictureField}
            thumb={Thumbnail}
            status={<ItemStatus campaignId={campaign.id} about={`post:${known.queueId}`} status={known.status} />}
            why={<ItemNotices campaign={campaign} about={`post:${known.queueId}`} items={[known.queueId]} />}
          />
        )
      }
    />
  );
}
