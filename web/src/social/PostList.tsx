import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ExternalLink, Newspaper } from "lucide-react";
import type { Campaign, Post } from "@/contract/types";
import { ActionButton, ActionMenu, pick, useActions, useOffer } from "@/ui/actions";
import { PlannedAt } from "@/ui/Bits";
import { ListPanel } from "@/ui/List";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { Row } from "@/ui/Row";
import { Status } from "@/ui/status";
import { newPostActions, postActions } from "./actions";
import { postsQuery } from "./queries";

export function PostList({ campaign }: { campaign: Campaign }) {
  const posts = useQuery(postsQuery(campaign.id));
  const bound = useActions(newPostActions, campaign);
  useOffer(bound);
  const [create] = pick(bound, "schedulePost");
  return (
    <ListPanel
      title="Posts"
      query={posts}
      create={<ActionButton action={create} size="xs" />}
      keyOf={({ queueId }) => queueId}
      row={(post) => <PostRow post={post} />}
      empty={{
        icon: Newspaper,
        title: "No posts yet",
        text: "Posts go to your newsroom and to connected accounts.",
        actions: create ? <ActionButton action={{ ...create, label: "Write a post" }} primary /> : null,
      }}
    />
  );
}

function PostRow({ post }: { post: Post }) {
  const bound = useActions(postActions, post);
  return (
    <Row
      place={{
        to: "/campaigns/$campaignId/content/posts/$queueId",
        params: { campaignId: post.campaignId, queueId: post.queueId },
      }}
      lead={<PlatformIcon platform={post.platform} size={20} />}
      title={post.title || post.text.slice(0, 80) || "Untitled"}
      wraps
      note={
        <>
          {platformName(post.platform)}
          {post.account ? ` (${post.account})` : ""} ·{" "}
          {post.scheduledFor ? <PlannedAt at={post.scheduledFor} zone={post.timeZone} short /> : "not scheduled"}
        </>
      }
      actions={
        <>
          {post.permalink ? (
            <Button
              component="a"
              href={post.permalink}
              target="_blank"
              rel="noopener"
              size="xs"
              variant="default"
              visibleFrom="sm"
              leftSection={<ExternalLink size={13} aria-hidden />}
            >
              View
            </Button>
          ) : null}
          <ActionMenu actions={bound} label={`Actions for ${post.title || "this post"}`} />
        </>
      }
    >
      <Status value={post.status} />
    </Row>
  );
}
