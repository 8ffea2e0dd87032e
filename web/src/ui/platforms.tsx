import { Mail, Newspaper } from "lucide-react";
import { humanise } from "./format";
import classes from "./platforms.module.css";

const names: Record<string, string> = {
  amazon_ads: "Amazon Ads",
  email: "E-mail",
  google_ads: "Google Ads",
  linkedin: "LinkedIn",
  microsoft_ads: "Microsoft Ads",
  tiktok: "TikTok",
  twitter: "X",
  youtube: "YouTube",
};
const marks: Record<string, string> = {
  bluesky: "B",
  facebook: "f",
  instagram: "Ig",
  linkedin: "in",
  mastodon: "M",
  pinterest: "P",
  threads: "Th",
  tiktok: "Tt",
  twitter: "X",
  youtube: "Yt",
};

/** The words for channels that figures and budgets know besides our own two. */
export const knownChannels = [
  "newsroom",
  "email",
  ...Object.keys(marks),
  "google_ads",
  "meta",
  "microsoft_ads",
  "amazon_ads",
];

export function platformName(platform: string) {
  return names[platform] ?? humanise(platform);
}

interface MarkProps {
  platform: string;
  size?: number;
  /** Its name stands beside it. */
  named?: boolean;
}

/** Where a thing goes, as a sign: known places by their letters, our own by a picture. */
export function PlatformMark({ platform, size = 16, named = false }: MarkProps) {
  const name = platformName(platform);
  const told = named ? { "aria-hidden": true } : { "aria-label": name };
  if (platform === "email") return <Mail size={size} className={classes.icon} {...told} />;
  if (platform === "newsroom") return <Newspaper size={size} className={classes.icon} {...told} />;
  return (
    <span
      {...(named ? { "aria-hidden": true } : { role: "img", "aria-label": name })}
      className={classes.mark}
      style={{ width: size, height: size, fontSize: size * 0.58 }}
    >
      {marks[platform] ?? name.slice(0, 2)}
    </span>
  );
}
