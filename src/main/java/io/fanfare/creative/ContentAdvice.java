package io.fanfare.creative;

import io.fanfare.campaign.Campaigns;
import io.fanfare.creative.Repurposed.Target;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.ChannelName;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Refused;
import io.fanfare.strategy.Strategies;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Recommends which content to create or review next. */
@RestController
class ContentAdvice {
    private final BlogPostStore posts;
    private final CreativeStore creatives;
    private final Campaigns campaigns;
    private final Strategies strategies;
    private final List<PlannedContent> planned;
    private final Operations operations;

    ContentAdvice(
            BlogPostStore posts,
            CreativeStore creatives,
            Campaigns campaigns,
            Strategies strategies,
            List<PlannedContent> planned,
            Operations operations) {
        this.posts = posts;
        this.creatives = creatives;
        this.campaigns = campaigns;
        this.strategies = strategies;
        this.planned = planned;
        this.operations = operations;
    }

    /** One piece of content to create or review, the reason, and the operation to call. */
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

    /** Recommendations, most useful first. */
    record ContentRecommendations(List<ContentRecommendation> items) {}

    /**
     * Lists which content to create or review next, most useful first, each with a reason and the operation to call: blog
     * posts that nothing was created from, channels of the strategy or campaign without content, and drafts that wait for
     * review (one entry per blog post). {@code campaignId} limits the list to one campaign; {@code limit} is 1 to 50, default
     * 10.
     */
    @GetMapping("/api/content/recommendations")
    @Allow("content.read")
    ContentRecommendations listContentRecommendations(
            @RequestParam @Nullable UUID campaignId, @RequestParam @Nullable Integer limit) {
        int most = limit == null ? 10 : limit;
        if (most < 1 || most > 50) throw Refused.invalid("limit", "must be between 1 and 50");
        SequencedSet<String> expectedChannels =
                campaignId == null ? new LinkedHashSet<>() : expectedChannels(campaignId);
        var made = posts.made(campaignId, 50);
        var found = new ArrayList<ContentRecommendation>();
        for (var post : made) if (post.items() == 0) found.add(unused(post, expectedChannels, campaignId));
        if (campaignId != null) unwritten(campaignId, expectedChannels, made).forEach(found::add);
        for (var post : made) if (post.items() > 0) found.addAll(missing(post, expectedChannels, campaignId));
        for (var item : posts.waiting(campaignId, 20)) found.add(waiting(item));
        return new ContentRecommendations(List.copyOf(found.subList(0, Math.min(most, found.size()))));
    }

    private SequencedSet<String> expectedChannels(UUID campaign) {
        return CreativeChecks.expectedChannels(campaigns.get(campaign), strategies.current(campaign));
    }

    private static Optional<Target> target(String word) {
        return Arrays.stream(Target.values())
                .filter(target -> target.word().equals(word))
                .findFirst();
    }

    private ContentRecommendation unused(
            BlogPostStore.PostUsage post, SequencedSet<String> expectedChannels, @Nullable UUID campaign) {
        var targets =
                expectedChannels.stream().flatMap(word -> target(word).stream()).toList();
        var first = targets.isEmpty() ? Target.LINKEDIN : targets.getFirst();
        var body = body(campaign);
        if (!targets.isEmpty())
            body.put("platforms", targets.stream().map(Target::word).toList());
        return new ContentRecommendation(
                first.word(),
                first.format(),
                post.title(),
                post.blogPostId(),
                null,
                campaign,
                "“" + post.title() + "” was imported, but nothing has been created from it yet.",
                Map.of("items", 0),
                operations.fix("repurposeBlogPost", Map.of("blogPostId", post.blogPostId()), body));
    }

    private List<ContentRecommendation> missing(
            BlogPostStore.PostUsage post, SequencedSet<String> expectedChannels, @Nullable UUID campaign) {
        return expectedChannels.stream()
                .filter(word -> !post.platforms().contains(word))
                .flatMap(word -> target(word).stream())
                .map(target -> {
                    var body = body(campaign);
                    body.put("platforms", List.of(target.word()));
                    return new ContentRecommendation(
                            target.word(),
                            target.format(),
                            post.title(),
                            post.blogPostId(),
                            null,
                            campaign,
                            "Content exists for " + ChannelName.all(post.platforms()) + "; the campaign also uses "
                                    + ChannelName.of(target.word()) + ".",
                            Map.of("madeFor", post.platforms()),
                            operations.fix("repurposeBlogPost", Map.of("blogPostId", post.blogPostId()), body));
                })
                .toList();
    }

    /** Channels of the campaign without content, where no blog post could provide it. */
    private List<ContentRecommendation> unwritten(
            UUID campaign, SequencedSet<String> expectedChannels, List<BlogPostStore.PostUsage> made) {
        if (!made.isEmpty()) return List.of();
        var written = new HashSet<>(PlannedContent.channels(planned, campaign));
        creatives.ofCampaign(campaign).forEach(creative -> written.add(creative.channel()));
        return expectedChannels.stream()
                .filter(word -> !written.contains(word))
                .map(word -> new ContentRecommendation(
                        word,
                        target(word).map(Target::format).orElse("post"),
                        "Content for " + ChannelName.of(word),
                        null,
                        null,
                        campaign,
                        "The campaign uses " + ChannelName.of(word) + ", but has no content for it yet.",
                        Map.of("channelsWithContent", List.copyOf(written)),
                        operations.fix("createCreative", Map.of("id", campaign), null)))
                .toList();
    }

    /** One reminder per blog post, for any number of drafts. */
    private ContentRecommendation waiting(BlogPostStore.WaitingDrafts drafts) {
        String count = drafts.items() == 1 ? "One draft is" : drafts.items() + " drafts are";
        return new ContentRecommendation(
                drafts.platform().word(),
                drafts.format(),
                drafts.title(),
                drafts.blogPostId(),
                drafts.contentId(),
                drafts.campaignId(),
                count + " waiting for review since " + Check.day(LocalDate.ofInstant(drafts.since(), ZoneOffset.UTC))
                        + ": " + ChannelName.all(drafts.platforms()) + ". Approve or reject each of them.",
                Map.of("status", "draft", "drafts", drafts.items(), "platforms", drafts.platforms()),
                operations.fix("setRepurposedStatus", Map.of("contentId", drafts.contentId()), null));
    }

    private static Map<String, Object> body(@Nullable UUID campaign) {
        var body = new HashMap<String, Object>();
        if (campaign != null) body.put("campaignId", campaign.toString());
        return body;
    }
}
