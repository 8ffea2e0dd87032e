import { Thumbnail } from "@/library/Picture";
import { StartFlow } from "@/start/StartFlow";

export function StartPage() {
  return <StartFlow picture={(assetId, alt) => <Thumbnail assetId={assetId} alt={alt} />} />;
}
