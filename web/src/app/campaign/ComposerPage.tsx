import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { campaignQuery } from "@/contract/queries";
import type { Campaign, Creative, Platform } from "@/contract/types";
import { Composer } from "@/creative/Composer";
import { blogPostQuery, creativeQuery } from "@/creative/queries";
import { AssetPicker } from "@/library/AssetPicker";
import { Crop } from "@/library/Crop";
import { Thumbnail } from "@/library/Picture";
import { SuitedPicture } from "@/library/SuitedPicture";
import { CreativeFigures } from "@/social/PostFigures";
import { accountsQuery, postsQuery } from "@/social/queries";
import { contentOf } from "@/ui/FocusEditor";
import { FocusFrame } from "@/ui/FocusFrame";
import { clock, shortDay } from "@/ui/format";
import { socialPlatforms } from "@/ui/lengths";
import { mentionsIn } from "@/ui/PlainText";
import { BoneRows, Failed, MayNot } from "@/ui/States";
import { StudioDrawer } from "../LazyStudio";
import { ComposerFoot } from "./ComposerFoot";
import { EmailDraft } from "./EmailDraft";
import { ItemNotices } from "./ItemNotices";

const route = getRouteApi("/shell/campaigns/$campaignId/content/items/$creativeId");

export function ComposerPage() {
  const { campaignId, creativeId } = route.useParams();
  const campaign = useQuery(campaignQuery(campaignId));
  const [born, setBorn] = useState<string>();
  const isNew = creativeId === "new";
  const creative = useQuery({ ...creativeQuery(campaignId, creativeId), enabled: !isNew });
  const failed = [campaign, ...(isNew ? [] : [creative])].find(({ data, error }) => data === undefined && error);
  const owner = campaign.data;
  if (failed || !owner || !(isNew || born === creativeId || creative.data))
    return (
      <FocusFrame title="Draft" back={contentOf({ id: campaignId })} label="Draft">
        {failed ? <Failed error={failed.error} retry={() => failed.refetch()} /> : <BoneRows count={6} />}
      </FocusFrame>
    );
  // One that was just created keeps its editor, and the caret in it.
  if (isNew || born === creativeId)
    return <Begun key="new" campaign={owner} creative={isNew ? undefined : creative.data} onCreated={setBorn} />;
  const known = creative.data as Creative;
  return known.kind === "email" ? (
    <EmailDraft
      key={known.id}
      campaign={owner}
      creative={known}
      source={known.blogPostId ? <Source campaignId={owner.id} id={known.blogPostId} /> : null}
    />
  ) : (
    <Begun key={known.id} campaign={owner} creative={known} onCreated={setBorn} />
  );
}

interface BegunProps {
  campaign: Campaign;
  creative: Creative | undefined;
  onCreated: (id: string) => void;
}

function Begun({ campaign, creative, onCreated }: BegunProps) {
  const navigate = route.useNavigate();
  const posts = useQuery(postsQuery(campaign.id));
  const made = (posts.data?.items ?? []).filter(
    ({ creativeId, status }) => creative && creativeId === creative.id && status !== "cancelled",
  );
  const accounts = useQuery(accountsQuery);
  const mentions = useMemo(() => {
    const own = (accounts.data?.items ?? []).map(({ handle }) => (handle.startsWith("@") ? handle : `@${handle}`));
    return [...new Set([...mentionsIn((posts.data?.items ?? []).map(({ text }) => text)), ...own])];
  }, [accounts.data, posts.data]);
  const begin = useMemo(
    () => socialPlatforms.filter((one) => campaign.channels.includes(one as never)),
    [campaign.channels],
  );
  if (!creative && !campaign.can.includes("createCreative") && !campaign.can.includes("schedulePost"))
    return <MayNot />;
  const note = (channel: Platform) => {
    const post = made.find(({ platform }) => platform === channel);
    return post ? `${shortDay(post.localTime.slice(0, 10))}, ${clock(post.scheduledFor, post.timeZone)}` : undefined;
  };
  return (
    <Composer
      campaign={campaign}
      creative={creative}
      begin={begin as Platform[]}
      posted={made.map(({ platform }) => platform)}
      note={note}
      thumb={Thumbnail}
      shown={SuitedPicture}
      picker={AssetPicker}
      studio={StudioDrawer}
      cropper={Crop}
      foot={ComposerFoot}
      mentions={mentions}
      feedback={
        creative ? (
          <ItemNotices
            campaign={campaign}
            about={`creative:${creative.id}`}
            items={made.map(({ queueId }) => queueId)}
          />
        ) : null
      }
      source={creative?.blogPostId ? <Source campaignId={campaign.id} id={creative.blogPostId} /> : null}
      results={creative ? <CreativeFigures campaignId={campaign.id} creativeId={creative.id} /> : null}
      onCreated={(id) => {
        onCreated(id);
        navigate({ params: { campaignId: campaign.id, creativeId: id }, search: (old) => old, replace: true });
      }}
    />
  );
}

/** The blog post that it was written from. */
function Source({ campaignId, id }: { campaignId: string; id: string }) {
  const post = useQuery(blogPostQuery(id));
  if (!post.data) return null;
  return (
    <Link to="/campaigns/$campaignId/content/blog-posts/$blogPostId" params={{ campaignId, blogPostId: id }}>
      {post.data.title}
    </Link>
  );
}
