import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { segmentsQuery } from "@/contract/queries";
import type { Campaign, Mailing, ScopeItem } from "@/contract/types";
import { cardOf } from "@/creative/components";
import { creativeQuery } from "@/creative/queries";
import { mailingQuery, previewQuery } from "@/email/queries";
import { Picture } from "@/library/Picture";
import { postQuery } from "@/social/queries";
import { strategiesQuery } from "@/strategy/queries";
import { StrategyView } from "@/strategy/StrategyView";
import { PlannedAt } from "@/ui/Bits";
import { counted } from "@/ui/format";
import { MailFrame } from "@/ui/MailFrame";
import { PlatformCard } from "@/ui/PlatformCard";
import { platformName } from "@/ui/platforms";
import { Bone, Loaded } from "@/ui/States";
import classes from "./campaign.module.css";

const MarkdownView = lazy(() => import("@/ui/MarkdownView").then((m) => ({ default: m.MarkdownView })));

interface ItemPreviewProps {
  campaign: Campaign;
  item: ScopeItem;
  scope: string;
}

/** What a reviewer answers for: the words as readers see them, or when they leave and to whom. */
export function ItemPreview({ campaign, item, scope }: ItemPreviewProps) {
  if (item.kind === "mailing") return <MailingPreview campaign={campaign} item={item} scope={scope} />;
  if (item.kind === "strategy") return <StrategyPreview campaign={campaign} item={item} scope={scope} />;
  if (item.kind === "creative") return <CreativePreview campaign={campaign} item={item} scope={scope} />;
  if (item.kind === "budget") return <Text c="dimmed">The ad budget and its split across channels.</Text>;
  return <PostPreview campaign={campaign} item={item} scope={scope} />;
}

function StrategyPreview({ campaign, item }: ItemPreviewProps) {
  const strategies = useQuery(strategiesQuery(campaign.id));
  return (
    <Loaded query={strategies} skeleton={<Bone height={220} />}>
      {({ items }) => {
        const strategy = items.find(({ id }) => id === item.id);
        return strategy ? <StrategyView strategy={strategy} /> : <Text c="dimmed">This version no longer exists.</Text>;
      }}
    </Loaded>
  );
}

function CreativePreview({ campaign, item }: ItemPreviewProps) {
  const creative = useQuery(creativeQuery(campaign.id, item.id));
  return (
    <Loaded query={creative} skeleton={<Bone height={220} />}>
      {({ kind, platform, components }) => {
        const picture = components.image?.assetId ?? components.video?.posterAssetId ?? components.video?.assetId;
        return (
          <PlatformCard
            {...cardOf(platform ?? (kind === "email" ? "email" : "linkedin"), components)}
            media={picture ? <Picture assetId={picture} alt="Picture in this creative" /> : undefined}
          />
        );
      }}
    </Loaded>
  );
}

function PostPreview({ campaign, item, scope }: ItemPreviewProps) {
  const post = useQuery(postQuery(campaign.id, item.id));
  return (
    <Loaded query={post} skeleton={<Bone height={120} />}>
      {(known) =>
        scope === "schedule" ? (
          <p>
            To {known.platform === "newsroom" ? "the newsroom" : platformName(known.platform)} at{" "}
            <PlannedAt at={known.scheduledFor} zone={known.timeZone} />
          </p>
        ) : known.platform !== "newsroom" ? (
          <PlatformCard
            platform={known.platform}
            text={known.text}
            link={known.link ?? undefined}
            media={known.assetIds[0] ? <Picture assetId={known.assetIds[0]} alt="Picture in this post" /> : undefined}
          />
        ) : (
          <div className={classes.article}>
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
        )
      }
    </Loaded>
  );
}

/** A list has its people; a segment has those who are in it when the mailing is sent, so it is counted as of now. */
function Recipients({ mailing }: { mailing: Mailing }) {
  const segments = useQuery({ ...segmentsQuery, enabled: Boolean(mailing.segmentId) });
  if (!mailing.segmentId) return counted(mailing.recipientCount, "recipient");
  const segment = segments.data?.items.find(({ id }) => id === mailing.segmentId);
  return (
    <>
      the segment “{segment?.name ?? mailing.segmentName}”
      {segment ? `, ${counted(segment.count, "contact")} now` : null}
    </>
  );
}

function MailingPreview({ campaign, item, scope }: ItemPreviewProps) {
  const mailing = useQuery(mailingQuery(campaign.id, item.id));
  const preview = useQuery({ ...previewQuery(campaign.id, item.id), enabled: scope !== "schedule" });
  if (scope !== "schedule")
    return (
      <Loaded query={preview} skeleton={<Bone height={220} />}>
        {({ subject, html }) => (
          <div className={classes.letter}>
            <Text fw={600}>{subject}</Text>
            <MailFrame html={html} title={`E-mail: ${subject}`} minHeight={120} />
          </div>
        )}
      </Loaded>
    );
  return (
    <Loaded query={mailing} skeleton={<Bone height={120} />}>
      {(known) => (
        <div>
          <p>
            To <Recipients mailing={known} />
            {known.scheduledFor ? (
              <>
                {" "}
                at <PlannedAt at={known.scheduledFor} zone={known.timeZone ?? campaign.timeZone} />
              </>
            ) : (
              ", not scheduled yet"
            )}
          </p>
          {known.segmentId ? null : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
            <pre className={classes.names} tabIndex={0}>
              {(known.recipients ?? []).map(({ name, email }) => (name ? `${name} <${email}>` : email)).join("\n")}
            </pre>
          )}
        </div>
      )}
    </Loaded>
  );
}
