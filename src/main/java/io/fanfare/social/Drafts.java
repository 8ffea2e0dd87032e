package io.fanfare.social;

import io.fanfare.ai.Measure;
import io.fanfare.ai.TextFitting;
import io.fanfare.approval.Item;
import io.fanfare.campaign.LinkTagging;
import io.fanfare.campaign.LinkTagsEvent;
import io.fanfare.creative.Creative;
import io.fanfare.creative.Creatives;
import io.fanfare.creative.Platform;
import io.fanfare.kernel.Refused;
import io.fanfare.library.Asset;
import io.fanfare.library.Assets;
import io.fanfare.social.platforms.Publishers;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Composes posts from text, from a creative, or from a creative with other text or media. */
@Component
class Drafts {
    private static final Set<Platform> ONE_POST = EnumSet.of(Platform.NEWSROOM, Platform.THREADS);

    private static final int MOST_DRAFTS = 200;

    private final Creatives creatives;
    private final Assets assets;
    private final Publishers publishers;
    private final LinkTagging links;

    Drafts(Creatives creatives, Assets assets, Publishers publishers, LinkTagging links) {
        this.creatives = creatives;
        this.assets = assets;
        this.publishers = publishers;
        this.links = links;
    }

    /** The input for a post. */
    record Input(
            @Nullable UUID campaignId,
            @Nullable UUID creativeId,
            @Nullable String text,
            @Nullable String title,
            @Nullable List<UUID> assetIds,
            @Nullable Map<UUID, String> altTexts,
            @Nullable String link,
            @Nullable List<ThreadPart> thread) {}

    /** The post for a platform; 400 if there is neither a text nor a creative. */
    Draft of(Input input, Platform platform) {
        String text = input.text();
        if (text != null && text.isBlank()) throw Refused.invalid("text", "must not be blank");
        var alt = Objects.requireNonNullElse(input.altTexts(), Map.<UUID, String>of());
        var media = Objects.requireNonNullElse(input.assetIds(), List.<UUID>of());
        if (input.creativeId() == null) {
            if (text == null) throw Refused.invalid("text", "is required; send text or creativeId");
            var thread = Objects.requireNonNullElse(input.thread(), List.<ThreadPart>of());
            var own = new PostDetails(input.title(), text, media, input.link(), alt, thread).checked();
            return new Draft(tagged(own, input.campaignId(), platform, null), null, true);
        }
        var creative = creatives
                .find(input.creativeId())
                .filter(found -> !found.archived())
                .filter(found ->
                        input.campaignId() == null || found.campaignId().equals(input.campaignId()))
                .orElseThrow(() -> Refused.invalid("creativeId", "must be the id of a creative of this campaign"));
        var live = live(creative, platform);
        var pictures = media.isEmpty() ? live.media() : media;
        var descriptions = new HashMap<>(live.altTexts());
        descriptions.keySet().retainAll(pictures);
        descriptions.putAll(alt);
        String words = text == null ? live.text() : text;
        if (words.isBlank())
            throw Refused.unprocessable(
                    "creative_without_words", "This draft has no text yet. Write its caption, or send text.");
        // Another text is not the beginning of the creative's thread.
        var following = text == null ? live.thread() : List.<ThreadPart>of();
        var thread = Objects.requireNonNullElse(input.thread(), following);
        var details = new PostDetails(input.title(), words, pictures, input.link(), descriptions, thread).checked();
        boolean own = text != null || !media.isEmpty() || !alt.isEmpty() || input.thread() != null;
        return new Draft(tagged(details, creative.campaignId(), platform, creative), creative.id(), own);
    }

    /** With the tags of its campaign on its links. */
    private PostDetails tagged(
            PostDetails details, @Nullable UUID campaign, Platform platform, @Nullable Creative creative) {
        return campaign == null
                ? details
                : details.tagged(links.of(campaign).on(platform.word(), item(details, creative)), platform);
    }

    private static String item(PostDetails details, @Nullable Creative creative) {
        return creative == null ? Objects.requireNonNullElse(details.title(), "") : creative.name();
    }

    /** Content of its own with the tags of its campaign. */
    PostDetails tagged(PostDetails details, Post post) {
        return tagged(
                details, post.campaignId(), post.platform(), creative(post).orElse(null));
    }

    private Optional<Creative> creative(Post post) {
        return post.creativeId() == null ? Optional.empty() : creatives.find(post.creativeId());
    }

    /** The post with other tags: taken from its creative again, or in its own text. */
    Optional<PostDetails> retagged(Post post, LinkTagsEvent event) {
        var creative = creative(post);
        if (creative.isPresent() && !post.ownWords()) return renewed(creative.get(), post);
        String item = item(post.details(), creative.orElse(null));
        String channel = post.platform().word();
        return Optional.of(post.details()
                .untagged(event.before().on(channel, item))
                .tagged(event.after().on(channel, item), post.platform()));
    }

    /** The post of a campaign as it is copied to another one. */
    PostDetails copied(Post post, UUID to) {
        return tagged(untagged(post), to, post.platform(), creative(post).orElse(null));
    }

    /** Without the tags of its campaign. */
    PostDetails untagged(Post post) {
        String item = item(post.details(), creative(post).orElse(null));
        return post.details()
                .untagged(links.of(post.campaignId()).on(post.platform().word(), item));
    }

    /** Shortens the text to the limit of the platform, at the end of a sentence if possible. */
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
                        new PostDetails(
                                details.title(),
                                text,
                                details.assetIds(),
                                details.link(),
                                details.altTexts(),
                                details.thread()),
                        draft.creativeId(),
                        true);
    }

    /** The newest creatives that could become a post and are not one yet. */
    List<Creative> unused(@Nullable UUID campaign, Set<UUID> used) {
        return creatives.newest(campaign, MOST_DRAFTS).stream()
                .filter(creative -> creative.kind() != Creative.Kind.EMAIL)
                .filter(creative -> !used.contains(creative.id()))
                .toList();
    }

    /** The current text and media of a creative for a platform. */
    private record CreativeContent(
            String text, List<UUID> media, Map<UUID, String> altTexts, List<ThreadPart> thread) {}

    private CreativeContent live(Creative creative, Platform platform) {
        var shown = accepted(platform, creative.assetIds(platform));
        var sizes = suited(platform, shown);
        var media = shown.stream().map(id -> sizes.getOrDefault(id, id)).toList();
        var alt = new HashMap<UUID, String>();
        creative.altTexts(platform).forEach((id, text) -> {
            if (shown.contains(id)) alt.put(sizes.getOrDefault(id, id), text);
        });
        var tagger = links.of(creative.campaignId()).on(platform.word(), creative.name());
        boolean markdown = platform == Platform.NEWSROOM;
        var thread = platform.isThreaded()
                ? Objects.requireNonNullElse(creative.components(platform).thread(), List.<String>of())
                : List.<String>of();
        var parts = thread.stream().map(part -> tagger.in(part, markdown)).toList();
        return parts.isEmpty()
                ? new CreativeContent(tagger.in(creative.text(platform), markdown), media, alt, List.of())
                : new CreativeContent(
                        parts.getFirst(),
                        media,
                        alt,
                        parts.stream().skip(1).map(ThreadPart::of).toList());
    }

    /**
     * The item with what it is approved with. A post that equals the shared text of its creative is approved with it; one with
     * the own text of its channel is approved by itself. The caller has locked the gate, so this can't change.
     */
    Item approvedWith(Item item, Draft draft, Platform platform) {
        UUID id = draft.creativeId();
        if (id == null) return item;
        var creative = creatives.find(id).filter(found -> !found.archived());
        if (!draft.ownWords()
                && creative.filter(found -> found.hasOwn(platform)).isPresent()) return item;
        var details = draft.details();
        var content = new CreativeContent(details.text(), details.assetIds(), details.altTexts(), details.thread());
        boolean follows = draft.isCoveredByCreative()
                && creative.filter(found -> live(found, platform).equals(content))
                        .isPresent();
        return follows ? item.madeOf("creative", id) : item.using("creative", id);
    }

    /** The number of posts in the thread of its creative; a post publishes only the caption. */
    int thread(Post post) {
        if (post.creativeId() == null || post.ownWords() || !ONE_POST.contains(post.platform())) return 0;
        return creatives
                .find(post.creativeId())
                .map(creative -> creative.components(post.platform()).thread())
                .map(List::size)
                .orElse(0);
    }

    /** The creative that a post follows, if it has changed since. */
    Optional<Creative> changedCreative(Post post) {
        if (post.creativeId() == null || post.ownWords()) return Optional.empty();
        return creatives.find(post.creativeId()).filter(creative -> renewed(creative, post)
                .filter(details -> !details.equals(post.details()))
                .isPresent());
    }

    /** The post with the current text and media of its creative; empty if the creative has no text any more. */
    Optional<PostDetails> renewed(Creative creative, Post post) {
        var live = live(creative, post.platform());
        return live.text().isBlank()
                ? Optional.empty()
                : Optional.of(tagged(
                        new PostDetails(
                                post.title(), live.text(), live.media(), post.link(), live.altTexts(), live.thread()),
                        post.campaignId(),
                        post.platform(),
                        creative));
    }

    /** Of pictures that were made in several sizes, the one that the platform shows best. */
    private Map<UUID, UUID> suited(Platform platform, List<UUID> ids) {
        var sizes = assets.sizesOf(ids);
        if (sizes.isEmpty()) return Map.of();
        var chosen = new HashMap<UUID, UUID>();
        for (var first : assets.list(sizes.keySet()))
            Stream.concat(Stream.of(first), Objects.requireNonNull(sizes.get(first.id())).stream())
                    .min(Comparator.comparingDouble(size -> distance(platform, size)))
                    .ifPresent(best -> chosen.put(first.id(), best.id()));
        return chosen;
    }

    private static double distance(Platform platform, Asset picture) {
        if (picture.width() == null || picture.height() == null) return Double.MAX_VALUE;
        return Math.abs(Math.log(picture.width() / (double) picture.height() / platform.pictureRatio()));
    }

    /** The media that the platform accepts; if it accepts either pictures or a video, the video. */
    private List<UUID> accepted(Platform platform, List<UUID> ids) {
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
