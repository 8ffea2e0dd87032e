import { useQuery } from "@tanstack/react-query";
import type { Platform } from "@/contract/types";
import { pictureRatioOf } from "@/ui/lengths";
import { Picture } from "./Picture";
import { assetQuery, assetsQuery } from "./queries";

/** A picture in the size that a platform shows best, if it was made in several: the one that is published there. */
export function SuitedPicture({ assetId, alt, platform }: { assetId: string; alt: string; platform: Platform }) {
  const others = useQuery(assetsQuery({ variantOf: assetId, limit: 30 }));
  const first = useQuery({ ...assetQuery(assetId), enabled: (others.data?.items.length ?? 0) > 0 });
  const sizes = [...(first.data ? [first.data] : []), ...(others.data?.items ?? [])];
  const distance = ({ width, height }: { width?: number | null; height?: number | null }) =>
    width && height ? Math.abs(Math.log(width / height / pictureRatioOf(platform))) : Number.POSITIVE_INFINITY;
  const best = sizes.toSorted((one, other) => distance(one) - distance(other))[0];
  return <Picture assetId={best?.id ?? assetId} alt={alt} rendition="thumb" />;
}
