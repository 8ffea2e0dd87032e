import { Button, Group } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CalendarPlus, Pencil } from "lucide-react";
import { useId } from "react";
import type { BlogPost, Campaign, Repurposed } from "@/contract/types";
import { CopyIcon } from "@/ui/Bits";
import { Meter } from "@/ui/LengthMeter";
import { Panel } from "@/ui/Page";
import { PlatformCard } from "@/ui/PlatformCard";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { Bone, Empty, Loaded } from "@/ui/States";
import { Status, toneOf } from "@/ui/status";
import { scenesOf } from "./components";
import classes from "./creative.module.css";
import { StatusMenu } from "./RepurposedStatus";

interface RepurposedItemsProps {
  campaign: Campaign;
  post: BlogPost;
  made: UseQueryResult<{ items: Repurposed[] }>;
  shown: string | undefined;
  onShow: (contentId: string) => void;
}

/** Generated content of the post, each as its readers would see it, one at a time. */
export function RepurposedItems({ campaign, post, made, shown, onShow }: RepurposedItemsProps) {
  const id = useId();
  return (
    <Panel padded={false}>
      <Loaded
        query={made}
        skeleton={
          <div style={{ padding: 16 }}>
            <Bone height={320} />
          </div>
        }
      >
        {({ items }) => {
          const current = items.find(({ contentId }) => contentId === shown) ?? items[0];
          if (!current)
            return (
              <Empty
                icon={Pencil}
                title="No content yet"
                text="Choose channels above. Each text fits its channel and uses only this post."
              />
            );
          const move = (step: number) => {
            const next = items[(items.indexOf(current) + step + items.length) % items.length];
            if (!next) return;
            onShow(next.contentId);
            document.getElementById(`${id}-${next.contentId}`)?.focus();
          };
          return (
            <>
              <div
                className={classes.pieces}
                role="tablist"
                aria-label="Generated content"
                onKeyDown={({ key }) => {
                  if (key === "ArrowRight") move(1);
                  if (key === "ArrowLeft") move(-1);
                }}
              >
                {items.map((item) => (
                  <button
                    key={item.contentId}
                    type="button"
                    role="tab"
                    id={`${id}-${item.contentId}`}
                    aria-controls={`${id}-panel`}
                    aria-selected={item === current}
                    tabIndex={item === current ? 0 : -1}
                    className={classes.piece}
                    data-mark={item.status === "draft" ? undefined : true}
                    data-tone={toneOf(item.status)}
                    onClick={() => onShow(item.contentId)}
                  >
                    <PlatformIcon platform={item.platform} size={18} />
                    {platformName(item.platform)}
                  </button>
                ))}
              </div>
              <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${current.contentId}`}>
                <Piece campaign={campaign} post={post} item={current} />
              </div>
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}

function Piece({ campaign, post, item }: { campaign: Campaign; post: BlogPost; item: Repurposed }) {
  return (
    <>
      <PlatformCard
        platform={item.platform}
        title={post.title}
        text={item.text ?? undefined}
        thread={item.thread ?? undefined}
        scenes={scenesOf(item.script)}
        hashtags={item.thread?.length ? [] : item.hashtags}
        email={item.email ?? undefined}
      />
      <div className={classes.pieceFoot}>
        <Group gap="sm">
          <Status value={item.status} />
          {item.limit > 0 ? <Meter length={item.length} limit={item.limit} what={platformName(item.platform)} /> : null}
          <CopyIcon text={wordsOf(item)} label="Copy the text" />
        </Group>
        <Group gap={6}>
          <StatusMenu post={post} item={item} />
          {item.creativeId ? <ToCreative campaign={campaign} item={item} creativeId={item.creativeId} /> : null}
        </Group>
      </div>
    </>
  );
}

function ToCreative({ campaign, item, creativeId }: { campaign: Campaign; item: Repurposed; creativeId: string }) {
  const isMail = item.platform === "email";
  return (
    <>
      <Button
        renderRoot={(props) => (
          <Link
            to="/campaigns/$campaignId/content/creatives/$creativeId"
            params={{ campaignId: campaign.id, creativeId }}
            {...props}
          />
        )}
        size="xs"
        variant="default"
        leftSection={<Pencil size={13} aria-hidden />}
      >
        Edit
      </Button>
      <Button
        renderRoot={(props) =>
          isMail ? (
            <Link
              to="/campaigns/$campaignId/content/mailings/$mailingId"
              params={{ campaignId: campaign.id, mailingId: "new" }}
              search={{ creativeId }}
              {...props}
            />
          ) : (
            <Link
              to="/campaigns/$campaignId/content/posts/$queueId"
              params={{ campaignId: campaign.id, queueId: "new" }}
              search={{ creativeId }}
              {...props}
            />
          )
        }
        size="xs"
        leftSection={<CalendarPlus size={13} aria-hidden />}
      >
        {isMail ? "Create e-mail" : "Schedule this"}
      </Button>
    </>
  );
}

function wordsOf({ text, thread, script, email, hashtags }: Repurposed) {
  if (thread?.length) return thread.join("\n\n");
  if (email) return email.text;
  if (script) return [script.hook, ...script.scenes.map((scene) => scene.text)].join("\n");
  return [text, hashtags.join(" ")].filter(Boolean).join("\n\n");
}
