package io.fanfare.creative;

import io.fanfare.campaign.Campaigns;
import io.fanfare.creative.BlogFeed.State;
import io.fanfare.creative.Repurposed.Target;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Records;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Blogs that campaigns follow. */
@RestController
@RequestMapping("/api")
class BlogFeeds {
    private static final int MOST = 50;
    private static final List<Target> USUAL =
            List.of(Target.NEWSROOM, Target.LINKEDIN, Target.EMAIL, Target.INSTAGRAM, Target.FACEBOOK);

    private final BlogFeedStore store;
    private final BlogFeedReading reading;
    private final Campaigns campaigns;
    private final Operations operations;
    private final Transactions transactions;
    private final Ready ready;
    private final Audit audit;
    private final Now now;

    BlogFeeds(
            BlogFeedStore store,
            BlogFeedReading reading,
            Campaigns campaigns,
            Operations operations,
            Transactions transactions,
            Ready ready,
            Audit audit,
            Now now) {
        this.store = store;
        this.reading = reading;
        this.campaigns = campaigns;
        this.operations = operations;
        this.transactions = transactions;
        this.ready = ready;
        this.audit = audit;
        this.now = now;
    }

    /** The address of a blog or of its feed, and the channels to make drafts for. */
    record NewBlogFeed(
            @NotBlank
            @Size(max = 2_000)
            @Pattern(regexp = "https?://.*", message = "must be a web address, e.g. https://example.com/blog")
            String url,

            @Nullable @Size(min = 1, max = 20) List<@NotNull Target> channels) {}

    /** The blogs that a campaign follows. */
    record BlogFeedList(List<BlogFeed.Answer> items) {}

    /**
     * Follows a blog: about every hour, Fanfare asks its feed for new posts and makes drafts of each for the given {@code
     * channels} (default: newsroom, linkedin, email, instagram, facebook), with a notification. Drafts are neither approved nor
     * planned. Posts that the blog has now are left out; a post that is edited or gets a new address or id is
     * not drafted again. {@code url} is the address of the blog (its page names the feed) or of an RSS, Atom or JSON feed.
     * Following ends with the campaign, and after four days of failed readings; {@code problem} says why. 422 {@code
     * feed_unreadable} if no feed is found, {@code url_refused} for an address that is not on the public internet; 409 {@code
     * blog_feed_exists} if the campaign has followed it before; at most 50 in a workspace (422 {@code blog_feed_limit}).
     */
    @PostMapping("/campaigns/{id}/blog-feeds")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(value = "content.write", outside = true)
    BlogFeed.Answer followBlog(@PathVariable UUID id, @RequestBody @Valid NewBlogFeed request) {
        var address = Article.address("url", request.url());
        transactions.read(() -> requireRoom(id));
        var found = reading.find(address);
        var channels = Objects.requireNonNullElse(request.channels(), USUAL);
        return transactions.write(() -> {
            requireRoom(id);
            var at = now.instant();
            var feed = new BlogFeed(
                    Ids.next(),
                    id,
                    found.address().toString(),
                    found.name(),
                    channels.stream().distinct().toList(),
                    State.FOLLOWING,
                    null,
                    0,
                    found.etag(),
                    found.lastModified(),
                    at,
                    at,
                    null,
                    at);
            return followed(feed, found, at);
        });
    }

    private BlogFeed.Answer followed(BlogFeed feed, BlogFeedReading.Result.Posts found, Instant at) {
        var stored = store.insert(Records.with(feed, "dueAt", feed.next(at)));
        store.know(
                stored.id(), found.entries().stream().map(BlogFeedEntries::keys).toList());
        ready.mark(BlogFeedLane.LANE, stored.dueAt());
        audit.record(stored.subject(), null, Map.of("url", stored.url(), "channels", stored.channels()));
        return answer(stored, 0);
    }

    private boolean requireRoom(UUID campaign) {
        campaigns.get(campaign).requireOpen();
        if (store.count() >= MOST)
            throw Refused.unprocessable(
                    "blog_feed_limit", "A workspace can follow 50 blogs. Remove one before you follow another.");
        return true;
    }

    /** Lists the blogs that a campaign follows, oldest first. */
    @GetMapping("/campaigns/{id}/blog-feeds")
    @Allow("content.read")
    BlogFeedList listBlogFeeds(@PathVariable UUID id) {
        campaigns.get(id);
        var feeds = store.list(id);
        var posts = store.posts(feeds.stream().map(BlogFeed::id).toList());
        return new BlogFeedList(feeds.stream()
                .map(feed -> answer(feed, posts.getOrDefault(feed.id(), 0)))
                .toList());
    }

    /** Members that are left out stay as they are. */
    record BlogFeedChange(
            @Nullable Boolean following,
            @Nullable @Size(min = 1, max = 20) List<@NotNull Target> channels) {}

    /**
     * Stops following a blog or follows it again ({@code following}), or changes its {@code channels}. Posts that appeared
     * while it was not followed are drafted if they are not older than the first time it was followed.
     */
    @PatchMapping("/content/blog-feeds/{id}")
    @Allow("content.write")
    BlogFeed.Answer changeBlogFeed(@PathVariable UUID id, @RequestBody @Valid BlogFeedChange request) {
        var feed = store.lock(id).orElseThrow(Refused::notFound);
        var state = request.following() == null ? feed.state() : request.following() ? State.FOLLOWING : State.STOPPED;
        if (state == State.FOLLOWING) campaigns.get(feed.campaignId()).requireOpen();
        var channels = request.channels() == null
                ? feed.channels()
                : request.channels().stream().distinct().toList();
        boolean again = state == State.FOLLOWING && feed.state() == State.STOPPED;
        var changed = store.change(id, state, channels, again ? now.instant() : feed.dueAt());
        if (state == State.FOLLOWING) ready.mark(BlogFeedLane.LANE, changed.dueAt());
        audit.record(
                changed.subject(),
                Map.of("state", feed.state(), "channels", feed.channels()),
                Map.of("state", changed.state(), "channels", changed.channels()));
        return answer(changed, store.posts(List.of(id)).getOrDefault(id, 0));
    }

    /** Removes a followed blog. The drafts that were made of its posts stay. */
    @DeleteMapping("/content/blog-feeds/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("content.write")
    void removeBlogFeed(@PathVariable UUID id) {
        var feed = store.lock(id).orElseThrow(Refused::notFound);
        store.delete(id);
        audit.record(feed.subject(), Map.of("url", feed.url()), null);
    }

    private BlogFeed.Answer answer(BlogFeed feed, int posts) {
        return feed.answer(posts, operations.permitted(List.of("changeBlogFeed", "removeBlogFeed")));
    }
}
