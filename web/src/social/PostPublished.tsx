import type { ReactNode } from "react";
import type { Campaign, Post } from "@/contract/types";
import { ActionMenu, pick, useActions, useOffer, without } from "@/ui/actions";
import { contentOf } from "@/ui/FocusEditor";
import { FocusFrame } from "@/ui/FocusFrame";
import { Facts } from "@/ui/layout";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { Notice } from "@/ui/States";
import { Status } from "@/ui/status";
import { postActions } from "./actions";
import { postValues } from "./PostFields";
import { PostFigures } from "./PostFigures";
import { PostFoot } from "./PostFoot";
import { type PostThumb, PostView } from "./PostView";
import classes from "./social.module.css";

interface PostPublishedProps {
  campaign: Campaign;
  post: Post;
  thumb: PostThumb;
  /** Why it did not go out. */
  why?: ReactNode;
}

/** A post as it went out, or as it stayed when it was cancelled. */
export function PostPublished({ campaign, post, thumb, why }: PostPublishedProps) {
  const bound = useActions(postActions, post);
  useOffer(bound);
  const first = ["openHandoff", "retryPost", "publishPost"];
  return (
    <FocusFrame
      title={post.title || `Post on ${platformName(post.platform)}`}
      above={`${campaign.name} / Content`}
      back={contentOf(campaign)}
      beside={<Status value={post.status} />}
      actions={<ActionMenu actions={without(bound, ...first, "reschedulePost")} />}
      left={{ label: "Details", content: <PostDetails post={post} /> }}
      label="Post"
      bar={
        <PostFoot
          post={post}
          actions={pick(bound, ...first)}
          canMove={pick(bound, "reschedulePost").length > 0}
          unsaved={false}
        />
      }
    >
      <div className={classes.published}>
        {why}
        <PostNotices post={post} />
        <PostView post={post} words={postValues(post)} thumb={thumb} bare />
      </div>
    </FocusFrame>
  );
}

/** Where it goes, and what it achieved. */
export function PostDetails({ post }: { post: Post }) {
  return (
    <div className={classes.side}>
      <p className={classes.where}>
        <PlatformIcon platform={post.platform} size={18} /> {platformName(post.platform)}
      </p>
      <Facts
        facts={[
          post.account && ["Account", post.account],
          ["Published by", post.by === "hand" ? "A person, by hand" : "Fanfare"],
          post.link && ["Link", post.link],
        ]}
      />
      <PostFigures posts={[post]} />
    </div>
  );
}

/** What to look at. The last 30 days say above why a post did not go out. */
export function PostNotices({ post }: { post: Post }) {
  return (
    <>
      {post.error && Date.now() - Date.parse(post.scheduledFor) > 29 * 86_400_000 ? (
        <Notice tone="bad" title="Not published">
          {post.error}
        </Notice>
      ) : null}
      {post.warnings.map(({ code, message }) => (
        <Notice key={code} tone="warn">
          {message}
        </Notice>
      ))}
    </>
  );
}
