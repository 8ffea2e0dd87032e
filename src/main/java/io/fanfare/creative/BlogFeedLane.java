package io.fanfare.creative;

import io.fanfare.campaign.Campaigns;
import io.fanfare.creative.BlogFeed.State;
import io.fanfare.creative.BlogFeedReading.Result;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads followed blogs, one in a turn, so that the slow blog of one workspace does not delay those of another. */
@Component
class BlogFeedLane implements Lane {
    static final String LANE = "creative_blog_feeds";

    private final BlogFeedStore store;
    private final BlogFeedReading reading;
    private final BlogFeedDrafts drafts;
    private final BlogFeedAlerts alerts;
    private final Campaigns campaigns;
    private final Transactions transactions;
    private final Now now;

    BlogFeedLane(
            BlogFeedStore store,
            BlogFeedReading reading,
            BlogFeedDrafts drafts,
            BlogFeedAlerts alerts,
            Campaigns campaigns,
            Transactions transactions,
            Now now) {
        this.store = store;
        this.reading = reading;
        this.drafts = drafts;
        this.alerts = alerts;
        this.campaigns = campaigns;
        this.transactions = transactions;
        this.now = now;
    }

    @Override
    public String name() {
        return LANE;
    }

    /** Turns wait for other servers. */
    @Override
    public int width() {
        return 16;
    }

    @Override
    public Optional<Instant> work() {
        transactions.read(store::due).ifPresent(this::read);
        return transactions.read(store::nextDue);
    }

    private void read(BlogFeed feed) {
        if (!transactions.read(() -> isOpen(feed))) {
            save(feed, State.STOPPED, "The campaign has ended.", null);
            return;
        }
        switch (reading.read(feed)) {
            case Result.Unchanged _ -> save(feed, State.FOLLOWING, null, feed.lastModified(), feed.etag());
            case Result.Posts posts -> {
                // While a post is still to be read, the feed is asked for again in full.
                boolean all = drafts.make(feed, posts);
                save(feed, State.FOLLOWING, null, all ? posts.lastModified() : null, all ? posts.etag() : null);
            }
            case Result.Failed failed -> failed(feed, failed);
        }
    }

    private boolean isOpen(BlogFeed feed) {
        try {
            campaigns.get(feed.campaignId()).requireOpen();
            return true;
        } catch (Refused closed) {
            return false;
        }
    }

    private void save(BlogFeed feed, State state, @Nullable String problem, @Nullable String lastModified) {
        save(feed, state, problem, lastModified, null);
    }

    private void save(
            BlogFeed feed,
            State state,
            @Nullable String problem,
            @Nullable String lastModified,
            @Nullable String etag) {
        transactions.write(() -> {
            var at = now.instant();
            store.update(
                    feed.id(), new BlogFeedStore.Reading(state, problem, 0, etag, lastModified, at, feed.next(at)));
            alerts.changed(feed);
        });
    }

    private void failed(BlogFeed feed, Result.Failed failed) {
        boolean stop = failed.gone() || feed.exhausted();
        transactions.write(() -> {
            var at = now.instant();
            var next = new BlogFeedStore.Reading(
                    stop ? State.STOPPED : State.FOLLOWING,
                    failed.why(),
                    feed.failures() + 1,
                    feed.etag(),
                    feed.lastModified(),
                    at,
                    feed.nextTry(at, failed.after()));
            store.update(feed.id(), next);
            if (stop) alerts.stopped(feed, failed.why());
            else alerts.changed(feed);
        });
    }
}
