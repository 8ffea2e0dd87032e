package io.fanfare.render;

import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Texts;
import io.fanfare.render.providers.LocalProvider;
import io.fanfare.render.providers.Order;
import io.fanfare.render.providers.RemoteStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job that renders a picture or video: {@code queued → running → published | failed | cancelled}. */
public record RenderJob(
        UUID id,
        UUID campaignId,
        @Nullable UUID creativeId,
        Order.Type type,
        String provider,
        @Nullable String model,
        RenderParams params,
        State state,
        boolean autoSubmit,
        boolean handedIn,
        Instant dueAt,
        int fence,
        @Nullable Instant claimedUntil,
        @Nullable Instant submittingAt,
        @Nullable String submission,
        @Nullable String providerJobId,
        int looks,
        @Nullable Instant polledAt,
        RemoteStatus.@Nullable Outcome outcome,
        int currentStep,
        int totalSteps,
        @Nullable Integer estimatedTime,
        @Nullable String hash,
        int regenerationCount,
        @Nullable UUID primaryAsset,
        List<UUID> variantAssets,
        @Nullable UUID posterAsset,
        List<String> renditions,
        @Nullable Failure error,
        int troubles,
        int retryCount,
        int maxRetries,
        UUID createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        int version) {

    /** The last three are final, but a failed job can be retried. */
    public enum State {
        QUEUED,
        RUNNING,
        PUBLISHED,
        FAILED,
        CANCELLED;

        boolean isOver() {
            return this != QUEUED && this != RUNNING;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why a job failed. */
    public record Failure(String code, String message, Map<String, @Nullable Object> details) {}

    /** What its picture shows, for people who can't see it: as requested, or the words that were drawn. */
    public @Nullable String altText() {
        return isLocal() ? AltText.of(params) : params.altText();
    }

    boolean isLocal() {
        return provider.equals(LocalProvider.NAME);
    }

    List<String> moves() {
        var moves = new ArrayList<String>();
        if (state == State.QUEUED && !handedIn) moves.add("submitRenderJob");
        if (!state.isOver()) moves.add("cancelRenderJob");
        if (state == State.FAILED && retryCount < maxRetries) moves.add("retryRenderJob");
        return moves;
    }

    String title() {
        String headline = params.headline();
        String words = headline != null && !headline.isBlank()
                ? headline
                : params.scenes().isEmpty()
                        ? "Untitled " + type.word()
                        : params.scenes().getFirst();
        return words.length() > 120 ? Texts.cut(words, 119) + "…" : words;
    }

    Refused over() {
        return Refused.conflict("render_job_over", "This job is " + state.word() + " and can no longer be changed.");
    }
}
