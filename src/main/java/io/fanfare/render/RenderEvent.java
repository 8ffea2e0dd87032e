package io.fanfare.render;

import java.util.UUID;

/** The end of a job, published in its transaction. */
public sealed interface RenderEvent {
    RenderJob job();

    /** Its file is in the library. */
    record Published(RenderJob job, UUID assetId) implements RenderEvent {}

    /** It failed and can be retried. */
    record Failed(RenderJob job) implements RenderEvent {}
}
