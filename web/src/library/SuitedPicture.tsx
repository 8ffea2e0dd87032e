import { useQuery } from "@tanstack/react-query";
import { pictureRatioOf } from "@/ui/lengths";
import { Picture } from "./Picture";
import { assetQuery, assetsQuery } from "./queries";

/** A picture in the size that a platform shows best, if it was made in several: the one that is published there. */
export function SuitedPicture({ assetId, alt, platform }: { assetId: string; alt: string; platform: string }) {
  return <Picture assetId={useSuited(assetId, platform)} alt={alt} rendition="thumb" />;
}

/** The file that a platform publishes; a cropped one is published as it is. */
export function useSuited(assetId: string, platform: string | undefined) {
  const others = useQuery({ ...assetsQuery({ variantOf: assetId, limit: 30 }), enabled: platform !== undefined });
  const made = (others.data?.items ?? []).filter(({ crop }) => !crop);
  const first = useQuery({ ...assetQuery(assetId), enabled: made.length > 0 });
  if (!platform || made.length === 0 || !first.data) return assetId;
  const distance = ({ width, height }: { width?: number | null; height?: number | null }) =>
    width && height ? Math.abs(Math.log(width / height / pictureRatioOf(platform))) : Number.POSITIVE_INFINITY;
  const best = [first.data, ...made].toSorted((one, other) => distance(one) - distance(other))[0];
  return best?.id ?? assetId;
}
