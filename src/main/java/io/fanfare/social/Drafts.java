package io.fanfare.social;

import io.fanfare.ai.Measure;
import io.fanfare.ai.TextFitting;
import io.fanfare.creative.Creative;
import io.fanfare.creative.Creatives;
import io.fanfare.creative.Platform;
import io.fanfare.kernel.Refused;
import io.fanfare.library.Asset;
import io.fanfare.library.Assets;
import io.fanfare.social.platforms.Publishers;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Composes posts from text, from a creative, or from a creative with other text or media. */
@Component
class Drafts {
    private static final Set<Platform> THREADED =
            EnumSet.of(Platform.NEWSROOM, Platform.TWITTER, Platform.THREADS, Platform.BLUESKY, Platform.MASTODON);

    private final Creatives creatives;
    private final Assets assets;
    private final Publishers publishers;

    Drafts(Creatives creatives, Assets assets, Publishers publishers) {
        this.creatives = creatives;
        this.assets = assets;
        this.publishers = publishers;
    }

    /** The input for a post. */
    record Given(
            @Nullable UUID campaignId,
            @Nullable UUID creativeId,
            @Nullable String text,
            @Nullable String title,
            @Nullable List<UUID> assetIds,
            @Nullable Map<UUID, String> altTexts,
            @Nullable String link) {}

    /** The post for a platform; 400 where it has neither text nor a creative. */
    Draft of(Given given, Platform platform) {
        String text = given.text();
        if (text != null && text.isBlank()) throw Refused.invalid("text", "must not be blank");
        var alt = Objects.requireNonNullElse(given.altTexts(), Map.<UUID, String>of());
        var shown = Objects.requireNonNullElse(given.assetIds(), List.<UUID>of());
        if (given.creativeId() == null) {
            if (text == null) throw Refused.invalid("text", "is required; send text or creativeId");
            return new Draft(new PostDetails(given.title(), text, shown, given.link(), alt).checked(), null, true);
        }
        var creative = creatives
                .find(given.creativeId())
                .filter(found -> !found.archived())
                .filter(found ->
                        given.campaignId() == null || found.campaignId().equals(given.campaignId()))
                .orElseThrow(() -> Refused.invalid("creativeId", "must be the id of a creative of this campaign"));
        var live = live(creative, platform);
        var pictures = shown.isEmpty() ? live.shown() : shown;
        var descriptions = new HashMap<>(live.altTexts());
        descriptions.keySet().retainAll(pictures);
        descriptions.putAll(alt);
        String words = text == null ? live.text() : text;
        if (words.isBlank())
            throw Refused.unprocessable(
                    "creative_without_words", "This creative has no text yet. Write its caption, or send text.");
        var details = new PostDetails(given.title(), words, pictures, given.link(), descriptions).checked();
        return new Draft(details, creative.id(), text != null || !shown.isEmpty() || !alt.isEmpty());
    }

    /** Shortened to the limit of the platform, at the end of a sentence if possible; unchanged if it fits. */
    Draft fitted(Draft draft, Destination destination) {
        var platform = destination.platform();
        var details = draft.details();
        boolean media = !details.assetIds().isEmpty();
        var room = new Measure(
                PlatformChecks.textLimit(platform, destination.limits()),
                text -> platform.length(PostText.of(platform, text, details.link(), media)));
        String text = TextFitting.fit(details.text(), room);
        return text.equals(details.text())
                ? draft
                : new Draft(
                        new PostDetails(details.title(), text, details.assetIds(), details.link(), details.altTexts()),
                        draft.creativeId(),
                        true);
    }

    /** The text and media of a creative for a platform, as they are now. */
    private record Live(String text, List<UUID> shown, Map<UUID, String> altTexts) {}

    private Live live(Creative creative, Platform platform) {
        var shown = taken(platform, creative.shown());
        var alt = new HashMap<>(creative.altTexts());
        alt.keySet().retainAll(shown);
        return new Live(creative.text(platform), shown, alt);
    }

    /** Whether a post equals its creative now. The caller has the gate, so that this stays so. */
    boolean follows(Draft draft, Platform platform) {
        if (draft.creativeId() == null || !draft.onlyTheCreative()) return false;
        var details = draft.details();
        var said = new Live(details.text(), details.assetIds(), details.altTexts());
        return creatives
                .find(draft.creativeId())
                .filter(creative -> !creative.archived())
                .map(creative -> live(creative, platform).equals(said))
                .orElse(false);
    }

    /** The number of posts in the thread of its creative, of which a post publishes the caption only. */
    int thread(Post post) {
        if (post.creativeId() == null || post.ownWords() || !THREADED.contains(post.platform())) return 0;
        return creatives
                .find(post.creativeId())
                .map(creative -> creative.components().thread())
                .map(List::size)
                .orElse(0);
    }

    /** The creative that a post follows, if it has changed since. */
    Optional<Creative> behind(Post post) {
        if (post.creativeId() == null || post.ownWords()) return Optional.empty();
        return creatives.find(post.creativeId()).filter(creative -> renewed(creative, post)
                .filter(details -> !details.equals(post.details()))
                .isPresent());
    }

    /** A post with the present text and media of its creative; empty where the creative has no text left. */
    Optional<PostDetails> renewed(Creative creative, Post post) {
        var live = live(creative, post.platform());
        return live.text().isBlank()
                ? Optional.empty()
                : Optional.of(new PostDetails(post.title(), live.text(), live.shown(), post.link(), live.altTexts()));
    }

    /** The media that the platform accepts; the video where it accepts either. */
    private List<UUID> taken(Platform platform, List<UUID> ids) {
        var rules = publishers.media(platform);
        Map<UUID, Asset> files = assets.list(ids).stream().collect(Collectors.toMap(Asset::id, each -> each));
        var videos = ids.stream()
                .filter(id -> files.containsKey(id) && PlatformChecks.isVideo(Objects.requireNonNull(files.get(id))))
                .toList();
        var others = ids.stream()
                .filter(id -> files.containsKey(id) && !videos.contains(id))
                .toList();
        if (rules.maxVideos() == 0) return others;
        return videos.isEmpty() ? others : videos;
    }
}
