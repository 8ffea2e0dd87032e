import { Button, Group } from "@mantine/core";
import { ListPlus } from "lucide-react";
import type { Components, Creative, Platform } from "@/contract/types";
import { EmojiButton } from "@/ui/EmojiButton";
import { LengthMeter } from "@/ui/LengthMeter";
import { PlainText } from "@/ui/PlainText";
import { RichText } from "@/ui/RichText";
import { splitFor } from "@/ui/split";
import { ThreadText, threadedChannels } from "@/ui/ThreadText";
import { composed, isFilled, partsOf } from "./components";
import classes from "./composer.module.css";
import { PartField } from "./PartField";

interface ChannelTextProps {
  creative: Creative | undefined;
  channel: Platform | undefined;
  components: Components;
  readOnly: boolean;
  onChange: (change: Components) => void;
}

/** The words of one channel: the text, then the parts that go below it. */
export function ChannelText({ creative, channel, components, readOnly, onChange }: ChannelTextProps) {
  const about = { kind: creative?.kind ?? ("text" as const), platform: channel ?? null, components };
  const thread =
    channel && threadedChannels.includes(channel) && isFilled(components.thread) ? components.thread : undefined;
  // A thread is written part by part: its hashtags and call to action are in the parts.
  const elsewhere = thread ? ["caption", "thread", "hashtags", "cta"] : ["caption", ...(channel ? ["thread"] : [])];
  const parts = partsOf(about).filter(
    (part) => !elsewhere.includes(part) && (part !== "thread" || isFilled(components.thread)),
  );
  return (
    <div className={classes.text}>
      {thread && channel ? (
        <ThreadText
          channel={channel}
          parts={thread}
          readOnly={readOnly}
          onChange={(next) => onChange(next.length > 1 ? { thread: next } : { caption: next[0] ?? "", thread: null })}
        />
      ) : (
        <>
          <Caption channel={channel} value={components.caption ?? ""} readOnly={readOnly} onChange={onChange} />
          <div className={classes.below}>
            {readOnly || channel === "newsroom" ? (
              <span />
            ) : (
              <Group gap="xs">
                <EmojiButton field="channel-caption" onChange={(caption) => onChange({ caption })} />
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
              </Group>
            )}
            {channel ? <LengthMeter platform={channel} text={composed(components)} /> : null}
          </div>
        </>
      )}
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
  onChange: (change: Components) => void;
}

/** Only the newsroom shows formatted text; networks take plain text. */
function Caption({ channel, value, readOnly, onChange }: CaptionProps) {
  if (channel === "newsroom")
    return (
      <RichText
        undoneByPage
        label="Text"
        value={value}
        readOnly={readOnly}
        onChange={(caption) => onChange({ caption })}
      />
    );
  return (
    <PlainText
      id="channel-caption"
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
