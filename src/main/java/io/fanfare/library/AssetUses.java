package io.fanfare.library;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The current uses of files; each room that refers to files implements it for its own items. */
public interface AssetUses {
    List<Use> uses(Collection<UUID> assetIds);

    /** A use of the file: by a post, a creative or a brand. */
    record Use(
            UUID assetId,
            String kind,
            UUID id,
            String title,
            @Nullable UUID campaignId) {}
}
