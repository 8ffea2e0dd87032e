import type { NewRenderJob, RenderProvider } from "@/contract/types";

export type Medium = "image" | "video";

export interface RenderValues {
  [name: string]: unknown;
  campaignId: string | null;
  type: Medium;
  provider: string;
  model: string | null;
  template: string;
  headline: string;
  text: string;
  cta: string;
  attribution: string;
  prompt: string;
  size: string;
  durationSeconds: number | string;
  seed: number | string;
  images: string[];
}

export interface Size {
  width: number;
  height: number;
  title: string;
}

const square: Size = { width: 1080, height: 1080, title: "" };

export function renderValues(campaignId: string | undefined, words: { headline: string; text: string }): RenderValues {
  return {
    campaignId: campaignId ?? null,
    type: "image",
    provider: "local",
    model: null,
    template: "",
    ...words,
    cta: "",
    attribution: "",
    prompt: "",
    size: "",
    durationSeconds: 6,
    seed: "",
    images: [],
  };
}

export function sizeName({ width, height }: Size) {
  return `${width}x${height}`;
}

/** What is offered for these values, and which of it is chosen: the first of each unless said otherwise. */
export function choicesOf(values: RenderValues, providers: RenderProvider[]) {
  const able = providers.filter(({ canRender }) => canRender.includes(values.type));
  const provider = able.find(({ name }) => name === values.provider) ?? able[0];
  const templates = provider?.templates ?? [];
  const template = templates.find(({ name }) => name === values.template) ?? templates[0];
  const sizes: Size[] = provider?.sizes ?? [];
  const size = sizes.find((known) => sizeName(known) === values.size) ?? sizes[0] ?? square;
  return { able, provider, templates, template, sizes, size, byTemplate: templates.length > 0 };
}

export type RenderChoices = ReturnType<typeof choicesOf>;

export function renderRequest(values: RenderValues, choices: RenderChoices, creativeId: string | undefined) {
  const { headline, text, cta, attribution, prompt, images, seed, durationSeconds } = values;
  const { provider, template, size, byTemplate } = choices;
  const words = Object.entries(byTemplate ? { headline, text, cta, attribution } : { prompt });
  return {
    campaignId: values.campaignId ?? "",
    ...(creativeId ? { creativeId } : {}),
    type: values.type,
    ...(provider ? { provider: provider.name } : {}),
    ...(values.model ? { model: values.model } : {}),
    params: {
      ...Object.fromEntries(words.filter(([, value]) => value.trim())),
      ...(byTemplate && template ? { template: template.name } : {}),
      width: size.width,
      height: size.height,
      ...(images.length > 0 ? { images } : {}),
      ...(values.type === "video" ? { durationSeconds: Number(durationSeconds) || 6 } : {}),
      ...(seed === "" ? {} : { seed: Number(seed) }),
    },
  } as NewRenderJob;
}
