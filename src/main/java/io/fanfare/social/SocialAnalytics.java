package io.fanfare.social;

import io.fanfare.creative.Platform;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Transactions;
import io.fanfare.social.Post.Status;
import io.fanfare.social.platforms.Publishers;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The figures of posts. */
@RestController
@RequestMapping("/api/social")
class SocialAnalytics {
    private final PostStore store;
    private final AccountSecrets secrets;
    private final ObjectProvider<PostFigures> counted;
    private final Publishers publishers;
    private final Transactions transactions;
    private final BaseUrl base;
    private final Now now;

    SocialAnalytics(
            PostStore store,
            AccountSecrets secrets,
            ObjectProvider<PostFigures> counted,
            Publishers publishers,
            Transactions transactions,
            BaseUrl base,
            Now now) {
        this.store = store;
        this.secrets = secrets;
        this.counted = counted;
        this.publishers = publishers;
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
    @Tool(Tool.Set.SOCIAL)
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
}
