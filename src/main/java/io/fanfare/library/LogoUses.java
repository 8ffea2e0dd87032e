package io.fanfare.library;

import io.fanfare.identity.Brands;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Files that are the logo of a brand; answered here because identity comes before the library. */
@Component
class LogoUses implements AssetUses {
    private final Brands brands;

    LogoUses(Brands brands) {
        this.brands = brands;
    }

    @Override
    public List<Use> uses(Collection<UUID> assetIds) {
        return brands.withLogo(assetIds).stream()
                .flatMap(brand -> Stream.ofNullable(brand.logoAssetId())
                        .map(logo -> new Use(logo, "brand", brand.id(), brand.name(), null)))
                .toList();
    }
}
