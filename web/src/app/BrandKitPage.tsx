import { BrandKit } from "@/identity/BrandKit";
import { Thumbnail } from "@/library/Picture";
import { Page } from "@/ui/Page";

export function BrandKitPage() {
  return (
    <Page title="Brand kit" lead="How your pictures, e-mails and newsroom look and sound.">
      <BrandKit picture={(assetId, alt) => <Thumbnail assetId={assetId} alt={alt} />} />
    </Page>
  );
}
