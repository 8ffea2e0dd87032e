import { TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { ComponentType, ReactNode } from "react";
import type { Platform, Post } from "@/contract/types";
import { PlainText } from "@/ui/PlainText";
import { RichText } from "@/ui/RichText";
import { ThreadText } from "@/ui/ThreadText";
import { Fit } from "./Fit";
import type { useFit } from "./useFit";

export interface PicturesProps {
  value: string[];
  onChange: (assetIds: string[]) => void;
  onCrop: (from: string, to: string) => void;
  readOnly: boolean;
  channel?: string | undefined;
  error?: ReactNode;
}

export function postValues(post?: Post) {
  return {
    title: post?.title ?? "",
    text: post?.text ?? "",
    assetIds: post?.assetIds ?? [],
    altTexts: post?.altTexts ?? ({} as Record<string, string>),
    link: post?.link ?? "",
    thread: post?.thread ?? [],
  };
}

export type PostValues = ReturnType<typeof postValues>;
export type PostForm = UseFormReturnType<ReturnType<typeof postValues>>;

interface WordsProps {
  form: PostForm;
  platforms: Platform[];
  titled: boolean;
  readOnly: boolean;
  fit: ReturnType<typeof useFit>;
}

/** The words of a post. Only the newsroom reads Markdown; elsewhere a text is what it says. */
export function PostWords({ form, platforms, titled, readOnly, fit }: WordsProps) {
  const markdown = platforms.every((platform) => platform === "newsroom");
  const [channel] = platforms;
  const { text, thread } = form.values;
  const setText = (changed: string) => form.setFieldValue("text", changed);
  return (
    <>
      {titled ? (
        <TextInput
          label="Title"
          placeholder="What's new?"
          required={platforms.includes("newsroom")}
          withAsterisk={false}
          readOnly={readOnly}
          size="md"
          {...form.getInputProps("title")}
        />
      ) : null}
      {markdown ? (
        <RichText
          label="Text"
          placeholder="Write your post."
          readOnly={readOnly}
          value={text}
          onChange={setText}
          error={form.errors.text}
        />
      ) : channel && thread.length > 0 ? (
        <ThreadText
          channel={channel}
          parts={[text, ...thread.map((part) => part.text)]}
          readOnly={readOnly}
          onChange={([first = "", ...others]) =>
            form.setValues({
              text: first,
              thread: others.map((part, at) => ({ assetIds: [], altTexts: {}, ...thread[at], text: part })),
            })
          }
        />
      ) : (
        <PlainText
          id="post-text"
          label="Text"
          placeholder="Write the text of this post."
          readOnly={readOnly}
          autosize
          minRows={8}
          size="md"
          value={text}
          onChange={setText}
          error={form.errors.text}
        />
      )}
      {fit.shown ? <Fit verdicts={fit.verdicts} problems={fit.problems} stale={fit.stale} /> : null}
    </>
  );
}

interface BesidesProps {
  form: PostForm;
  channel: Platform;
  readOnly: boolean;
  pictures: ComponentType<PicturesProps>;
}

/** What goes with the words: a picture with its description, and where readers go on. */
export function PostBesides({ form, channel, readOnly, pictures: Pictures }: BesidesProps) {
  const { assetIds, altTexts } = form.values;
  /** A cropped picture keeps its description. */
  const crop = (from: string, to: string) =>
    form.setValues({
      assetIds: assetIds.map((id) => (id === from ? to : id)),
      altTexts: { ...altTexts, [to]: altTexts[to] || (altTexts[from] ?? "") },
    });
  return (
    <>
      <Pictures
        value={assetIds}
        onChange={(next) => form.setFieldValue("assetIds", next)}
        onCrop={crop}
        channel={channel}
        readOnly={readOnly}
        error={form.errors.assetIds}
      />
      {assetIds.map((assetId, at) => (
        <TextInput
          key={assetId}
          label={assetIds.length > 1 ? `Alt text for picture ${at + 1}` : "Alt text"}
          description="Describes the picture for people who can't see it."
          readOnly={readOnly}
          value={altTexts[assetId] ?? ""}
          onChange={(event) => form.setFieldValue("altTexts", { ...altTexts, [assetId]: event.currentTarget.value })}
          error={form.errors.altTexts}
        />
      ))}
      <TextInput
        label="Link"
        description="Where the post links to."
        placeholder="https://"
        type="url"
        readOnly={readOnly}
        {...form.getInputProps("link")}
      />
    </>
  );
}

/** Descriptions of pictures that are still there, and that say something. */
export function described({ assetIds, altTexts }: Pick<ReturnType<typeof postValues>, "assetIds" | "altTexts">) {
  return Object.fromEntries(assetIds.flatMap((id) => (altTexts[id]?.trim() ? [[id, altTexts[id]]] : [])));
}
