import { ActionIcon, Button, Group } from "@mantine/core";
import { ArrowDown, ArrowUp, Plus, Scissors, X } from "lucide-react";
import type { Platform } from "@/contract/types";
import { EmojiButton } from "./EmojiButton";
import { LengthMeter } from "./LengthMeter";
import { PlainText } from "./PlainText";
import { platformName } from "./platforms";
import { splitFor } from "./split";
import classes from "./thread.module.css";

/** The channels that publish a thread as a chain of replies. */
export const threadedChannels: Platform[] = ["twitter", "bluesky", "mastodon"];

interface ThreadTextProps {
  channel: Platform;
  parts: string[];
  readOnly: boolean;
  /** Names that `@` offers. */
  mentions?: string[];
  onChange: (parts: string[]) => void;
}

/** The numbered parts of a thread. */
export function ThreadText({ channel, parts, readOnly, mentions, onChange }: ThreadTextProps) {
  const swap = (at: number, other: number) => onChange(parts.with(at, parts[other] ?? "").with(other, parts[at] ?? ""));
  return (
    <div>
      <ol className={classes.thread}>
        {parts.map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a thread are identified by their position
          <li key={at}>
            <span className={classes.number} aria-hidden>
              {at + 1}
            </span>
            <div>
              <PlainText
                id={`thread-${at}`}
                mentions={mentions}
                aria-label={`Part ${at + 1}`}
                variant="unstyled"
                autosize
                minRows={2}
                readOnly={readOnly}
                classNames={{ input: classes.caption }}
                value={part}
                onChange={(text) => onChange(parts.with(at, text))}
              />
              <div className={classes.below}>
                {readOnly ? (
                  <span />
                ) : (
                  <Group gap={2}>
                    <EmojiButton field={`thread-${at}`} onChange={(text) => onChange(parts.with(at, text))} />
                    <ActionIcon
                      aria-label={`Move part ${at + 1} up`}
                      disabled={at === 0}
                      onClick={() => swap(at, at - 1)}
                    >
                      <ArrowUp size={15} />
                    </ActionIcon>
                    <ActionIcon
                      aria-label={`Move part ${at + 1} down`}
                      disabled={at === parts.length - 1}
                      onClick={() => swap(at, at + 1)}
                    >
                      <ArrowDown size={15} />
                    </ActionIcon>
                    <ActionIcon aria-label={`Remove part ${at + 1}`} onClick={() => onChange(parts.toSpliced(at, 1))}>
                      <X size={15} />
                    </ActionIcon>
                  </Group>
                )}
                <LengthMeter platform={channel} text={part} />
              </div>
            </div>
          </li>
        ))}
      </ol>
      {readOnly ? null : (
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            leftSection={<Plus size={13} aria-hidden />}
            disabled={parts.length >= 25}
            onClick={() => onChange([...parts, ""])}
          >
            Add a part
          </Button>
          <Button
            size="xs"
            variant="subtle"
            leftSection={<Scissors size={13} aria-hidden />}
            title={`Splits the text by sentences into parts that fit ${platformName(channel)}`}
            onClick={() => onChange(splitFor(channel, parts.join("\n\n")))}
          >
            Split automatically
          </Button>
        </Group>
      )}
    </div>
  );
}
