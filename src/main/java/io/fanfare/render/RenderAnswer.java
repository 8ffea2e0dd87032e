package io.fanfare.render;

import io.fanfare.render.providers.Order;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A render job. Read {@code outputUrls} with the same token as this request; {@code estimatedTime} is the seconds
 * that are left, {@code regenerationCount} how often the creative had one of this kind before.
 */
record RenderAnswer(
        UUID id,
        UUID campaignId,
        @Nullable UUID creativeId,
        Order.Type type,
        String provider,
        @Nullable String model,
        RenderParams params,
        RenderJob.State status,
        boolean autoSubmit,
        @Nullable String providerJobId,
        Metadata metadata,
        Progress progress,
        OutputUrls outputUrls,
        OutputAssets outputAssets,
        RenderJob.@Nullable Failure error,
        List<RenderStore.LogLine> logs,
        int retryCount,
        int maxRetries,
        UUID createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        int version,
        List<String> can) {

    private static final String POSTER = "poster";

    /** {@code hash} is the SHA-256 of the primary file. */
    record Metadata(@Nullable String hash, @Nullable String model, int regenerationCount) {}

    /** The progress of a job. */
    record Progress(
            int currentStep, int totalSteps, @Nullable Integer estimatedTime) {}

    /** The addresses of the files. */
    record OutputUrls(
            @Nullable String primary,
            List<String> variants,
            @Nullable String posterFrame) {}

    /** The same files by their ids in the library. */
    record OutputAssets(
            @Nullable UUID primary,
            List<UUID> variants,
            @Nullable UUID posterFrame) {}

    static RenderAnswer of(
            RenderJob job, List<RenderStore.LogLine> logs, List<String> can, Function<UUID, String> address) {
        return new RenderAnswer(
                job.id(),
                job.campaignId(),
                job.creativeId(),
                job.type(),
                job.provider(),
                job.model(),
                job.params(),
                job.state(),
                job.autoSubmit(),
                job.providerJobId(),
                new Metadata(job.hash(), job.model(), job.regenerationCount()),
                new Progress(job.currentStep(), job.totalSteps(), job.estimatedTime()),
                new OutputUrls(
                        job.primaryAsset() == null ? null : address.apply(job.primaryAsset()),
                        variants(job, address),
                        poster(job, address)),
                new OutputAssets(job.primaryAsset(), job.variantAssets(), job.posterAsset()),
                job.error(),
                logs,
                job.retryCount(),
                job.maxRetries(),
                job.createdBy(),
                job.createdAt(),
                job.startedAt(),
                job.completedAt(),
                job.version(),
                can);
    }

    /** Further files of a service, and the other formats of the file itself. */
    private static List<String> variants(RenderJob job, Function<UUID, String> address) {
        return Stream.concat(
                        job.variantAssets().stream().map(address),
                        job.renditions().stream()
                                .filter(name -> !name.equals(POSTER))
                                .map(name -> rendition(job, name, address)))
                .toList();
    }

    /** Jobs of earlier versions have a separate asset for it. */
    private static @Nullable String poster(RenderJob job, Function<UUID, String> address) {
        if (job.posterAsset() != null) return address.apply(job.posterAsset());
        return job.renditions().contains(POSTER) ? rendition(job, POSTER, address) : null;
    }

    private static String rendition(RenderJob job, String name, Function<UUID, String> address) {
        return address.apply(Objects.requireNonNull(job.primaryAsset())) + "?rendition=" + name;
    }
}
