import { ImageOff } from "lucide-react";
import classes from "./library.module.css";
import type { Rendition } from "./queries";
import { useObjectUrl } from "./useObjectUrl";

/** A picture of the library, or a video that stands in its place; the bytes come with the token of the person. */
export function Picture({ assetId, alt, rendition }: { assetId: string; alt: string; rendition?: Rendition }) {
  const { url, type, error } = useObjectUrl(assetId, rendition);
  if (error)
    return (
      <span className={classes.missing} role="img" aria-label={alt || "Picture unavailable"}>
        <ImageOff size={18} aria-hidden />
      </span>
    );
  if (url && type?.startsWith("video/"))
    // biome-ignore lint/a11y/useMediaCaption: it is the workspace's own film, as it was given
    return <video className={classes.film} src={url} controls aria-label={alt.replace("Picture", "Video")} />;
  return url ? (
    <img className={classes.picture} src={url} alt={alt} />
  ) : (
    <span className={classes.missing} aria-hidden />
  );
}

/** The picture as small as a list needs it. */
export function Thumbnail({ assetId, alt }: { assetId: string; alt: string }) {
  return <Picture assetId={assetId} alt={alt} rendition="thumb" />;
}
