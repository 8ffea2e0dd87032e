import { Bone } from "@/ui/States";
import classes from "./library.module.css";
import { useObjectUrl } from "./useObjectUrl";

export function Film({ assetId, label }: { assetId: string; label: string }) {
  const { url } = useObjectUrl(assetId);
  // biome-ignore lint/a11y/useMediaCaption: it is the workspace's own film, as it was given
  return url ? <video className={classes.film} src={url} controls aria-label={label} /> : <Bone height={240} />;
}
