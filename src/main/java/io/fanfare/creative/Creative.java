package io.fanfare.creative;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fanfare.ai.Writer;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.library.Asset;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that a campaign says or shows. {@code text} is how its components read as one post, {@code length} and {@code
 * limit} as its platform counts them; {@code writers} says of each component who wrote it, {@code strategyVersion} under
 * which strategy. {@code version} counts every change, {@code revision} those of the components.
 */
public record Creative(
        UUID id,
        UUID campaignId,
        String name,
        Kind kind,
        @Nullable Platform platform,
        Mode mode,
        @Nullable String brief,
        @Nullable UUID blogPostId,
        Components components,
        Map<String, String> writers,
        int revision,
        int version,
        @Nullable UUID strategyId,
        @Nullable Integer strategyVersion,
        String digest,
        @JsonIgnore boolean archived,
        @Nullable UUID createdBy,
        Instant createdAt,
        Instant updatedAt,
        List<Attached> attached,
        List<String> permitted) {
    static final String KIND = "creative";

    /** What it is in the end. */
    public enum Kind {
        TEXT,
        IMAGE,
        VIDEO,
        EMAIL
    }

    /** {@code ai}: written for you; {@code manual}: as you sent it; {@code hybrid}: what you did not send is written. */
    public enum Mode {
        AI,
        MANUAL,
        HYBRID
    }

    /** Where it stands. */
    public enum Status {
        DRAFT,
        ARCHIVED
    }

    /** A file that belongs to it; its hash is part of what is approved. */
    public record Attached(UUID assetId, String component, String name, String mimeType, String fileHash) {}

    /** As it is answered. */
    public record Answer(
            UUID id,
            UUID campaignId,
            String name,
            Kind kind,
            @Nullable Platform platform,
            Mode mode,
            @Nullable String brief,
            @Nullable UUID blogPostId,
            Components components,
            String text,
            @Nullable Integer length,
            @Nullable Integer limit,
            int revision,
            int version,
            @Nullable UUID strategyId,
            @Nullable Integer strategyVersion,
            String writer,
            Map<String, String> writers,
            Status status,
            List<Attached> assets,
            String digest,
            Instant createdAt,
            @Nullable UUID createdBy,
            Instant updatedAt,
            List<String> can) {}

    Answer answer(List<Attached> assets, List<String> can) {
        String text = components.text();
        return new Answer(
                id,
                campaignId,
                name,
                kind,
                platform,
                mode,
                brief,
                blogPostId,
                components,
                text,
                platform == null ? null : platform.length(text),
                platform == null ? null : platform.limit(),
                revision,
                version,
                strategyId,
                strategyVersion,
                writer(),
                writers,
                archived ? Status.ARCHIVED : Status.DRAFT,
                assets,
                digest,
                createdAt,
                createdBy,
                updatedAt,
                can);
    }

    /** Who wrote it; several where several did. */
    String writer() {
        var names = writers.values().stream().distinct().sorted().collect(Collectors.joining(", "));
        return names.isEmpty() ? "person" : names;
    }

    /** The channel that it is for: its platform, {@code email}, or {@code any}. */
    String channel() {
        return kind == Kind.EMAIL ? "email" : platform == null ? "any" : platform.word();
    }

    List<String> moves() {
        return archived
                ? List.of()
                : List.of(
                        "changeCreative",
                        "regenerateCreative",
                        "attachCreativeAsset",
                        "restoreCreativeRevision",
                        "archiveCreative");
    }

    void requireKept() {
        if (archived)
            throw Refused.conflict("creative_archived", "This creative is archived; make a new one of its words.");
    }

    Subject subject() {
        return new Subject(KIND, id, name, campaignId);
    }

    /** Its words as one post of a platform; hashtags as far as the platform takes them. */
    public String text(Platform on) {
        List<String> tags = Objects.requireNonNullElse(components.hashtags(), List.of());
        int most = on.hashtagLimit() == 0 ? tags.size() : Math.min(tags.size(), on.hashtagLimit());
        return Writer.Post.composed(components.caption(), components.cta(), tags.subList(0, most));
    }

    /** What its picture and its video show, for those who don't see them. */
    public Map<UUID, String> altTexts() {
        return Stream.of(Optional.ofNullable(components.image()), Optional.ofNullable(components.video()))
                .flatMap(Optional::stream)
                .filter(media -> media.altText() != null && !media.altText().isBlank())
                .collect(Collectors.toMap(
                        Components.Media::assetId, media -> String.valueOf(media.altText()), (one, other) -> one));
    }

    /** What it shows: its picture and its video. */
    public List<UUID> shown() {
        return Stream.of(Optional.ofNullable(components.image()), Optional.ofNullable(components.video()))
                .flatMap(Optional::stream)
                .map(Components.Media::assetId)
                .distinct()
                .toList();
    }

    /** What an approval of it is about: its words, and the bytes of what belongs to it. */
    static String digest(Kind kind, @Nullable Platform platform, Components components, List<Asset> assets) {
        var hashes = new TreeMap<String, String>();
        assets.forEach(asset -> hashes.put(asset.id().toString(), asset.fileHash()));
        var what = new HashMap<String, Object>();
        what.put("kind", kind);
        what.put("platform", platform == null ? "" : platform.word());
        what.put("components", components.asMap());
        what.put("assets", hashes);
        return Json.digest(what);
    }
}
