import { useState } from "react";
import type { GuestItem } from "@/contract/types";
import { humanise } from "@/ui/format";
import { MailFrame } from "@/ui/MailFrame";
import { AuthorCard } from "@/ui/PlatformCard";
import { WholeText } from "@/ui/PlatformText";
import classes from "./guest.module.css";

type Preview = NonNullable<GuestItem["preview"]>;

/** A post in the shape of its network, an e-mail as a page, anything else as its words. */
export function GuestPreview({ preview, brand }: { preview: Preview; brand: string }) {
  const { channel, to, components, files, html } = preview;
  const { text, title, link, altText } = components;
  if (html)
    return (
      <>
        <dl className={classes.words}>
          {Object.entries(components).map(([name, value]) => (
            <div key={name}>
              <dt>{humanise(name)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <MailFrame html={html} title="E-mail" minHeight={160} />
      </>
    );
  const media = files.map(({ id, url }) => <File key={id} url={url} alt={altText ?? "Picture"} />);
  if (channel && text !== undefined) {
    const parts = Object.keys(components).filter((name) => name.startsWith("part_"));
    const author = channel === "newsroom" ? brand : (to ?? brand);
    return (
      <WholeText value={true}>
        <AuthorCard
          platform={channel}
          author={{ name: author, slug: author.replace(/^@/, "") }}
          text={text}
          title={channel === "newsroom" ? title : undefined}
          thread={parts.length > 0 ? [text, ...parts.map((name) => components[name] ?? "")] : undefined}
          link={link}
          media={media[0]}
        />
        {media.length > 1 ? <div className={classes.files}>{media.slice(1)}</div> : null}
      </WholeText>
    );
  }
  return (
    <>
      {media.length > 0 ? <div className={classes.files}>{media}</div> : null}
      <dl className={classes.words}>
        {Object.entries(components).map(([name, value]) => (
          <div key={name}>
            <dt>{humanise(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** A picture; what is none is a video. */
function File({ url, alt }: { url: string; alt: string }) {
  const [video, setVideo] = useState(false);
  return video ? (
    // biome-ignore lint/a11y/useMediaCaption: the words of the video are in the text of the item
    <video className={classes.file} src={url} controls preload="metadata" aria-label={alt} />
  ) : (
    <img className={classes.file} src={url} alt={alt} onError={() => setVideo(true)} />
  );
}
