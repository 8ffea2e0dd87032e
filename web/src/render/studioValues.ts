import type { NewRenderJob, RenderProvider } from "@/contract/types";

export type Template = RenderProvider["templates"][number];
export type Medium = "image" | "video";

export interface StudioSize {
  width: number;
  height: number;
  title: string;
}

export interface StudioValues {
  [name: string]: unknown;
  medium: Medium;
  template: string;
  label: string;
  headline: string;
  text: string;
  from: string;
  to: string;
  /** One point a line; of a video, one scene a line. */
  points: string;
  cta: string;
  attribution: string;
  palette: string;
  logo: boolean;
  images: string[];
  /** Names of sizes, as `1080x1080`. */
  sizes: string[];
  altText: string;
  music: string;
  seed: number;
}

export const videoSizes: StudioSize[] = [
  { width: 1080, height: 1920, title: "Story" },
  { width: 1080, height: 1080, title: "Square" },
  { width: 1920, height: 1080, title: "Wide" },
];

export const musicNames = [
  { value: "calm", label: "Calm" },
  { value: "bright", label: "Bright" },
  { value: "pulse", label: "Pulse" },
  { value: "none", label: "No music" },
];

export function studioValues(words: { headline: string; text: string }): StudioValues {
  return {
    medium: "image",
    template: "figure",
    label: "",
    ...words,
    from: "",
    to: "",
    points: "",
    cta: "",
    attribution: "",
    palette: "",
    logo: true,
    images: [],
    sizes: ["1080x1080", "1080x1350", "1080x1920", "1200x628"],
    altText: "",
    music: "calm",
    seed: 0,
  };
}

export function sizeName({ width, height }: { width: number; height: number }) {
  return `${width}x${height}`;
}

export function linesOf(text: string) {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

const measures = (name: string) => {
  const [width = 1080, height = 1080] = name.split("x").map(Number);
  return { width, height };
};

/** The parameters that a preview and a job share: what is empty is left to the server, but for the headline and the text. */
export function studioParams(values: StudioValues) {
  const { headline, text, label, from, to, cta, attribution, palette, images, logo, seed } = values;
  const given = Object.entries({ label, from, to, cta, attribution, palette }).filter(([, value]) => value.trim());
  const points = linesOf(values.points).slice(0, 6);
  return {
    headline,
    text,
    ...Object.fromEntries(given),
    ...(points.length > 0 ? { points } : {}),
    ...(images.length > 0 ? { images } : {}),
    ...(logo ? {} : { logo: false }),
    ...(seed ? { seed } : {}),
  };
}

export function pictureRequest(values: StudioValues, campaignId: string, creativeId: string | undefined) {
  return {
    campaignId,
    ...(creativeId ? { creativeId } : {}),
    type: "image",
    params: {
      ...studioParams(values),
      template: values.template,
      sizes: values.sizes.map(measures),
      ...(values.altText.trim() ? { altText: values.altText } : {}),
    },
  } as NewRenderJob;
}

export function videoRequest(values: StudioValues, campaignId: string, creativeId: string | undefined, size: string) {
  const { headline, cta, palette, images, music, logo } = values;
  const scenes = linesOf(values.points).slice(0, 12);
  return {
    campaignId,
    ...(creativeId ? { creativeId } : {}),
    type: "video",
    params: {
      ...(headline.trim() ? { headline } : {}),
      ...(cta.trim() ? { cta } : {}),
      ...(scenes.length > 0 ? { scenes } : { text: values.text }),
      ...(palette ? { palette } : {}),
      ...(images.length > 0 ? { images } : {}),
      ...(logo ? {} : { logo: false }),
      ...(music === "none" ? {} : { music }),
      ...measures(size),
    },
  } as NewRenderJob;
}
