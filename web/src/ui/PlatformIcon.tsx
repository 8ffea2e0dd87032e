import { Hand, Mail, Newspaper, Radio } from "lucide-react";
import type { ReactNode } from "react";
import { platformName } from "./platforms";

/** A small mark for each platform, drawn for this size; the name is next to it or read to screen readers. */
const marks: Record<string, { color: string; mark: ReactNode }> = {
  linkedin: {
    color: "#0a66c2",
    mark: (
      <path d="M5.2 9h2.3v7.4H5.2zM6.3 5.4a1.4 1.4 0 1 1 0 2.7 1.4 1.4 0 0 1 0-2.7zM9.2 9h2.2v1c.4-.7 1.2-1.2 2.3-1.2 2.2 0 2.7 1.5 2.7 3.4v4.2h-2.3v-3.8c0-.9-.1-1.9-1.3-1.9s-1.4.9-1.4 1.9v3.8H9.2z" />
    ),
  },
  twitter: {
    color: "#0f1419",
    mark: (
      <path d="M5 5h3.4l3 4.2L15 5h1.7l-4.5 5.3L17 17h-3.4l-3.3-4.6L6.4 17H4.6l4.9-5.7zm2.3 1.2 6.9 9.5h1.1L8.4 6.2z" />
    ),
  },
  instagram: {
    color: "#c2327c",
    mark: (
      <g fill="none" stroke="#fff" strokeWidth="1.5">
        <rect x="5" y="5" width="12" height="12" rx="3.6" />
        <circle cx="11" cy="11" r="2.7" />
        <circle cx="14.3" cy="7.7" r=".5" fill="#fff" />
      </g>
    ),
  },
  facebook: {
    color: "#1669d8",
    mark: (
      <path d="M12 17.5v-5.8h2l.3-2.3H12V8c0-.7.2-1.1 1.2-1.1h1.2V4.8c-.2 0-.9-.1-1.7-.1-1.8 0-3 1.1-3 3v1.7h-2v2.3h2v5.8z" />
    ),
  },
  tiktok: {
    color: "#0f0f12",
    mark: (
      <path d="M12 4.5h2c.2 1.6 1.1 2.6 2.6 2.800v2c-1 0-1.9-.3-2.6-.8v4.300a4 4 0 1 1-4-4h.5v2.100a1.9 1.9 0 1 0 1.5 1.900z" />
    ),
  },
  threads: {
    color: "#0f0f12",
    mark: (
      <g fill="none" stroke="#fff" strokeWidth="1.5" strokeLinecap="round">
        <circle cx="11" cy="11" r="2.4" />
        <path d="M13.4 8.800v3.200c0 2 2.8 1.8 2.8-1a5.2 5.2 0 1 0-2.3 4.3" />
      </g>
    ),
  },
  youtube: {
    color: "#c4161c",
    mark: (
      <path d="M5.5 6.500h11a1.5 1.5 0 0 1 1.5 1.500v6a1.5 1.5 0 0 1-1.5 1.500h-11A1.5 1.5 0 0 1 4 14V8a1.5 1.5 0 0 1 1.5-1.500zm4 2.300v4.400l3.8-2.200z" />
    ),
  },
  pinterest: {
    color: "#b8081b",
    mark: (
      <path d="M11.3 5c-3 0-4.6 2-4.6 4.1 0 1 .5 2.2 1.4 2.6.2.1.2 0 .3-.2l.2-.8c-.9-1.3-.4-4 2.4-4 3.7 0 3 5.5.6 5.5-.7 0-1.2-.600-1-1.3.2-.8.6-1.7.6-2.3 0-1.5-2.2-1.3-2.2.8 0 .6.2 1 .2 1l-1 4c-.2 1 0 2.3.1 2.6.7-.800 1.2-1.8 1.4-2.700l.4-1.600c.2.4.9.8 1.6.8 2.1 0 3.7-2 3.7-4.400C15.4 6.8 13.7 5 11.3 5z" />
    ),
  },
  bluesky: {
    color: "#0a66d6",
    mark: (
      <path d="M11 10.300C10.3 8.8 8.2 6 6.3 5.2 5 4.7 4.5 5.2 4.5 6.300c0 .9.4 3.7.6 4.2.5 1.4 2 1.8 3.3 1.6-2 .3-3.6 1-1.6 3.2 2 2 3.5.3 4.2-1.8.7 2.1 2.2 3.8 4.2 1.8 2-2.2.4-2.9-1.6-3.2 1.3.2 2.8-.2 3.3-1.6.2-.5.6-3.3.6-4.2 0-1.1-.5-1.6-1.8-1.1-1.9.8-4 3.6-4.7 5.100z" />
    ),
  },
  mastodon: {
    color: "#5a4bd6",
    mark: (
      <path d="M7 5h8a2.5 2.5 0 0 1 2.5 2.500v3.600c0 2.2-1.5 2.7-3.5 2.9-1.7.2-3.6 0-4.4-.2 0 1 .9 1.5 2.3 1.5.9 0 1.7-.1 2.4-.3v1.400c-1 .4-2.2.500-3.3.5-3.1-.1-4.5-1.6-4.5-4.700V7.500A2.5 2.5 0 0 1 7 5zm.7 3.300v3.900h1.500V8.800c0-1.1 1.4-1.1 1.4.1v1.700H12V8.900c0-1.2 1.5-1.2 1.5-.1v3.400H15V8.300c0-2.2-2.6-2.3-3.7-.7-1-1.6-3.6-1.5-3.6.7z" />
    ),
  },
};

export function PlatformIcon({ platform, size = 20, named }: { platform: string; size?: number; named?: boolean }) {
  const Line = platform === "email" ? Mail : platform === "newsroom" ? Newspaper : platform === "hand" ? Hand : Radio;
  const { color, mark } = marks[platform] ?? { color: platform === "email" ? "#8f5200" : "#4a48be", mark: null };
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 22 22"
      style={{ flex: "none" }}
      role="img"
      aria-label={platformName(platform)}
      aria-hidden={named ? undefined : true}
    >
      <rect width="22" height="22" rx="5.5" fill={color} />
      {/* Black marks would vanish on a dark surface. */}
      <rect x=".5" y=".5" width="21" height="21" rx="5" fill="none" stroke="#fff" strokeOpacity=".16" />
      {mark ? <g fill="#fff">{mark}</g> : <Line x={4.5} y={4.5} width={13} height={13} color="#fff" />}
    </svg>
  );
}
