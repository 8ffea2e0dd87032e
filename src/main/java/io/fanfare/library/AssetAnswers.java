package io.fanfare.library;

import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Operations;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Completes an asset for a response: its addresses and the permitted operations. */
@Component
class AssetAnswers {
    private static final List<String> ON_SHELF = List.of("changeAsset", "deleteAsset", "reuseAsset");
    private static final List<String> IN_BIN = List.of("changeAsset", "deleteAsset");

    private final BaseUrl base;
    private final Operations operations;

    AssetAnswers(BaseUrl base, Operations operations) {
        this.base = base;
        this.operations = operations;
    }

    Asset of(Asset asset) {
        return asset.at(
                base.ofRequest(),
                Current.get().workspace(),
                operations.permitted(asset.deletedAt() == null ? ON_SHELF : IN_BIN));
    }

    String address(UUID id) {
        return base.ofRequest() + Asset.address(id);
    }
}
