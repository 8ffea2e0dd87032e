import { Button, Group, Menu, Textarea } from "@mantine/core";
import { ListPlus, Plus } from "lucide-react";
import { useState } from "react";
import type { Components, Creative, Platform } from "@/contract/types";
import { EmojiButton } from "@/ui/EmojiButton";
import { LengthMeter } from "@/ui/LengthMeter";
import { RichText } from "@/ui/RichText";
import { composed, isFilled, partNames, partsOf, possibleParts, type WordPart } from "./components";
import classes from "./composer.module.css";
import { PartField } from "./PartField";
import { splitFor } from "./split";
import { ThreadText, threadedChannels } from "./ThreadText";

interface ChannelTextProps {
  creative: Creative | undefined;
  channel: Platform | undefined;
  components: Components;
  readOnly: boolean;
  onChange: (change: Components) => void;
}

/** The words of one channel: the text, then the parts that go below it. */
export function ChannelText({ creative, channel, components, readOnly, onChange }: ChannelTextProps) {
  const [added, setAdded] = useState<WordPart[]>([]);
  const about = { kind: creative?.kind ?? ("text" as const), platform: channel ?? null, components };
  const thread =
    channel && threadedChannels.includes(channel) && isFilled(components.thread) ? components.thread : undefined;
  // A thread is written part by part: its hashtags and call to action are in the parts.
  const elsewhere = thread ? ["caption", "thread", "hashtags", "cta"] : ["caption", ...(channel ? ["thread"] : [])];
  const shown = partsOf(about).filter(
    (part) => !elsewhere.includes(part) && (part !== "thread" || isFilled(components.thread)),
  );
  const parts = [...new Set([...shown, ...added])];
  const absent = possibleParts(about.kind).filter(
    (part) => !["caption", "thread", "hashtags", "cta"].includes(part) && !parts.includes(part),
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
      {readOnly || absent.length === 0 ? null : (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button size="xs" variant="default" className={classes.start} leftSection={<Plus size={13} aria-hidden />}>
              Add a part
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {absent.map((part) => (
              <Menu.Item key={part} onClick={() => setAdded([...added, part])}>
                {partNames[part]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
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
    <Textarea
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
      onChange={(event) => onChange({ caption: event.currentTarget.value || null })}
    />
  );
}

/** A thread has two parts at least. */
function begun(channel: Platform, text: string) {
  const parts = splitFor(channel, text);
  return parts.length > 1 ? parts : [parts[0] ?? "", ""];
}
