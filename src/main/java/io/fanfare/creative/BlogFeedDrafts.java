package io.fanfare.creative;

import io.fanfare.creative.BlogFeedReading.Result.Posts;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes drafts of the new posts of a followed blog, each post once: its drafts and the record that it is known are one transaction. */
@Component
class BlogFeedDrafts {
    /** A blog that was moved or imported may show all its posts as new. */
    private static final int MOST_AT_ONCE = 5;

    private static final int MOST_ATTEMPTS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(BlogFeedDrafts.class);

    private final BlogFeedStore store;
    private final ArticleFetching fetching;
    private final Authoring authoring;
    private final CreativeLocks locks;
    private final BlogPosts posts;
    private final Repurposing repurposing;
    private final BlogFeedAlerts alerts;
    private final Transactions transactions;

    BlogFeedDrafts(
            BlogFeedStore store,
            ArticleFetching fetching,
            Authoring authoring,
            CreativeLocks locks,
            BlogPosts posts,
            Repurposing repurposing,
            BlogFeedAlerts alerts,
            Transactions transactions) {
        this.store = store;
        this.fetching = fetching;
        this.authoring = authoring;
        this.locks = locks;
        this.posts = posts;
        this.repurposing = repurposing;
        this.alerts = alerts;
        this.transactions = transactions;
    }

    /** Whether every new post is done; outside a transaction, because pages are read. */
    boolean make(BlogFeed feed, Posts found) {
        var known = transactions.read(() -> store.known(feed.id()));
        var fresh = BlogFeedEntries.fresh(found.entries(), known, feed.createdAt());
        int left = Math.max(0, fresh.size() - MOST_AT_ONCE);
        if (left > 0)
            transactions.write(() -> store.know(
                    feed.id(),
                    fresh.subList(0, left).stream().map(BlogFeedEntries::keys).toList()));
        boolean all = true;
        for (var entry : fresh.subList(left, fresh.size())) all &= made(feed, found, entry);
        return all;
    }

    private boolean made(BlogFeed feed, Posts found, Feeds.Entry entry) {
        try {
            var article = fetching.fetch(entry, found.address());
            String accent = transactions.read(authoring::accent);
            var writer = authoring.writer(null);
            var post = article.post(Ids.next(), feed.campaignId(), null);
            var texts = RepurposedText.all(post.source(), writer, new LinkedHashSet<>(feed.channels()), accent);
            transactions.write(() -> stored(feed, entry, post, texts, writer.name()));
            return true;
        } catch (Refused refused) {
            return transactions.write(() -> failed(feed, entry, String.valueOf(refused.getMessage())));
        } catch (RuntimeException broken) {
            // One post that can't be drafted must not have its blog read again and again, or hold up the others.
            LOG.warn("A post of blog {} could not be drafted", feed.id(), broken);
            return transactions.write(() -> failed(feed, entry, "No drafts could be made of it."));
        }
    }

    private void stored(BlogFeed feed, Feeds.Entry entry, BlogPost post, List<RepurposedText> texts, String writer) {
        var campaign = locks.open(feed.campaignId());
        if (store.lock(feed.id())
                .filter(one -> one.state() == BlogFeed.State.FOLLOWING)
                .isEmpty()) return;
        var known = known(feed, entry);
        if (known.filter(BlogFeedStore.Known::done).isPresent()) return;
        var imported = posts.store(post);
        int drafts = texts.isEmpty()
                ? 0
                : repurposing.store(imported, campaign, texts, writer).size();
        if (known.isPresent()) store.update(known.get().id(), true, known.get().attempts(), imported.id());
        else store.know(feed.id(), BlogFeedEntries.keys(entry), imported.id());
        alerts.drafted(feed, imported, drafts);
    }

    private Optional<BlogFeedStore.Known> known(BlogFeed feed, Feeds.Entry entry) {
        return BlogFeedEntries.find(store.known(feed.id()), BlogFeedEntries.keys(entry));
    }

    /** Its page can't be read: it is tried again a few times. Whether it is given up. */
    private boolean failed(BlogFeed feed, Feeds.Entry entry, String why) {
        if (store.lock(feed.id()).isEmpty()) return true;
        var known = known(feed, entry);
        if (known.isEmpty()) {
            store.unread(feed.id(), BlogFeedEntries.keys(entry));
            return false;
        }
        if (known.get().done()) return true;
        int attempts = known.get().attempts() + 1;
        boolean last = attempts >= MOST_ATTEMPTS;
        store.update(known.get().id(), last, attempts, null);
        if (last) alerts.unreadable(feed, entry.title(), why);
        return last;
    }
}
