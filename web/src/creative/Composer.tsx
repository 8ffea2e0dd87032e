import { Button, Drawer, Textarea } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { History, Sparkles } from "lucide-react";
import { type ComponentType, type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import type { Campaign, Components, Creative, Platform } from "@/contract/types";
import { ActionMenu, useActions, useOffer, without } from "@/ui/actions";
import { FocusFrame } from "@/ui/FocusFrame";
import { humanise } from "@/ui/format";
import { Facts } from "@/ui/layout";
import { linkTagsFor, withRule } from "@/ui/linkTags";
import { PlatformCard } from "@/ui/PlatformCard";
import { platformName, withoutPlatform } from "@/ui/platforms";
import { Status } from "@/ui/status";
import { UndoButtons } from "@/ui/UndoButtons";
import { useAddress } from "@/ui/useAddress";
import { useHistory } from "@/ui/useHistory";
import { creativeActions } from "./actions";
import { ChannelMedia } from "./ChannelMedia";
import { ChannelTabs } from "./ChannelTabs";
import { ChannelText } from "./ChannelText";
import { SavedAt, SavingNotice } from "./ComposerHead";
import { cardOf, composed, writerName } from "./components";
import classes from "./composer.module.css";
import {
  channelsOf,
  componentsOn,
  type Draft,
  draftOf,
  isOwn,
  ownMedia,
  withChannel,
  withoutChannel,
  withSharedMedia,
  withSharedText,
  written,
} from "./composerValues";
import type { AssetPicker, Cropper, Studio } from "./media";
import { Revisions } from "./Revisions";
import { Rewrite } from "./Rewrite";
import { sourceOf } from "./source";
import { TextTools } from "./TextTools";
import type { Thumb } from "./Thumb";
import { taggedParts, useLinkRule } from "./useLinkRule";
import { useSaving } from "./useSaving";

/** What the foot needs to schedule the channels. */
export interface FootProps {
  campaign: Campaign;
  creative: Creative | undefined;
  channel: Platform | undefined;
  channels: Platform[];
  title: string;
  /** Saves what is still unsaved; false if that failed. */
  flush: () => Promise<boolean>;
}

interface ComposerProps {
  campaign: Campaign;
  creative: Creative | undefined;
  /** The channels of a new one. */
  begin: Platform[];
  posted: Platform[];
  note: (channel: Platform) => string | undefined;
  thumb: Thumb;
  /** A picture in the size that is published on a platform. */
  shown: ComponentType<{ assetId: string; alt: string; platform: Platform }>;
  picker: AssetPicker;
  studio: Studio;
  cropper: Cropper;
  foot: ComponentType<FootProps>;
  /** Where the text comes from, and what its posts achieved. */
  source: ReactNode;
  /** What reviewers said about it. */
  feedback?: ReactNode;
  results: ReactNode;
  /** Names that `@` offers. */
  mentions: string[];
  onCreated: (id: string) => void;
}

/** One text for all channels, with a tab for each that may differ. */
export function Composer(props: ComposerProps) {
  const { campaign, creative, begin, posted, thumb: Thumb, shown: Shown, foot: Foot, onCreated } = props;
  const [{ channel: asked, show }, change] = useAddress<{ channel?: Platform; show?: "rewrite" | "versions" }>();
  const bound = useActions(creativeActions, creative);
  useOffer(bound);
  const readOnly = creative ? !creative.can.includes("changeCreative") : false;
  const empty = useMemo(() => draftOf(undefined, begin), [begin]);
  const history = useHistory<Draft>(creative ? draftOf(creative) : empty);
  const { now: draft, set, undo, redo } = history;
  const saving = useSaving({ campaign, creative, draft, begin: empty, readOnly, onCreated, reset: history.reset });
  const channels = channelsOf(draft, saving.base, posted);
  const channel = asked && channels.includes(asked) ? asked : undefined;
  const [chosen, setChosen] = useState(channel);
  const open = (next: Platform | undefined) => {
    setChosen(next);
    change({ channel: next });
  };
  const active = chosen && channels.includes(chosen) ? chosen : undefined;
  const begins = !creative;
  useEffect(() => {
    // A new post begins with its words; the menu that opened it has given the focus back by then.
    const soon = setTimeout(() => begins && document.getElementById("channel-caption")?.focus(), 50);
    return () => clearTimeout(soon);
  }, [begins]);
  const components = componentsOn(draft, active);
  const write = useCallback(
    (words: Parameters<typeof written>[2]) =>
      set((old) => written(old, active, words), `${active ?? "all"}:${Object.keys(words).join()}`),
    [set, active],
  );
  useHotkeys(
    [
      ["mod+z", () => undo?.()],
      ["mod+shift+z", () => redo?.()],
      ["mod+y", () => redo?.()],
      ["mod+s", () => saving.flush()],
    ],
    [],
    true,
  );
  const links = useLinkRule(campaign);
  const seenOn = active ?? channels[0] ?? "linkedin";
  const tagged = (parts: Components) =>
    seenOn === "newsroom" ? parts : taggedParts(parts, (text) => withRule(text, links.rule, seenOn, draft.name));
  const media = components.image?.assetId ?? components.video?.posterAssetId ?? components.video?.assetId;

  return (
    <FocusFrame
      title={draft.name || "New post"}
      above={`${campaign.name} / Content`}
      back={{ to: "/campaigns/$campaignId/content", params: { campaignId: campaign.id } }}
      heading={
        <h1 className={classes.heading}>
          <input
            className={classes.title}
            aria-label="Name"
            placeholder="Untitled post"
            maxLength={300}
            readOnly={readOnly}
            value={draft.name}
            onChange={(event) => {
              const name = event.currentTarget.value;
              set((old) => ({ ...old, name }), "name");
            }}
          />
        </h1>
      }
      beside={
        <>
          {creative?.status === "archived" ? <Status value="archived" /> : null}
          <SavedAt saving={saving} />
        </>
      }
      middle={
        <UndoButtons
          undo={undo}
          redo={redo}
          readOnly={readOnly}
          more={[{ label: "Versions", icon: History, run: creative ? () => change({ show: "versions" }) : undefined }]}
        />
      }
      actions={<ActionMenu actions={without(bound, "planCreative")} />}
      left={{
        label: "Source",
        content: (
          <div className={classes.source}>
            {props.source}
            {readOnly && !draft.brief ? null : (
              <Textarea
                label="Brief"
                placeholder="Message, audience and call to action."
                autosize
                minRows={2}
                maxRows={10}
                readOnly={readOnly}
                value={draft.brief}
                onChange={(event) => {
                  const brief = event.currentTarget.value;
                  set((old) => ({ ...old, brief }), "brief");
                }}
              />
            )}
            {creative ? (
              <Facts
                facts={[
                  creative.mode !== "manual" && ["Source", sourceOf(creative)],
                  ["Written by", humanise(writerName(creative.writer))],
                  creative.strategyVersion && ["Strategy", `Version ${creative.strategyVersion}`],
                ]}
              />
            ) : null}
            {props.results}
          </div>
        ),
      }}
      label="Write"
      right={{
        label: "Preview",
        content: (
          <div className={classes.preview}>
            <h2 className={classes.previewHead}>Preview on {platformName(seenOn)}</h2>
            <PlatformCard
              {...cardOf(seenOn, tagged(componentsOn(draft, seenOn)))}
              title={seenOn === "newsroom" ? withoutPlatform(draft.name) : undefined}
              media={
                media ? (
                  <Shown assetId={media} platform={seenOn} alt={components.image?.altText ?? "Picture in this post"} />
                ) : undefined
              }
            />
          </div>
        ),
      }}
      foot={
        <Foot
          campaign={campaign}
          creative={saving.base}
          channel={active}
          channels={channels}
          title={withoutPlatform(draft.name)}
          flush={saving.flush}
        />
      }
    >
      <div className={classes.notices}>
        <SavingNotice saving={saving} />
      </div>
      {props.feedback}
      <ChannelTabs
        draft={draft}
        channels={channels}
        value={active}
        onChange={open}
        note={props.note}
        onAdd={
          readOnly
            ? undefined
            : (added) => {
                set((old) => withChannel(old, added));
                open(added);
              }
        }
      />
      {active && !readOnly ? (
        <div className={classes.bar}>
          {isOwn(draft, active) ? (
            <>
              <b>Own text</b> Changes to the shared text don't reach {platformName(active)}.
              <span className={classes.grow} />
              <Button size="compact-xs" variant="subtle" onClick={() => set((old) => withSharedText(old, active))}>
                Use shared text
              </Button>
            </>
          ) : (
            <>
              Same as the shared text. Type to give {platformName(active)} its own.
              <span className={classes.grow} />
              {posted.includes(active) || saving.base?.platform === active ? null : (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  color="gray"
                  onClick={() => {
                    set((old) => withoutChannel(old, active));
                    open(undefined);
                  }}
                >
                  Remove {platformName(active)}
                </Button>
              )}
            </>
          )}
        </div>
      ) : null}
      <div className={classes.body} id="channel-text" role="tabpanel" aria-labelledby={`channel-${active ?? "all"}`}>
        {active || readOnly || !creative?.can.includes("regenerateCreative") ? null : (
          <Button
            className={classes.start}
            size="xs"
            variant="light"
            leftSection={<Sparkles size={13} aria-hidden />}
            onClick={() => change({ show: "rewrite" })}
          >
            Rewrite
          </Button>
        )}
        <ChannelText
          campaignId={campaign.id}
          key={active ?? "all"}
          creative={creative}
          channel={active}
          components={components}
          readOnly={readOnly}
          tags={linkTagsFor(active, campaign.name)}
          rule={links.rule}
          onExclude={links.exclude}
          mentions={props.mentions}
          onChange={write}
        />
        <ChannelMedia
          creative={creative}
          campaignId={campaign.id}
          components={components}
          channel={active}
          own={ownMedia(draft, active)}
          cropper={props.cropper}
          onShare={() => active && set((old) => withSharedMedia(old, active))}
          readOnly={readOnly}
          thumb={Thumb}
          picker={props.picker}
          studio={props.studio}
          onChange={write}
        />
        {readOnly || active ? null : (
          <TextTools
            platform={seenOn}
            text={composed({ caption: components.caption })}
            use={(caption) => write({ caption })}
          />
        )}
      </div>
      {creative ? (
        <>
          <Drawer opened={show === "versions"} onClose={() => change({ show: undefined })} title="Versions" size="md">
            <Revisions creative={creative} />
          </Drawer>
          <Drawer opened={show === "rewrite"} onClose={() => change({ show: undefined })} title="Rewrite" size="lg">
            <RewriteParts creative={creative} dirty={saving.dirty} close={() => change({ show: undefined })} />
          </Drawer>
        </>
      ) : null}
    </FocusFrame>
  );
}

function RewriteParts(props: { creative: Creative; dirty: boolean; close: () => void }) {
  const [parts, setParts] = useState<Parameters<typeof Rewrite>[0]["parts"]>(["caption"]);
  return <Rewrite {...props} parts={parts} choose={setParts} />;
}
