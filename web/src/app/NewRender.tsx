import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { creativeQuery } from "@/creative/queries";
import { AssetPicker } from "@/library/AssetPicker";
import { Thumbnail } from "@/library/Picture";
import { NewRender as Form } from "@/render/NewRender";
import { withoutPlatform } from "@/ui/platforms";
import { BoneRows, Loaded } from "@/ui/States";

const route = getRouteApi("/shell/renders/new");

export function NewRender() {
  const { campaignId, creativeId } = route.useSearch();
  const creative = useQuery({
    ...creativeQuery(campaignId ?? "", creativeId ?? ""),
    enabled: Boolean(campaignId && creativeId),
  });
  const parts = { campaignId, creativeId, thumb: Thumbnail, picker: AssetPicker };
  if (!campaignId || !creativeId) return <Form {...parts} words={{ headline: "", text: "" }} />;
  return (
    <Loaded query={creative} skeleton={<BoneRows count={6} />}>
      {({ name, components: { caption, cta } }) => {
        const headline = withoutPlatform(name);
        const line = caption?.split("\n").find((said) => said.trim() && said.trim() !== headline);
        return <Form {...parts} words={{ headline, text: line ?? cta ?? "" }} />;
      }}
    </Loaded>
  );
}
