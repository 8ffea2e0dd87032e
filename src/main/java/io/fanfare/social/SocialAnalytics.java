package io.fanfare.social;

import io.fanfare.campaign.Campaigns;
import io.fanfare.creative.Platform;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Transactions;
import io.fanfare.social.Post.Status;
import io.fanfare.social.platforms.Publishers;
import io.fanfare.strategy.Strategies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The figures of posts, and where to post next. */
@RestController
@RequestMapping("/api/social")
class SocialAnalytics {
    private final PostStore store;
    private final Accounts accounts;
    private final AccountSecrets secrets;
    private final Campaigns campaigns;
    private final Strategies strategies;
    private final ObjectProvider<PostFigures> counted;
    private final Publishers publishers;
    private final Operations operations;
    private final Transactions transactions;
    private final BaseUrl base;
    private final Now now;

    SocialAnalytics(
            PostStore store,
            Accounts accounts,
            AccountSecrets secrets,
            Campaigns campaigns,
            Strategies strategies,
            ObjectProvider<PostFigures> counted,
            Publishers publishers,
            Operations operations,
            Transactions transactions,
            BaseUrl base,
            Now now) {
        this.store = store;
        this.accounts = accounts;
        this.secrets = secrets;
        this.campaigns = campaigns;
        this.strategies = strategies;
        this.counted = counted;
        this.publishers = publishers;
        this.operations = operations;
        this.transactions = transactions;
        this.base = base;
        this.now = now;
    }

    /** The figures of one post; an unknown figure is absent, not 0. */
    record PostAnalytics(
            UUID queueId,
            Platform platform,
            Status status,
            @Nullable Instant publishedAt,
            @Nullable String permalink,
            Map<String, Long> figures,
            Instant asOf,
            @Nullable String note) {}

    /**
     * Reads the figures of a post. {@code impressions} of the newsroom are the views of its page, {@code clicks} are counted by
     * Fanfare, and {@code likes, reposts, replies, quotes} are read from the platform now, if it reports them. An unknown figure
     * is absent, and {@code note} says why.
     */
    @GetMapping("/{queueId}/analytics")
    @Allow(value = "content.read", outside = true)
    PostAnalytics readPostAnalytics(@PathVariable UUID queueId) {
        var post = transactions.read(() -> store.read(queueId));
        var figures = new TreeMap<String, Long>();
        transactions.read(() -> {
            counted.forEach(each -> figures.putAll(each.of(post.campaignId(), queueId)));
            return figures;
        });
        String note = null;
        if (post.status() != Status.PUBLISHED) note = "The post is not published yet.";
        else if (post.platform() == Platform.NEWSROOM) figures.putIfAbsent("impressions", 0L);
        else note = asked(post, figures);
        String address = post.permalink();
        return new PostAnalytics(
                queueId,
                post.platform(),
                post.status(),
                post.publishedAt(),
                address != null && address.startsWith("/") ? base.ofRequest() + address : address,
                figures,
                transactions.read(now::instant),
                note);
    }

    private @Nullable String asked(Post post, Map<String, Long> figures) {
        var account = transactions.read(() -> secrets.open(post.accountId()));
        String address = post.permalink();
        var publisher = publishers.find(post.platform());
        if (account.isEmpty() || publisher.isEmpty() || address == null)
            return "The account is not connected, so the platform can't be asked.";
        var reported = publisher.get().figures(account.get(), address);
        figures.putAll(reported);
        return reported.isEmpty() ? "The platform reported no figures." : null;
    }

    /** Where to post next. */
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

    /**
     * Ranks the platforms for a campaign, each with its reasons: 35 points if posts can be published there now, 25 if it is a
     * channel of the campaign, 25 if the strategy names it, 15 if it suits the type of the campaign, minus 15 for each post that
     * is scheduled there already (30 at most). This is a rule, not a forecast.
     */
    @GetMapping("/recommendations/{campaignId}")
    @Allow("content.read")
    Recommendations recommendPlatforms(@PathVariable UUID campaignId) {
        var campaign = campaigns.get(campaignId);
        var posts = store.ofCampaign(campaignId, null, 500, 0);
        var named = strategies
                .current(campaignId)
                .map(each -> each.details().platforms())
                .orElse(List.of());
        var items = Arrays.stream(Platform.values())
                .map(platform -> recommendation(
                        platform,
                        campaign.channels(),
                        named == null ? List.of() : named,
                        suits(campaign.type()).contains(platform),
                        posts))
                .sorted(Comparator.comparingInt(Recommendation::score).reversed())
                .toList();
        return new Recommendations(
                campaignId,
                items,
                "Points follow from the campaign and its strategy. They do not include the figures of posts.");
    }

    private Recommendation recommendation(
            Platform platform, List<String> channels, List<String> strategy, boolean suits, List<Post> posts) {
        var reasons = new ArrayList<String>();
        String name = PlatformChecks.name(platform);
        boolean connected =
                platform == Platform.NEWSROOM || accounts.of(platform).stream().anyMatch(Account::connected);
        int score = 0;
        if (connected) {
            score += 35;
            reasons.add(
                    platform == Platform.NEWSROOM
                            ? "It is built in and needs no account."
                            : "An account is connected.");
        } else reasons.add("No account is connected.");
        if (channels.contains(platform.word())) {
            score += 25;
            reasons.add("It is a channel of the campaign.");
        }
        if (strategy.contains(platform.word())) {
            score += 25;
            reasons.add("The strategy names it.");
        }
        if (suits) {
            score += 15;
            reasons.add(name + " suits a campaign of this type.");
        }
        int planned = count(posts, platform, Set.of(Status.SCHEDULED, Status.PUBLISHING));
        if (planned > 0) {
            score -= Math.min(30, 15 * planned);
            reasons.add(planned == 1 ? "One post is scheduled there." : planned + " posts are scheduled there.");
        }
        var next = connected
                ? operations.fix("schedulePost", Map.of(), null)
                : publishers.contains(platform) ? operations.fix("connectAccount", Map.of(), null) : null;
        return new Recommendation(
                platform,
                Math.max(0, score),
                connected,
                planned,
                count(posts, platform, Set.of(Status.PUBLISHED)),
                reasons,
                next);
    }

    private static int count(List<Post> posts, Platform platform, Set<Status> states) {
        return (int) posts.stream()
                .filter(post -> post.platform() == platform && states.contains(post.status()))
                .count();
    }

    /** The platforms that usually suit a type of campaign. */
    private static Set<Platform> suits(io.fanfare.campaign.Campaign.Type type) {
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
