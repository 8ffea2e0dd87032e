import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ExternalLink, Newspaper } from "lucide-react";
import type { Campaign, Post } from "@/contract/types";
import { ActionButton, ActionMenu, pick, useActions, useOffer } from "@/ui/actions";
import { PlannedAt } from "@/ui/Bits";
import { Panel } from "@/ui/Page";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { RowLink } from "@/ui/RowLink";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { Status } from "@/ui/status";
import ui from "@/ui/ui.module.css";
import { newPostActions, postActions } from "./actions";
import { postsQuery } from "./queries";

export function PostList({ campaign }: { campaign: Campaign }) {
  const posts = useQuery(postsQuery(campaign.id));
  const bound = useActions(newPostActions, campaign);
  useOffer(bound);
  const [create] = pick(bound, "schedulePost");
  return (
    <Panel
      title="Posts"
      padded={false}
      aside={posts.data?.items.length ? <ActionButton action={create} size="xs" /> : null}
    >
      <Loaded query={posts} skeleton={<BoneRows count={3} height={61} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={Newspaper} title="No posts yet" text="Posts go to your newsroom and to connected accounts.">
              {create ? (
                <Button onClick={create.perform} leftSection={<create.icon size={15} aria-hidden />}>
                  Write the first post
                </Button>
              ) : null}
            </Empty>
          ) : (
            <ul className={ui.rows}>
              {items.map((post) => (
                <li key={post.queueId}>
                  <PostRow post={post} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}

function PostRow({ post }: { post: Post }) {
  const bound = useActions(postActions, post);
  return (
    <div className={ui.row} data-open>
      <PlatformIcon platform={post.platform} size={20} />
      <div className={ui.rowMain}>
        <RowLink
          to="/campaigns/$campaignId/content/posts/$queueId"
          params={{ campaignId: post.campaignId, queueId: post.queueId }}
        >
          {post.title || post.text.slice(0, 80) || "Untitled"}
        </RowLink>
        <p className={`${ui.rowNote} ${ui.wraps}`}>
          {platformName(post.platform)}
          {post.account ? ` (${post.account})` : ""} ·{" "}
          {post.scheduledFor ? <PlannedAt at={post.scheduledFor} zone={post.timeZone} short /> : "not scheduled"}
        </p>
      </div>
      <Status value={post.status} />
      <span className={`${ui.rowAside} ${ui.above}`}>
        {post.permalink ? (
          <Button
            component="a"
            href={post.permalink}
            target="_blank"
            rel="noopener"
            size="xs"
            variant="default"
            className={ui.hideNarrow}
            leftSection={<ExternalLink size={13} aria-hidden />}
          >
            View
          </Button>
        ) : null}
        <ActionMenu actions={bound} label={`Actions for ${post.title || "this post"}`} />
      </span>
    </div>
  );
}
