import type { Components, Creative, CreativeKind, Script } from "@/contract/types";
import { humanise } from "@/ui/format";
import type { PlatformCardProps, Scene } from "@/ui/PlatformCard";
import { platformName } from "@/ui/platforms";

/** The parts of a creative that are words; picture and video are attached apart. */
export const wordParts = [
  "caption",
  "hashtags",
  "cta",
  "thread",
  "script",
  "subject",
  "preheader",
  "markdown",
  "mjml",
] as const;
export type WordPart = (typeof wordParts)[number];

export const partNames: Record<string, string> = {
  caption: "Caption",
  hashtags: "Hashtags",
  cta: "Call to action",
  thread: "Thread",
  script: "Script",
  subject: "Subject",
  preheader: "Preview text",
  markdown: "Message",
  mjml: "MJML",
  image: "Picture",
  video: "Video",
};

/** What a creative of this kind usually has; what it holds besides is shown too. */
export function partsOf({
  kind,
  platform,
  components,
}: Pick<Creative, "kind" | "platform" | "components">): WordPart[] {
  const usual: WordPart[] =
    kind === "email"
      ? ["subject", "preheader", "markdown"]
      : ["caption", "hashtags", "cta", ...(isScripted(kind, platform) ? (["script"] as const) : [])];
  const held = wordParts.filter((part) => isFilled(components[part]) && !usual.includes(part));
  const list = platform === "twitter" && !held.includes("thread") ? [...held, "thread" as const] : held;
  // A mail is written once: its MJML takes the place of the Markdown.
  return [...usual, ...list].filter((part) => part !== "markdown" || !isFilled(components.mjml));
}

/** What words a creative can have at all: a mail has other parts than a post. */
export function possibleParts(kind: CreativeKind): WordPart[] {
  const ofMails: WordPart[] = ["subject", "preheader", "markdown", "mjml"];
  return wordParts.filter((part) => ofMails.includes(part) === (kind === "email"));
}

function isScripted(kind: CreativeKind, platform?: string | null) {
  return kind === "video" || platform === "tiktok" || platform === "youtube";
}

export function isFilled(value: unknown) {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

/** A part as plain text, for comparing. */
export function partText(value: unknown): string {
  if (!value) return "";
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.join(value.every((tag) => String(tag).startsWith("#")) ? " " : "\n\n");
  const script = scriptOf(value);
  if (script && typeof script !== "string") return scriptText(script);
  return (value as { assetId?: string }).assetId ?? "";
}

export function scriptOf(value: unknown): string | Script | null {
  if (typeof value === "string") return value;
  return typeof value === "object" && value && "scenes" in value ? (value as Script) : null;
}

function scriptText({ hook, scenes }: Script) {
  return [hook, ...scenes.map(({ text, seconds }) => `[${seconds} s] ${text}`)].join("\n");
}

export function scenesOf(value: unknown): Scene[] {
  const script = scriptOf(value);
  if (!script) return [];
  if (typeof script === "string") return [{ title: "Script", lines: [{ name: "", text: script }] }];
  return [
    { title: "Hook", lines: [{ name: "", text: script.hook }] },
    ...script.scenes.map(({ text, seconds }, index) => ({
      title: `Scene ${index + 1}`,
      seconds,
      lines: [{ name: "", text }],
    })),
  ];
}

/** The words as they go out: caption, call to action, hashtags. */
export function composed({ caption, cta, hashtags }: Components) {
  return [caption?.trim(), cta?.trim(), hashtags?.join(" ")].filter(Boolean).join("\n\n");
}

export function cardOf(platform: string, components: Components): PlatformCardProps {
  return {
    platform,
    text: composed(components),
    thread: components.thread?.length ? components.thread : undefined,
    scenes: scenesOf(components.script),
    ...(platform === "email"
      ? {
          text: components.mjml ? plainMjml(components.mjml) : (components.markdown ?? ""),
          email: { subject: components.subject ?? "", preheader: components.preheader ?? undefined },
        }
      : {}),
  };
}

/** Where it goes, or what it is while that is open. */
export function placeOf({ platform, kind }: Pick<Creative, "platform" | "kind">) {
  return platform
    ? platformName(platform)
    : kind === "email"
      ? "E-mail"
      : kind === "image"
        ? "Picture"
        : humanise(kind);
}

export function writerName(writer: string) {
  const names: Record<string, string> = {
    offline: "built-in writer",
    person: "a person",
    manual: "a person",
    render: "Studio",
  };
  return writer
    .split(", ")
    .map((one) => names[one] ?? one)
    .join(" and ");
}

/** The words of a mail's MJML, for where its layout can't be shown. */
export function plainMjml(mjml: string) {
  const body = mjml.slice(Math.max(0, mjml.indexOf("<mj-body")));
  return body
    .replace(/<li[^>]*>/g, "\n- ")
    .replace(/<\/(mj-text|mj-button|p|h\d|ul)>/g, "\n\n")
    .replace(/<[^>]+>/g, "")
    .replace(/&nbsp;/g, " ")
    .replace(/&amp;/g, "&")
    .replace(/[ \t]*\n[ \t]*/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** What a picture says to begin with: the first sentence of a text, and the start of the rest, in which the Studio finds figures and points. */
export function pictureWords(text: string | undefined | null, name: string) {
  const words = withoutLinks((text ?? "").replace(/^#+\s+/gm, "")).trim() || name;
  const end = /[.!?…](?=\s)|\n/.exec(words);
  const cut = end ? end.index + (end[0] === "\n" ? 0 : 1) : words.length;
  const headline = words.slice(0, Math.min(cut, 140)).trim();
  const rest = words
    .slice(headline.length)
    .replace(/(^|\s)#[\p{L}\p{N}_]+/gu, "")
    .trim();
  return { headline, text: rest.slice(0, 400).replace(/\s+\S*$/, (tail) => (rest.length > 400 ? "" : tail)) };
}

/** A picture can't be clicked: sentences with an address are left out. */
function withoutLinks(text: string) {
  return text.replace(/https?:\/\/\S+/g, "↗").replace(/[^.!?…\n]*↗[^.!?…\n]*[.!?…]?/g, "");
}
