package io.fanfare.creative;

import io.fanfare.campaign.Campaigns;
import io.fanfare.creative.Repurposed.Target;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.ChannelName;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Refused;
import io.fanfare.strategy.Strategies;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Which content to make next, from what is there. */
@RestController
class ContentAdvice {
    private final BlogPostStore posts;
    private final CreativeStore creatives;
    private final Campaigns campaigns;
    private final Strategies strategies;
    private final Operations operations;

    ContentAdvice(
            BlogPostStore posts,
            CreativeStore creatives,
            Campaigns campaigns,
            Strategies strategies,
            Operations operations) {
        this.posts = posts;
        this.creatives = creatives;
        this.campaigns = campaigns;
        this.strategies = strategies;
        this.operations = operations;
    }

    /** One thing to make or to look at, why, and the operation that does it. */
    record ContentRecommendation(
            String platform,
            String format,
            String title,
            @Nullable UUID blogPostId,
            @Nullable UUID contentId,
            @Nullable UUID campaignId,
            String why,
            Map<String, Object> evidence,
            Check.@Nullable Fix fix) {}

    /** What to do next, most worthwhile first. */
    record ContentRecommendations(List<ContentRecommendation> items) {}

    /**
     * Says which platform, format and post to make content for next, each with why and with the operation that does it:
     * blog posts that nothing was made of, platforms that the strategy or the campaign names and nothing is written for, and
     * drafts that wait for somebody to look at them. With {@code campaignId} only what belongs to it; 10 at most unless {@code
     * limit} says otherwise.
     */
    @GetMapping("/api/content/recommendations")
    @Allow("content.read")
    ContentRecommendations listContentRecommendations(
            @RequestParam @Nullable UUID campaignId, @RequestParam @Nullable Integer limit) {
        int most = limit == null ? 10 : limit;
        if (most < 1 || most > 50) throw Refused.invalid("limit", "1 to 50");
        SequencedSet<String> wanted = campaignId == null ? new LinkedHashSet<>() : wanted(campaignId);
        var made = posts.made(campaignId, 50);
        var found = new ArrayList<ContentRecommendation>();
        for (var post : made) if (post.items() == 0) found.add(unused(post, wanted, campaignId));
        if (campaignId != null) unwritten(campaignId, wanted, made).forEach(found::add);
        for (var post : made) if (post.items() > 0) found.addAll(missing(post, wanted, campaignId));
        for (var item : posts.waiting(campaignId, 20)) found.add(waiting(item));
        return new ContentRecommendations(List.copyOf(found.subList(0, Math.min(most, found.size()))));
    }

    private SequencedSet<String> wanted(UUID campaign) {
        return CreativeChecks.wanted(campaigns.get(campaign), strategies.current(campaign));
    }

    private static Optional<Target> target(String word) {
        return Arrays.stream(Target.values())
                .filter(target -> word(target).equals(word))
                .findFirst();
    }

    private static String word(Target target) {
        return target.name().toLowerCase(Locale.ROOT);
    }

    private static String format(Target target) {
        return switch (target) {
            case TWITTER -> "thread";
            case TIKTOK -> "script";
            case EMAIL -> "email";
            case INSTAGRAM -> "caption";
            case LINKEDIN, FACEBOOK, THREADS, BLUESKY, MASTODON -> "post";
        };
    }

    private ContentRecommendation unused(
            BlogPostStore.Made post, SequencedSet<String> wanted, @Nullable UUID campaign) {
        var targets = wanted.stream().flatMap(word -> target(word).stream()).toList();
        var first = targets.isEmpty() ? Target.LINKEDIN : targets.getFirst();
        var body = body(campaign);
        if (!targets.isEmpty())
            body.put("platforms", targets.stream().map(ContentAdvice::word).toList());
        return new ContentRecommendation(
                word(first),
                format(first),
                post.title(),
                post.blogPostId(),
                null,
                campaign,
                "“" + post.title() + "” is here and nothing has been made of it yet.",
                Map.of("items", 0),
                operations.fix("repurposeBlogPost", Map.of("blogPostId", post.blogPostId()), body));
    }

    private List<ContentRecommendation> missing(
            BlogPostStore.Made post, SequencedSet<String> wanted, @Nullable UUID campaign) {
        return wanted.stream()
                .filter(word -> !post.platforms().contains(word))
                .flatMap(word -> target(word).stream())
                .map(target -> {
                    var body = body(campaign);
                    body.put("platforms", List.of(word(target)));
                    return new ContentRecommendation(
                            word(target),
                            format(target),
                            post.title(),
                            post.blogPostId(),
                            null,
                            campaign,
                            "It was made for " + String.join(", ", post.platforms()) + "; the campaign also names "
                                    + word(target) + ".",
                            Map.of("madeFor", post.platforms()),
                            operations.fix("repurposeBlogPost", Map.of("blogPostId", post.blogPostId()), body));
                })
                .toList();
    }

    /** Platforms of the campaign that nothing is written for and no blog post could serve. */
    private List<ContentRecommendation> unwritten(
            UUID campaign, SequencedSet<String> wanted, List<BlogPostStore.Made> made) {
        if (!made.isEmpty()) return List.of();
        var written =
                creatives.ofCampaign(campaign).stream().map(Creative::channel).collect(Collectors.toSet());
        return wanted.stream()
                .filter(word -> !written.contains(word))
                .map(word -> new ContentRecommendation(
                        word,
                        target(word).map(ContentAdvice::format).orElse("post"),
                        "",
                        null,
                        null,
                        campaign,
                        "The campaign names " + ChannelName.of(word) + ", and nothing is written for it yet.",
                        Map.of("creatives", written.size()),
                        operations.fix("createCreative", Map.of("id", campaign), null)))
                .toList();
    }

    private ContentRecommendation waiting(Repurposed item) {
        return new ContentRecommendation(
                word(item.platform()),
                item.format(),
                "",
                item.blogPostId(),
                item.contentId(),
                item.campaignId(),
                "It is a draft since " + item.createdAt().toString().substring(0, 10)
                        + ". Read it, then approve or reject it.",
                Map.of("status", "draft", "length", item.length(), "limit", item.limit()),
                operations.fix("setRepurposedStatus", Map.of("contentId", item.contentId()), null));
    }

    private static Map<String, Object> body(@Nullable UUID campaign) {
        var body = new HashMap<String, Object>();
        if (campaign != null) body.put("campaignId", campaign.toString());
        return body;
    }
}
