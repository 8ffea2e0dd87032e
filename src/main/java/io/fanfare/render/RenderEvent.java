package io.fanfare.render;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of a job, told in the transaction that says so. */
public sealed interface RenderEvent {
    RenderJob job();

    /** Its file is in the library. */
    record Published(RenderJob job, UUID assetId, @Nullable UUID posterAssetId) implements RenderEvent {}

    /** It failed; somebody may try it again. */
    record Failed(RenderJob job) implements RenderEvent {}
}
