import { Film } from "@/library/Film";
import { Picture, Thumbnail } from "@/library/Picture";
import { RenderMonitor } from "@/render/RenderMonitor";

export function Renders() {
  return <RenderMonitor thumb={Thumbnail} picture={Preview} film={Film} />;
}

function Preview({ assetId, alt }: { assetId: string; alt: string }) {
  return <Picture assetId={assetId} alt={alt} rendition="preview" />;
}
