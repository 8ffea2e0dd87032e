import { useQuery } from "@tanstack/react-query";
import type { ComponentType } from "react";
import { linkTagsQuery } from "@/contract/queries";
import type { Post } from "@/contract/types";
import { withRule } from "@/ui/linkTags";
import { PlatformCard } from "@/ui/PlatformCard";
import { platformName } from "@/ui/platforms";
import type { PostValues } from "./PostFields";
import classes from "./social.module.css";

export type PostThumb = ComponentType<{ assetId: string; alt: string }>;

interface PostViewProps {
  post: Post;
  words: PostValues;
  thumb: PostThumb;
  /** Without a heading, where the page has one. */
  bare?: boolean;
}

/** The post as readers see it there. */
export function PostView({ post, words, thumb: Thumb, bare }: PostViewProps) {
  const { platform } = post;
  const { text, thread, title, link, assetIds, altTexts } = words;
  const rule = useQuery(linkTagsQuery(post.campaignId)).data;
  const tagged = (part: string) =>
    platform === "newsroom" || post.publishedAt ? part : withRule(part, rule, platform, title);
  const [first, ...others] = [...assetIds, ...thread.flatMap((part) => part.assetIds)];
  return (
    <>
      {bare ? null : <h2 className={classes.previewHead}>Preview on {platformName(platform)}</h2>}
      <PlatformCard
        platform={platform}
        text={tagged(text)}
        title={platform === "newsroom" ? title : undefined}
        thread={thread.length > 0 ? [text, ...thread.map((part) => part.text)].map(tagged) : undefined}
        link={link ? tagged(link) : undefined}
        media={first ? <Thumb assetId={first} alt={altTexts[first] ?? "Picture in this post"} /> : undefined}
      />
      {others.length > 0 ? (
        <ul className={classes.others}>
          {others.map((assetId) => (
            <li key={assetId}>
              <Thumb assetId={assetId} alt={altTexts[assetId] ?? "Another picture in this post"} />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
