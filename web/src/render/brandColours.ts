import { useQuery } from "@tanstack/react-query";
import { brandsQuery, campaignQuery, useMe } from "@/contract/queries";

/** Of a workspace without colours; the renderer uses the same. */
const standard = ["#0b1f3a", "#ffb703", "#e8eef7"];

/** The colours that the renderer will use: of the campaign's brand, else of the workspace, else the standard ones. */
export function useBrandColours(campaignId: string | null): readonly string[] {
  const { workspace } = useMe();
  const campaign = useQuery({ ...campaignQuery(campaignId ?? ""), enabled: Boolean(campaignId) });
  const key = campaign.data?.brandId;
  const brands = useQuery({ ...brandsQuery, enabled: Boolean(key) });
  const brand = brands.data?.items.find((known) => known.key === key || known.id === key);
  return (
    [brand?.colors, workspace.brand?.colors, standard].find((colours) => colours && colours.length > 0) ?? standard
  );
}
