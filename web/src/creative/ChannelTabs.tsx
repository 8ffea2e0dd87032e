import { ActionIcon, Menu } from "@mantine/core";
import { Layers, Plus } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import type { Platform } from "@/contract/types";
import { lengthOn, limitOf, socialPlatforms } from "@/ui/lengths";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { threadedChannels } from "@/ui/ThreadText";
import { composed } from "./components";
import classes from "./composer.module.css";
import { componentsOn, type Draft, isOwn, ownMedia } from "./composerValues";

interface ChannelTabsProps {
  draft: Draft;
  channels: Platform[];
  value: Platform | undefined;
  onChange: (channel: Platform | undefined) => void;
  onAdd: ((channel: Platform) => void) | undefined;
  /** What a channel can do, or the state of its post. */
  note: (channel: Platform) => string | undefined;
}

/** The shared text, then a tab for each channel with how full it is. */
export function ChannelTabs({ draft, channels, value, onChange, onAdd, note }: ChannelTabsProps) {
  const tabs = [undefined, ...channels];
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = tabs[(tabs.indexOf(value) + step + tabs.length) % tabs.length];
    onChange(next);
    document.getElementById(`channel-${next ?? "all"}`)?.focus();
  };
  const absent = socialPlatforms.filter((platform) => !channels.includes(platform as Platform)) as Platform[];
  return (
    <div className={classes.tabRow}>
      <div className={classes.tabs} role="tablist" aria-label="Channels" onKeyDown={move}>
        {tabs.map((channel) => (
          <Tab key={channel ?? "all"} channel={channel} active={channel === value} onClick={() => onChange(channel)}>
            <b>{channel ? platformName(channel) : "All channels"}</b>
            <small>{channel ? (note(channel) ?? stateOf(draft, channel)) : "Shared text"}</small>
            {channel ? <Ring channel={channel} texts={textsOn(draft, channel)} /> : null}
          </Tab>
        ))}
      </div>
      {onAdd && absent.length > 0 ? (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label="Add a channel">
              <Plus size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {absent.map((platform) => (
              <Menu.Item
                key={platform}
                leftSection={<PlatformIcon platform={platform} size={16} />}
                onClick={() => onAdd(platform)}
              >
                {platformName(platform)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </div>
  );
}

function stateOf(draft: Draft, channel: Platform) {
  const parts = threadedChannels.includes(channel) ? (componentsOn(draft, channel).thread?.length ?? 0) : 0;
  const media = { own: "own picture", none: "no picture", shared: undefined }[ownMedia(draft, channel)];
  const all = [isOwn(draft, channel) ? "Own text" : media ? "Shared text" : "Same as shared", media];
  return `${all.filter(Boolean).join(", ")}${parts > 1 ? ` · ${parts} parts` : ""}`;
}

interface TabProps {
  channel: Platform | undefined;
  active: boolean;
  onClick: () => void;
  children: ReactNode;
}

function Tab({ channel, active, onClick, children }: TabProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (active) button.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [active]);
  return (
    <button
      ref={button}
      type="button"
      role="tab"
      id={`channel-${channel ?? "all"}`}
      aria-selected={active}
      aria-controls="channel-text"
      tabIndex={active ? 0 : -1}
      className={classes.tab}
      onClick={onClick}
    >
      {channel ? <PlatformIcon platform={channel} size={20} /> : <Layers size={18} aria-hidden />}
      {children}
    </button>
  );
}

/** What is published there, post by post. */
function textsOn(draft: Draft, channel: Platform) {
  const components = componentsOn(draft, channel);
  const thread = threadedChannels.includes(channel) ? components.thread : undefined;
  return thread?.length ? thread : [composed(components)];
}

/** How much of the channel's room the longest text takes. */
function Ring({ channel, texts }: { channel: Platform; texts: string[] }) {
  const limit = limitOf(channel);
  if (!limit) return null;
  const length = Math.max(...texts.map((text) => lengthOn(channel, text)));
  const share = Math.min(1, length / limit);
  const tone = length > limit ? "bad" : share > 0.9 ? "near" : "fine";
  const round = 2 * Math.PI * 6.75;
  return (
    <svg className={classes.ring} data-tone={tone} viewBox="0 0 16 16" role="img">
      <title>{`${length.toLocaleString("en")} of ${limit.toLocaleString("en")} characters`}</title>
      <circle cx="8" cy="8" r="6.75" />
      <circle cx="8" cy="8" r="6.75" strokeDasharray={`${share * round} ${round}`} transform="rotate(-90 8 8)" />
    </svg>
  );
}
