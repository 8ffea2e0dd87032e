import { humanise } from "./format";

const names: Record<string, string> = {
  amazon_ads: "Amazon Ads",
  email: "E-mail",
  google_ads: "Google Ads",
  hand: "By hand",
  letter: "System e-mail",
  linkedin: "LinkedIn",
  meta: "Meta Ads",
  microsoft_ads: "Microsoft Ads",
  tiktok: "TikTok",
  twitter: "X",
  youtube: "YouTube",
};
/** The words for channels that figures and budgets know besides our own two. */
export const knownChannels = [
  "newsroom",
  "email",
  "linkedin",
  "instagram",
  "facebook",
  "twitter",
  "tiktok",
  "threads",
  "youtube",
  "pinterest",
  "bluesky",
  "mastodon",
  "google_ads",
  "meta",
  "microsoft_ads",
  "amazon_ads",
];

/** Generated texts carry the name of their platform after that of their source. */
export function withoutPlatform(name: string) {
  return name.replace(/ · [\w-]+$/, "");
}

export function platformName(platform: string) {
  return names[platform] ?? humanise(platform);
}
