package io.fanfare.render;

import java.util.UUID;

/** The end of a job; published in its transaction. */
public sealed interface RenderEvent {
    RenderJob job();

    record Published(RenderJob job, UUID assetId) implements RenderEvent {}

    record Failed(RenderJob job) implements RenderEvent {}
}
