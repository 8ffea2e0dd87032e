import { Button } from "@mantine/core";
import { ListPlus } from "lucide-react";
import type { Components, Creative, Platform } from "@/contract/types";
import { LengthMeter } from "@/ui/LengthMeter";
import { type LinkRule, type LinkTags, withRule } from "@/ui/linkTags";
import { PlainText } from "@/ui/PlainText";
import { RichText } from "@/ui/RichText";
import { splitFor } from "@/ui/split";
import { ThreadText, threadedChannels } from "@/ui/ThreadText";
import { composed, isFilled, partsOf } from "./components";
import classes from "./composer.module.css";
import { HashtagSets } from "./HashtagSets";
import { LinkRows } from "./LinkRows";
import { PartField } from "./PartField";
import { WriteTools } from "./WriteTools";

interface ChannelTextProps {
  campaignId: string;
  creative: Creative | undefined;
  channel: Platform | undefined;
  components: Components;
  readOnly: boolean;
  /** What links get on this channel. */
  tags: LinkTags;
  rule: LinkRule | undefined;
  onExclude: ((url: string, out: boolean) => void) | undefined;
  /** Names that `@` offers. */
  mentions: string[];
  onChange: (change: Components) => void;
}

/** The words of one channel: the text, then the parts that go below it. */
export function ChannelText(props: ChannelTextProps) {
  const { creative, channel, components, readOnly, mentions, rule, onChange } = props;
  // Where the campaign tags its links, nobody has to.
  const tags = rule?.on ? undefined : props.tags;
  const measured = (text: string) => (channel ? withRule(text, rule, channel, creative?.name ?? "") : text);
  const about = { kind: creative?.kind ?? ("text" as const), platform: channel ?? null, components };
  const thread =
    channel && threadedChannels.includes(channel) && isFilled(components.thread) ? components.thread : undefined;
  // A thread is written part by part: its hashtags and call to action are in the parts.
  const elsewhere = thread ? ["caption", "thread", "hashtags", "cta"] : ["caption", ...(channel ? ["thread"] : [])];
  const parts = partsOf(about).filter(
    (part) =>
      !elsewhere.includes(part) && ((part !== "thread" && !readOnly) || isFilled(components[part as keyof Components])),
  );
  return (
    <div className={classes.text}>
      {thread && channel ? (
        <ThreadText
          channel={channel}
          parts={thread}
          readOnly={readOnly}
          mentions={mentions}
          onChange={(next) => onChange(next.length > 1 ? { thread: next } : { caption: next[0] ?? "", thread: null })}
        />
      ) : (
        <>
          <Caption
            channel={channel}
            value={components.caption ?? ""}
            readOnly={readOnly}
            tags={tags}
            mentions={mentions}
            onChange={onChange}
          />
          <div className={classes.below}>
            {readOnly || channel === "newsroom" ? (
              <span />
            ) : (
              <WriteTools field="channel-caption" tags={tags} onChange={(caption) => onChange({ caption })}>
                <HashtagSets hashtags={components.hashtags ?? []} onChange={(hashtags) => onChange({ hashtags })} />
                {channel && threadedChannels.includes(channel) ? (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    leftSection={<ListPlus size={13} aria-hidden />}
                    onClick={() => onChange({ thread: begun(channel, composed(components)) })}
                  >
                    Make a thread
                  </Button>
                ) : null}
              </WriteTools>
            )}
            {channel ? <LengthMeter platform={channel} text={measured(composed(components))} /> : null}
          </div>
        </>
      )}
      <LinkRows
        campaignId={props.campaignId}
        text={thread ? thread.join("\n\n") : (components.caption ?? "")}
        tags={props.tags}
        rule={rule}
        channel={channel}
        onExclude={props.onExclude}
        onReplace={
          readOnly
            ? undefined
            : (before, after) =>
                onChange(
                  thread
                    ? { thread: thread.map((part) => part.replaceAll(before, after)) }
                    : { caption: (components.caption ?? "").replaceAll(before, after) },
                )
        }
      />
      {parts.map((part) => (
        <PartField
          key={part}
          part={part}
          components={components}
          platform={channel ?? "linkedin"}
          readOnly={readOnly}
          onChange={onChange}
        />
      ))}
    </div>
  );
}

interface CaptionProps {
  channel: Platform | undefined;
  value: string;
  readOnly: boolean;
  tags: LinkTags | undefined;
  mentions: string[];
  onChange: (change: Components) => void;
}

/** Only the newsroom shows formatted text, and lists of plain text as its lists; networks take plain text. */
function Caption({ channel, value, readOnly, tags, mentions, onChange }: CaptionProps) {
  if (channel === "newsroom")
    return (
      <RichText
        linkTags={tags}
        label="Text"
        value={value.replace(/^• /gm, "- ")}
        readOnly={readOnly}
        onChange={(caption) => onChange({ caption })}
      />
    );
  return (
    <PlainText
      id="channel-caption"
      mentions={mentions}
      aria-label="Text"
      placeholder={
        channel ? "Write the text for this channel." : "Write once for all channels. You can adapt each one later."
      }
      variant="unstyled"
      autosize
      minRows={6}
      readOnly={readOnly}
      classNames={{ input: classes.caption }}
      value={value}
      onChange={(text) => onChange({ caption: text || null })}
    />
  );
}

/** A thread has two parts at least. */
function begun(channel: Platform, text: string) {
  const parts = splitFor(channel, text);
  return parts.length > 1 ? parts : [parts[0] ?? "", ""];
}
