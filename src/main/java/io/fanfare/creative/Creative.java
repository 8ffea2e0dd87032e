package io.fanfare.creative;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.fanfare.ai.Writer;
import io.fanfare.campaign.LinkTags;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Versions;
import io.fanfare.library.Asset;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The text, image or video of a campaign for one channel. {@code text} joins the components as they read in a post; {@code
 * length} and {@code limit} count as the platform does. {@code channels} holds the components that a channel has of its own;
 * all others are the shared ones. {@code writers} names the writer of each component, {@code
 * strategyVersion} the strategy it was written for. {@code version} counts every change, {@code revision} changes of the
 * components.
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
        Map<Platform, Components> channels,
        Map<String, String> writers,
        int revision,
        int version,
        @Nullable UUID strategyId,
        @Nullable Integer strategyVersion,
        String digest,
        @JsonIgnore boolean archived,
        @Nullable UUID createdBy,
        Instant createdAt,
        Instant updatedAt) {
    static final String KIND = "creative";

    /** What the creative is published as. */
    public enum Kind {
        TEXT,
        IMAGE,
        VIDEO,
        EMAIL
    }

    /** {@code ai}: all components are written; {@code manual}: stored as sent; {@code hybrid}: missing components are written. */
    public enum Mode {
        AI,
        MANUAL,
        HYBRID
    }

    /** Its status. */
    enum Status {
        DRAFT,
        ARCHIVED
    }

    /** An attached file; its hash is part of what an approval covers. */
    record AttachedFile(UUID assetId, String component, String name, String mimeType, String fileHash) {}

    /** A creative in responses. */
    record Answer(
            UUID id,
            UUID campaignId,
            String name,
            Kind kind,
            @Nullable Platform platform,
            Mode mode,
            @Nullable String brief,
            @Nullable UUID blogPostId,
            Components components,
            Map<Platform, Components> channels,
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
            List<AttachedFile> assets,
            String digest,
            Instant createdAt,
            @Nullable UUID createdBy,
            Instant updatedAt,
            List<String> can) {}

    Answer answer(List<AttachedFile> assets, List<String> can) {
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
                channels,
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

    /** Its writers, separated by commas. */
    String writer() {
        var names = writers.values().stream().distinct().sorted().collect(Collectors.joining(", "));
        return names.isEmpty() ? "person" : names;
    }

    /** Its channel: the platform, {@code email}, or {@code any}. */
    String channel() {
        return kind == Kind.EMAIL ? "email" : platform == null ? "any" : platform.word();
    }

    List<String> moves() {
        return archived
                ? List.of("restoreCreative")
                : List.of(
                        "changeCreative",
                        "regenerateCreative",
                        "attachCreativeAsset",
                        "restoreCreativeRevision",
                        "archiveCreative");
    }

    void requireKept() {
        if (archived) throw Refused.conflict("creative_archived", "This draft is archived. Restore it first.");
    }

    /** 409 if the client has read an older version. */
    void requireVersion(@Nullable Integer seen) {
        Versions.expect(seen, version, "creative");
    }

    Subject subject() {
        return new Subject(KIND, id, name, campaignId);
    }

    /** Whether a channel has components of its own. */
    public boolean hasOwn(Platform on) {
        var own = channels.get(on);
        return own != null && !own.asMap().isEmpty();
    }

    /** The components for a platform: its own ones, and the shared ones for the rest. */
    public Components components(Platform on) {
        var own = channels.get(on);
        if (own == null || own.asMap().isEmpty()) return components;
        return components.seenWith(own);
    }

    /** All text of all channels, for word searches. */
    String allWords() {
        return Stream.concat(Stream.of(components), channels.values().stream())
                .map(Components::allWords)
                .collect(Collectors.joining("\n"));
    }

    boolean hasLinks() {
        return allWords().contains("://");
    }

    /** The files of all channels. */
    Set<UUID> allAssetIds() {
        return Stream.concat(Stream.of(components), channels.values().stream())
                .flatMap(each -> each.assetIds().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Its text as one post of a platform, with as many hashtags as the platform allows. */
    public String text(Platform on) {
        var components = components(on);
        // The newsroom shows no hashtags.
        List<String> tags =
                on == Platform.NEWSROOM ? List.of() : Objects.requireNonNullElse(components.hashtags(), List.of());
        int most = on.hashtagLimit() == 0 ? tags.size() : Math.min(tags.size(), on.hashtagLimit());
        return Writer.Post.composed(components.caption(), components.cta(), tags.subList(0, most));
    }

    /** The alternative texts of its image and video on a platform. */
    public Map<UUID, String> altTexts(Platform on) {
        var components = components(on);
        return Stream.of(Optional.ofNullable(components.image()), Optional.ofNullable(components.video()))
                .flatMap(Optional::stream)
                .filter(media -> media.altText() != null && !media.altText().isBlank())
                .collect(Collectors.toMap(
                        Components.Media::assetId, media -> String.valueOf(media.altText()), (one, other) -> one));
    }

    /** The files of its image and video on a platform. */
    public List<UUID> assetIds(Platform on) {
        var components = components(on);
        return Stream.of(Optional.ofNullable(components.image()), Optional.ofNullable(components.video()))
                .flatMap(Optional::stream)
                .map(Components.Media::assetId)
                .distinct()
                .toList();
    }

    /**
     * What an approval covers: its shared components, the bytes of their files, and the tags that its links get. Own components of a channel are approved with
     * the posts of that channel.
     */
    static Map<String, Object> facts(
            Kind kind,
            @Nullable Platform platform,
            Components components,
            List<Asset> assets,
            @Nullable LinkTags links) {
        var hashes = new TreeMap<String, String>();
        assets.forEach(asset -> hashes.put(asset.id().toString(), asset.fileHash()));
        var what = new HashMap<String, Object>();
        what.put("kind", kind);
        what.put("platform", platform == null ? "" : platform.word());
        what.put("components", components.asMap());
        what.put("assets", hashes);
        if (links != null) what.put("linkTags", links);
        return what;
    }
}
