import { FileText, Film, ImageOff, type LucideIcon } from "lucide-react";
import type { Asset } from "@/contract/types";
import classes from "./library.module.css";
import { Thumbnail } from "./Picture";

/** What a file looks like in a list: its picture, a frame of its film, or a sign for its kind. */
export function AssetFace({ asset }: { asset: Asset }) {
  if (asset.thumbnailUrl) return <Thumbnail assetId={asset.id} alt="" />;
  const icons: Partial<Record<Asset["assetType"], LucideIcon>> = { video: Film, image: ImageOff };
  const Icon = icons[asset.assetType] ?? FileText;
  return (
    <span className={classes.missing} aria-hidden>
      <Icon size={22} />
    </span>
  );
}

/** `PNG`, `MP4`: tells a film from its still and its captions where they share a name. */
export function formOf({ assetName }: Asset) {
  return /\.(\w{1,4})$/.exec(assetName)?.[1]?.toUpperCase() ?? "";
}

export function measures({ width, height, duration }: Asset) {
  const size = width && height ? `${width} × ${height}` : "";
  const time = duration ? `${duration.toLocaleString("en", { maximumFractionDigits: 1 })} s` : "";
  return [size, time].filter(Boolean).join(" · ");
}
