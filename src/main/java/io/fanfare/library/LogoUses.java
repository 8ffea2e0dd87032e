package io.fanfare.library;

import io.fanfare.identity.Brands;
import io.fanfare.identity.Workspaces;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Files that are the logo of the workspace or a brand; answered here because identity comes before the library. */
@Component
class LogoUses implements AssetUses {
    private final Brands brands;
    private final Workspaces workspaces;

    LogoUses(Brands brands, Workspaces workspaces) {
        this.brands = brands;
        this.workspaces = workspaces;
    }

    @Override
    public List<Use> uses(Collection<UUID> assetIds) {
        var uses = new ArrayList<Use>();
        var workspace = workspaces.current();
        UUID logo = workspace.brand().logoAssetId();
        if (logo != null && assetIds.contains(logo))
            uses.add(new Use(logo, "workspace", workspace.id(), workspace.name(), null));
        for (var brand : brands.withLogo(assetIds))
            if (brand.logoAssetId() != null)
                uses.add(new Use(brand.logoAssetId(), "brand", brand.id(), brand.name(), null));
        return uses;
    }
}
