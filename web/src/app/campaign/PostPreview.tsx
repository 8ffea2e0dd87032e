import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Picture } from "@/library/Picture";
import { postQuery } from "@/social/queries";
import { PlannedAt } from "@/ui/Bits";
import { PlatformCard } from "@/ui/PlatformCard";
import { platformName } from "@/ui/platforms";
import { Bone, Loaded } from "@/ui/States";
import type { PreviewProps } from "../kinds";
import classes from "./campaign.module.css";

const MarkdownView = lazy(() => import("@/ui/MarkdownView").then((m) => ({ default: m.MarkdownView })));

export function PostPreview({ campaign, item, scope }: PreviewProps) {
  const post = useQuery(postQuery(campaign.id, item.id));
  return (
    <Loaded query={post} skeleton={<Bone height={120} />}>
      {(known) => {
        const [first, ...others] = [...known.assetIds, ...known.thread.flatMap(({ assetIds }) => assetIds)];
        return scope === "schedule" ? (
          <p>
            To {known.platform === "newsroom" ? "the newsroom" : platformName(known.platform)} at{" "}
            <PlannedAt at={known.scheduledFor} zone={known.timeZone} />
          </p>
        ) : known.platform !== "newsroom" ? (
          <>
            <PlatformCard
              platform={known.platform}
              text={known.text}
              thread={known.thread.length > 0 ? [known.text, ...known.thread.map(({ text }) => text)] : undefined}
              link={known.link ?? undefined}
              media={first ? <Picture assetId={first} alt="Picture in this post" /> : undefined}
            />
            {others.map((assetId) => (
              <Picture key={assetId} assetId={assetId} alt="Another picture in this post" />
            ))}
          </>
        ) : (
          <div className={classes.article}>
            {known.title ? <h3>{known.title}</h3> : null}
            {known.assetIds.map((assetId) => (
              <Picture key={assetId} assetId={assetId} alt="Picture in this post" />
            ))}
            <Suspense fallback={<Bone height={120} />}>
              <MarkdownView text={known.text} />
            </Suspense>
            {known.link ? (
              <Text size="xs" c="dimmed">
                Link: {known.link}
              </Text>
            ) : null}
          </div>
        );
      }}
    </Loaded>
  );
}
