import { ImageOff } from "lucide-react";
import classes from "./library.module.css";
import type { Rendition } from "./queries";
import { useObjectUrl } from "./useObjectUrl";

/** A picture of the library; its bytes are for signed-in people, so they come with the token. */
export function Picture({ assetId, alt, rendition }: { assetId: string; alt: string; rendition?: Rendition }) {
  const { url, error } = useObjectUrl(assetId, rendition);
  if (error)
    return (
      <span className={classes.missing} role="img" aria-label={alt || "Picture unavailable"}>
        <ImageOff size={18} aria-hidden />
      </span>
    );
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
