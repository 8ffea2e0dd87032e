package io.fanfare.social;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.creative.Platform;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Operations;
import io.fanfare.social.Post.Status;
import io.fanfare.social.platforms.Publishers;
import io.fanfare.strategy.Strategies;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Recommends the platforms to post to next. */
@RestController
@RequestMapping("/api/social")
class PlatformRecommendations {
    private final PostStore store;
    private final AccountStore accounts;
    private final Campaigns campaigns;
    private final Strategies strategies;
    private final Publishers publishers;
    private final Operations operations;

    PlatformRecommendations(
            PostStore store,
            AccountStore accounts,
            Campaigns campaigns,
            Strategies strategies,
            Publishers publishers,
            Operations operations) {
        this.store = store;
        this.accounts = accounts;
        this.campaigns = campaigns;
        this.strategies = strategies;
        this.publishers = publishers;
        this.operations = operations;
    }

    /** The ranked platforms. */
    record Recommendations(UUID campaignId, List<Recommendation> items, String note) {}

    /** A platform with its score (0 to 100), the reasons, and the next step. */
    record Recommendation(
            Platform platform,
            int score,
            boolean connected,
            int planned,
            int published,
            List<String> reasons,
            Check.@Nullable Fix next) {}

    /** What the score of a platform depends on. */
    private record Facts(boolean connected, boolean inChannels, boolean inStrategy, boolean suitsType, int planned) {
        int score() {
            int score = (connected ? 35 : 0) + (inChannels ? 25 : 0) + (inStrategy ? 25 : 0) + (suitsType ? 15 : 0);
            return Math.max(0, score - Math.min(30, 15 * planned));
        }

        List<String> reasons(Platform platform) {
            var reasons = new ArrayList<String>();
            if (!connected) reasons.add("No account is connected.");
            else if (platform == Platform.NEWSROOM) reasons.add("It is built in and needs no account.");
            else reasons.add("An account is connected.");
            if (inChannels) reasons.add("It is a channel of the campaign.");
            if (inStrategy) reasons.add("The strategy includes it.");
            if (suitsType) reasons.add(PlatformChecks.name(platform) + " suits campaigns of this type.");
            if (planned > 0)
                reasons.add(planned == 1 ? "One post is scheduled there." : planned + " posts are scheduled there.");
            return reasons;
        }
    }

    /**
     * Ranks the platforms for a campaign, each with its reasons: 35 points if posts can be published there now, 25 if it is a
     * channel of the campaign, 25 if the strategy includes it, 15 if it suits the type of the campaign, minus 15 for each post
     * that is scheduled there already (30 at most). This is a rule, not a forecast.
     */
    @GetMapping("/recommendations/{campaignId}")
    @Allow("content.read")
    Recommendations recommendPlatforms(@PathVariable UUID campaignId) {
        var campaign = campaigns.get(campaignId);
        var posts = store.countByPlatform(campaignId);
        var strategy = strategies
                .current(campaignId)
                .map(each -> each.details().platforms())
                .orElse(List.of());
        var connected = accounts.byPlatform();
        var items = Arrays.stream(Platform.values())
                .map(platform -> {
                    var facts = new Facts(
                            platform == Platform.NEWSROOM
                                    || connected.getOrDefault(platform, List.of()).stream()
                                            .anyMatch(Account::connected),
                            campaign.channels().contains(platform.word()),
                            strategy != null && strategy.contains(platform.word()),
                            suits(campaign.type()).contains(platform),
                            count(posts, platform, Set.of(Status.SCHEDULED, Status.PUBLISHING)));
                    return recommendation(platform, facts, count(posts, platform, Set.of(Status.PUBLISHED)));
                })
                .sorted(Comparator.comparingInt(Recommendation::score).reversed())
                .toList();
        return new Recommendations(
                campaignId, items, "The score is based on the campaign and its strategy, not on the results of posts.");
    }

    private Recommendation recommendation(Platform platform, Facts facts, int published) {
        Check.Fix next = null;
        if (facts.connected()) next = operations.fix("schedulePost", Map.of(), null);
        else if (publishers.contains(platform)) next = operations.fix("connectAccount", Map.of(), null);
        return new Recommendation(
                platform, facts.score(), facts.connected(), facts.planned(), published, facts.reasons(platform), next);
    }

    private static int count(List<PostStore.PlatformCount> counts, Platform platform, Set<Status> states) {
        return counts.stream()
                .filter(each -> each.platform() == platform && states.contains(each.status()))
                .mapToInt(PostStore.PlatformCount::posts)
                .sum();
    }

    /** The platforms that usually suit a type of campaign. */
    private static Set<Platform> suits(Campaign.Type type) {
        return switch (type) {
            case PRODUCT_LAUNCH -> Set.of(Platform.NEWSROOM, Platform.LINKEDIN, Platform.TWITTER, Platform.BLUESKY);
            case BRAND_AWARENESS -> Set.of(Platform.INSTAGRAM, Platform.TIKTOK, Platform.YOUTUBE, Platform.FACEBOOK);
            case LEAD_GENERATION -> Set.of(Platform.LINKEDIN, Platform.NEWSROOM, Platform.FACEBOOK);
            case SEASONAL -> Set.of(Platform.INSTAGRAM, Platform.FACEBOOK, Platform.PINTEREST);
            case EVENT -> Set.of(Platform.LINKEDIN, Platform.FACEBOOK, Platform.MASTODON, Platform.BLUESKY);
            case NEWSLETTER -> Set.of(Platform.NEWSROOM, Platform.LINKEDIN);
            case ALWAYS_ON -> Set.of(Platform.NEWSROOM, Platform.LINKEDIN, Platform.MASTODON, Platform.BLUESKY);
            case CUSTOM -> Set.of();
        };
    }
}
