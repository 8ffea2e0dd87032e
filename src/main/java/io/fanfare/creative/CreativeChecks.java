package io.fanfare.creative;

import io.fanfare.ai.Measure;
import io.fanfare.ai.TextFitting;
import io.fanfare.ai.Writer;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignChecks;
import io.fanfare.campaign.LinkTagging;
import io.fanfare.campaign.LinkTagsEvent;
import io.fanfare.identity.Brands;
import io.fanfare.identity.Brands.BrandWords;
import io.fanfare.kernel.ChannelName;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Operations;
import io.fanfare.strategy.Strategies;
import io.fanfare.strategy.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks of a campaign's creatives and of the blog posts imported for it. */
@Component
class CreativeChecks implements CampaignChecks {
    private final CreativeStore creatives;
    private final BlogPostStore posts;
    private final Strategies strategies;
    private final Brands brands;
    private final List<PlannedContent> planned;
    private final LinkTagging links;
    private final PictureChecks pictures;
    private final Operations operations;

    CreativeChecks(
            CreativeStore creatives,
            BlogPostStore posts,
            Strategies strategies,
            Brands brands,
            List<PlannedContent> planned,
            LinkTagging links,
            PictureChecks pictures,
            Operations operations) {
        this.creatives = creatives;
        this.posts = posts;
        this.strategies = strategies;
        this.brands = brands;
        this.planned = planned;
        this.links = links;
        this.pictures = pictures;
        this.operations = operations;
    }

    /** The data that the checks evaluate. */
    record Snapshot(
            Campaign campaign,
            List<Creative> creatives,
            List<BlogPostStore.PostUsage> posts,
            Optional<Strategy> strategy,
            Optional<BrandWords> brand,
            Set<String> plannedChannels,
            LinkTagsEvent.Rule links) {}

    @Override
    public List<Check> of(Campaign campaign) {
        var own = creatives.ofCampaign(campaign.id());
        var checks = of(new Snapshot(
                campaign,
                own,
                posts.made(campaign.id(), 50),
                strategies.current(campaign.id()),
                own.isEmpty() ? Optional.empty() : Optional.of(brands.wordsOf(campaign.brandId())),
                PlannedContent.channels(planned, campaign.id()),
                own.stream().anyMatch(Creative::hasLinks) ? links.of(campaign.id()) : LinkTagsEvent.Rule.NONE));
        return Stream.concat(checks.stream(), pictures.of(own).stream()).toList();
    }

    List<Check> of(Snapshot snapshot) {
        var checks = new ArrayList<Check>();
        for (Creative creative : snapshot.creatives()) {
            outdated(creative, snapshot.strategy()).ifPresent(checks::add);
            tooLong(creative, snapshot.links(), checks);
            tooManyHashtags(creative).ifPresent(checks::add);
            withoutPicture(creative).ifPresent(checks::add);
            withoutAltText(creative).ifPresent(checks::add);
            snapshot.brand().ifPresent(brand -> brandWords(creative, brand, checks));
        }
        boolean open = snapshot.campaign().unlaunched() || snapshot.campaign().active();
        if (open) {
            for (var post : snapshot.posts()) if (post.items() == 0) checks.add(unused(post, snapshot.campaign()));
            missingPlatforms(snapshot).ifPresent(checks::add);
        }
        return checks;
    }

    private Optional<Check> outdated(Creative creative, Optional<Strategy> strategy) {
        if (strategy.isEmpty()
                || Objects.equals(creative.strategyId(), strategy.get().id())) return Optional.empty();
        int now = strategy.get().version();
        String old = creative.strategyVersion() == null
                ? "before the campaign had a strategy"
                : "for strategy version " + creative.strategyVersion();
        var writable = creative.writers().entrySet().stream()
                .filter(by -> !by.getValue().equals("person"))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        // Only generated text can be regenerated; text by a person needs a person.
        var fix = writable.isEmpty() || creative.blogPostId() == null && creative.brief() == null
                ? change(creative, null)
                : operations.fix("regenerateCreative", Map.of("id", creative.id()), Map.of("components", writable));
        return Optional.of(Check.suggestion(
                        "creative_outdated",
                        "“" + creative.name() + "” was written for an older strategy",
                        "It was written " + old + "; the current version is " + now + ". Check that it still fits.",
                        about(creative),
                        fix)
                .with(Map.of(
                        "strategyVersion",
                        creative.strategyVersion() == null ? 0 : creative.strategyVersion(),
                        "current",
                        now)));
    }

    /** Each channel is measured with the text that it publishes. */
    private void tooLong(Creative creative, LinkTagsEvent.Rule links, List<Check> checks) {
        if (creative.kind() == Creative.Kind.EMAIL) return;
        var platforms = new LinkedHashSet<Platform>();
        if (creative.platform() != null) platforms.add(creative.platform());
        platforms.addAll(creative.channels().keySet());
        for (var platform : platforms)
            texts(creative, platform).stream()
                    .map(text -> links.on(platform.word(), creative.name()).in(text, platform == Platform.NEWSROOM))
                    .filter(text -> !platform.fits(text))
                    .findFirst()
                    .ifPresent(text -> checks.add(tooLong(creative, platform, text)));
    }

    private static List<String> texts(Creative creative, Platform platform) {
        var thread = creative.components(platform).thread();
        return platform.isThreaded() && thread != null && !thread.isEmpty() ? thread : List.of(creative.text(platform));
    }

    private Check tooLong(Creative creative, Platform platform, String text) {
        return Check.warning(
                        "creative_too_long",
                        "“" + creative.name() + "” is too long for " + ChannelName.of(platform.word()),
                        "The text has " + platform.length(text) + " characters; the limit is " + platform.limit() + ".",
                        about(creative),
                        change(creative, shortened(creative, platform)))
                .with(Map.of("platform", platform.word(), "length", platform.length(text), "limit", platform.limit()));
    }

    private static @Nullable Map<String, Object> shortened(Creative creative, Platform platform) {
        var parts = creative.components(platform);
        if (parts.caption() == null || parts.thread() != null && platform.isThreaded()) return null;
        var tags = Objects.requireNonNullElse(parts.hashtags(), List.<String>of());
        String rest = Writer.Post.composed(null, parts.cta(), tags);
        var measure = platform.measure();
        int room = measure.limit() - (rest.isEmpty() ? 0 : measure.length(rest + "\n\n"));
        if (room < 20) return null;
        String caption = TextFitting.fit(parts.caption(), measure.atMost(room));
        boolean fits = !caption.isBlank() && platform.fits(Writer.Post.composed(caption, parts.cta(), tags));
        if (!fits) return null;
        Map<String, Object> words = Map.of("caption", caption);
        return platform == creative.platform() && !creative.hasOwn(platform)
                ? Map.of("components", words)
                : Map.of("channels", Map.of(platform.word(), words));
    }

    private Optional<Check> withoutAltText(Creative creative) {
        boolean missing = Stream.concat(Stream.of(creative.components()), creative.channels().values().stream())
                .map(Components::image)
                .filter(Objects::nonNull)
                .anyMatch(image -> image.altText() == null || image.altText().isBlank());
        if (!missing) return Optional.empty();
        return Optional.of(Check.warning(
                        "creative_without_alt_text",
                        "The picture of “" + creative.name() + "” has no alt text",
                        "People who can't see the picture hear its alt text. Describe it in a sentence.",
                        about(creative),
                        change(creative, null))
                .with(Map.of("creativeId", creative.id())));
    }

    private Optional<Check> tooManyHashtags(Creative creative) {
        var platform = creative.platform();
        var tags = creative.components().hashtags();
        if (platform == null || tags == null || platform.hashtagLimit() == 0 || tags.size() <= platform.hashtagLimit())
            return Optional.empty();
        int most = platform.hashtagLimit();
        return Optional.of(Check.warning(
                        "creative_too_many_hashtags",
                        "“" + creative.name() + "” has too many hashtags",
                        "It has " + tags.size() + "; " + ChannelName.of(platform.word()) + " allows " + most + ".",
                        about(creative),
                        change(creative, Map.of("components", Map.of("hashtags", tags.subList(0, most)))))
                .with(Map.of("hashtags", tags.size(), "limit", most)));
    }

    private Optional<Check> withoutPicture(Creative creative) {
        boolean image =
                creative.kind() == Creative.Kind.IMAGE && creative.components().image() == null;
        boolean video =
                creative.kind() == Creative.Kind.VIDEO && creative.components().video() == null;
        if (!image && !video) return Optional.empty();
        String what = image ? "picture" : "video";
        return Optional.of(Check.warning(
                        "creative_without_" + what,
                        "“" + creative.name() + "” has no " + what + " yet",
                        "This post needs " + (image ? "a picture" : "a video")
                                + ". Render one, or attach one from the library.",
                        about(creative),
                        operations.fix("attachCreativeAsset", Map.of("id", creative.id()), null))
                .with(Map.of("kind", creative.kind().name().toLowerCase(Locale.ROOT))));
    }

    private void brandWords(Creative creative, BrandWords brand, List<Check> checks) {
        String words = creative.allWords();
        if (words.isBlank()) return;
        var banned = brand.banned().stream().filter(word -> holds(words, word)).toList();
        if (!banned.isEmpty())
            checks.add(Check.warning(
                            "creative_banned_words",
                            "“" + creative.name() + "” uses words banned by " + brand.name(),
                            "Banned by the brand: " + String.join(", ", banned) + ".",
                            about(creative),
                            change(creative, null))
                    .with(Map.of("words", banned)));
        var missing =
                brand.required().stream().filter(word -> !holds(words, word)).toList();
        if (!missing.isEmpty())
            checks.add(Check.suggestion(
                            "creative_required_words",
                            "“" + creative.name() + "” is missing words required by " + brand.name(),
                            "Required by the brand: " + String.join(", ", missing) + ".",
                            about(creative),
                            change(creative, null))
                    .with(Map.of("words", missing)));
    }

    private static boolean holds(String text, String word) {
        return Pattern.compile(
                        "(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text)
                .find();
    }

    private Check unused(BlogPostStore.PostUsage post, Campaign campaign) {
        return Check.suggestion(
                        "blog_post_unused",
                        "Repurpose “" + post.title() + "”",
                        "This blog post was imported, but nothing has been created from it yet.",
                        new Check.About("blog_post", post.blogPostId()),
                        operations.fix(
                                "repurposeBlogPost",
                                Map.of("blogPostId", post.blogPostId()),
                                Map.of("campaignId", campaign.id().toString())))
                .with(Map.of("items", 0));
    }

    /** Platforms that the strategy or the campaign names and that have no content at all. */
    private Optional<Check> missingPlatforms(Snapshot snapshot) {
        var missing = expectedChannels(snapshot.campaign(), snapshot.strategy());
        snapshot.creatives().forEach(creative -> missing.remove(creative.channel()));
        missing.removeAll(snapshot.plannedChannels());
        if (missing.isEmpty()
                || snapshot.creatives().isEmpty() && snapshot.posts().isEmpty()) return Optional.empty();
        var campaign = snapshot.campaign();
        String first = missing.getFirst();
        var source = snapshot.posts().stream().filter(post -> post.items() > 0).findFirst();
        Map<String, Object> body = source.isEmpty()
                ? null
                : Map.of(
                        "name",
                        TextFitting.fit(source.get().title(), Measure.characters(200)) + " · "
                                + ChannelName.label(first),
                        "kind",
                        first.equals("email") ? "email" : "text",
                        "mode",
                        "ai",
                        "blogPostId",
                        source.get().blogPostId().toString());
        if (body != null && !first.equals("email")) {
            body = new LinkedHashMap<>(body);
            body.put("platform", first);
        }
        return Optional.of(Check.suggestion(
                        "platform_without_creative",
                        "No content for " + ChannelName.all(missing) + " yet",
                        "The strategy or the campaign includes "
                                + (missing.size() == 1 ? "this channel" : "these channels")
                                + ", but no draft, post or e-mail exists for "
                                + (missing.size() == 1 ? "it." : "them."),
                        new Check.About("campaign", campaign.id()),
                        operations.fix("createCreative", Map.of("id", campaign.id()), body))
                .with(Map.of("platforms", List.copyOf(missing))));
    }

    /** The channels that can have content, in the order in which strategy and campaign name them. */
    static SequencedSet<String> expectedChannels(Campaign campaign, Optional<Strategy> strategy) {
        var expectedChannels = new LinkedHashSet<String>();
        strategy.map(s -> s.details().platforms()).ifPresent(expectedChannels::addAll);
        expectedChannels.addAll(campaign.channels());
        var known = Arrays.stream(Platform.values()).map(Platform::word).collect(Collectors.toSet());
        known.add("email");
        return expectedChannels.stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .map(word -> word.equals("x") ? "twitter" : word)
                .filter(known::contains)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Check.Fix change(Creative creative, @Nullable Map<String, Object> body) {
        return operations.fix("changeCreative", Map.of("id", creative.id()), body);
    }

    private static Check.About about(Creative creative) {
        return new Check.About(Creative.KIND, creative.id());
    }
}
