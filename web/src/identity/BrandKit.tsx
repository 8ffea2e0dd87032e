import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { may } from "@/contract/permissions";
import { brandsQuery, useMe } from "@/contract/queries";
import { BoneRows, Loaded, Notice } from "@/ui/States";
import { BrandKitForm } from "./BrandKitForm";
import { Brands } from "./Brands";

export type LogoPicture = (assetId: string, alt: string) => ReactNode;

/** The look and voice of the workspace, in one place; and its other brands. */
export function BrandKit({ picture }: { picture: LogoPicture }) {
  const canEdit = may(useMe(), "brand.write");
  const brands = useQuery(brandsQuery);
  return (
    <Loaded query={brands} skeleton={<BoneRows count={5} />}>
      {({ items }) => {
        const brand = items.find(({ isDefault }) => isDefault);
        return (
          <>
            {canEdit ? null : <Notice tone="info">Owners, admins and managers can change the brand kit.</Notice>}
            {brand ? <BrandKitForm key={brand.id} brand={brand} readOnly={!canEdit} picture={picture} /> : null}
            <Brands />
          </>
        );
      }}
    </Loaded>
  );
}
