import { AssetPicker } from "@/library/AssetPicker";
import { Film } from "@/library/Film";
import { Picture, Thumbnail } from "@/library/Picture";
import type { StudioParts, StudioProps } from "@/render/Studio";
import { StudioDrawer as Drawer } from "@/render/StudioDrawer";

export const studioParts: StudioParts = { thumb: Thumbnail, picture: Preview, film: Film, picker: AssetPicker };

/** The Studio in a drawer, for items; `onPicked` gets the files to add. */
export function StudioDrawer(props: StudioProps & { close: () => void }) {
  return <Drawer {...props} parts={studioParts} />;
}

function Preview({ assetId, alt }: { assetId: string; alt: string }) {
  return <Picture assetId={assetId} alt={alt} rendition="preview" />;
}
