import type { NewFirstCampaign, Website } from "@/contract/types";
import { shortDateTime } from "@/ui/format";
import { type StartChannel, usualChannels } from "./channels";

/** What a person has checked and changed of what was found. */
export interface StartValues {
  name: string;
  colors: string[];
  senderEmail: string;
  postalAddress: string;
  postUrl: string;
  text: string;
  metric: string;
  target: number | "";
  by: string;
  channels: StartChannel[];
  /** Whether later posts of the blog become drafts too. */
  follow: boolean;
}

export function valuesOf(site: Website | undefined): StartValues {
  return {
    name: site?.name.value ?? "",
    colors: site?.colors.map(({ value }) => value) ?? [],
    senderEmail: site?.email?.value ?? "",
    postalAddress: site?.postalAddress?.value ?? "",
    postUrl: site?.posts[0]?.address ?? "",
    text: "",
    metric: "sign-ups",
    target: "",
    by: "",
    channels: usualChannels,
    follow: Boolean(site?.feed),
  };
}

/** The picture of the chosen post. */
export function pictureOf(values: StartValues, site: Website | undefined) {
  return values.text.trim() ? undefined : site?.posts.find(({ address }) => address === values.postUrl)?.picture;
}

/** The request. Without a website, the brand stays as it is in the settings. */
export function requestOf(values: StartValues, site: Website | undefined): NewFirstCampaign {
  const picture = pictureOf(values, site);
  const { name, colors, senderEmail, postalAddress, metric, target, by, channels } = values;
  return {
    ...(values.text.trim() ? { text: values.text } : { postUrl: values.postUrl }),
    ...(picture ? { pictureUrl: picture } : {}),
    channels,
    ...(values.follow && site?.feed ? { followUrl: site.feed.value } : {}),
    ...(target !== "" && metric.trim() ? { goal: { metric, target, ...(by ? { by } : {}) } } : {}),
    ...(site
      ? {
          brand: {
            name: name.trim() || site.name.value,
            fonts: site.fonts.map(({ value }) => value),
            ...(site.description ? { description: site.description.value } : {}),
            ...(colors.length > 0 ? { colors } : {}),
            ...(site.logo ? { logoUrl: site.logo.value } : {}),
            ...(postalAddress.trim() ? { postalAddress } : {}),
            ...(senderEmail.trim() ? { senderEmail } : {}),
          },
        }
      : {}),
  };
}

/** Why the campaign can't be made yet. */
export function missing(values: StartValues): string | undefined {
  if (!values.postUrl && !values.text.trim()) return "Choose a post, or write what the campaign is about.";
  if (values.channels.length === 0) return "Choose at least one channel.";
  return undefined;
}

/** A time without a zone, e.g. 24 Nov, 08:30. */
export function dayAndTime(localTime: string) {
  return shortDateTime(`${localTime.slice(0, 16)}:00Z`, "UTC");
}
