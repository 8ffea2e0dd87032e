package io.fanfare.social;

import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Gates;
import io.fanfare.delivery.Ledger;
import io.fanfare.kernel.Now;
import io.fanfare.outbox.Outbox;
import io.fanfare.outbox.OutgoingItem;
import io.fanfare.outbox.OutgoingKind;
import io.fanfare.social.Post.Status;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Posts in the outbox. */
@Component
class PostKind implements OutgoingKind {
    private final PostStore store;
    private final Outbox outbox;
    private final PostItems items;
    private final PostChanges changes;
    private final NewsroomEntries entries;
    private final Ledger ledger;
    private final Gates gates;
    private final Now now;

    PostKind(
            PostStore store,
            Outbox outbox,
            PostItems items,
            PostChanges changes,
            NewsroomEntries entries,
            Ledger ledger,
            Gates gates,
            Now now) {
        this.store = store;
        this.outbox = outbox;
        this.items = items;
        this.changes = changes;
        this.entries = entries;
        this.ledger = ledger;
        this.gates = gates;
        this.now = now;
    }

    @Override
    public String kind() {
        return Post.KIND;
    }

    /** Posts that are already in the ledger were published before the launch and waited for it. */
    @Override
    public void plan(UUID campaignId) {
        var posts = store.waiting(campaignId);
        var there = ledger.counts(Post.KIND, ids(posts)).keySet();
        gates.release(campaignId, Post.KIND, there);
        ledger.plan(posts.stream()
                .filter(post -> !there.contains(post.queueId()))
                .map(post -> items.row(post, post.scheduledFor()))
                .toList());
    }

    @Override
    public void unplan(UUID campaignId) {
        var there = ledger.counts(Post.KIND, ids(store.waiting(campaignId))).keySet();
        there.forEach(id -> gates.hold(campaignId, Post.KIND, id, true));
    }

    @Override
    public List<PlannedItem> planned(UUID campaignId) {
        return changes.described(store.waiting(campaignId)).stream()
                .map(post -> new PlannedItem(
                        Post.KIND,
                        post.queueId(),
                        post.heading(),
                        post.platform().word(),
                        post.account(),
                        null,
                        null,
                        0,
                        post.scheduledFor(),
                        post.digest(),
                        post.assetIds().isEmpty() ? null : post.assetIds().getFirst()))
                .toList();
    }

    @Override
    public Sendable sendable(UUID campaignId, @Nullable Instant notBefore) {
        var waiting = approved(campaignId);
        int now = due(waiting, notBefore).size();
        return new Sendable(now, waiting.size() - now);
    }

    @Override
    public int sendAll(UUID campaignId, @Nullable Instant notBefore) {
        var posts = due(approved(campaignId), notBefore);
        if (posts.isEmpty()) return 0;
        var ids = ids(posts);
        Instant at = now.instant();
        ledger.hasten(Post.KIND, ids, at);
        ledger.plan(posts.stream().map(post -> items.row(post, at)).toList());
        gates.release(campaignId, Post.KIND, ids);
        // Some may have been submitted since they were read, because they were due.
        var states = ledger.counts(Post.KIND, ids);
        var still = posts.stream()
                .filter(post -> states.getOrDefault(post.queueId(), Map.of()).keySet().stream()
                        .noneMatch(state -> PostChanges.isOut(post, state)))
                .toList();
        var publishing = store.publishing(ids(still));
        publishing.forEach(outbox::notifyBrowsers);
        return publishing.size();
    }

    /** Without posts for which changes were requested. */
    private List<Post> approved(UUID campaignId) {
        var clearance = outbox.clearance(campaignId);
        return store.waiting(campaignId).stream()
                .filter(post -> !clearance.isWithheld(Post.KIND, post.queueId()))
                .toList();
    }

    private static List<Post> due(List<Post> waiting, @Nullable Instant notBefore) {
        return waiting.stream()
                .filter(post -> notBefore == null || post.scheduledFor().isBefore(notBefore))
                .toList();
    }

    private static List<UUID> ids(List<Post> posts) {
        return posts.stream().map(Post::queueId).toList();
    }

    @Override
    public void settled(List<Delivery> rows) {
        for (var row : rows) {
            status(row).flatMap(status -> move(row, status)).ifPresent(post -> {
                if (post.status() == Status.CANCELLED) outbox.remove(post);
                if (post.status() == Status.PUBLISHED) outbox.happened("postPublished", post, null, null);
                else outbox.notifyBrowsers(post);
                changes.notifyPeople(post);
            });
            if (row.state() == Delivery.State.PLANNED || row.state() == Delivery.State.FAILED)
                changes.refreshReturned(row.itemId());
        }
    }

    private Optional<Post> move(Delivery row, Status status) {
        boolean explained = status == Status.FAILED || status == Status.UNCONFIRMED;
        return store.move(
                row.itemId(),
                status,
                status == Status.PUBLISHED ? row.providerRef() : null,
                explained ? row.reason() : null);
    }

    private static Optional<Status> status(Delivery row) {
        return switch (row.state()) {
            case ACCEPTED, CONFIRMED, CAPTURED -> Optional.of(Status.PUBLISHED);
            case HANDED_OVER -> Optional.of(Status.HANDED_OVER);
            case UNCONFIRMED -> Optional.of(Status.UNCONFIRMED);
            case FAILED -> Optional.of(Status.FAILED);
            case CANCELLED, EXCLUDED -> Optional.of(Status.CANCELLED);
            // A retry, automatic or by a person.
            case PLANNED -> Optional.of(Status.PUBLISHING);
            case CLAIMED, SUBMITTED -> Optional.empty();
        };
    }

    @Override
    public int open(UUID campaignId) {
        return (int) store.count(campaignId, Status.SCHEDULED);
    }

    @Override
    public void cancelAll(UUID campaignId) {
        store.close(campaignId);
    }

    @Override
    public void forget(UUID campaignId) {
        entries.forget(campaignId);
        store.forget(campaignId);
    }

    @Override
    public List<UnscheduledEntry> unscheduled(@Nullable UUID campaignId) {
        return items.drafts(campaignId, store.usedCreatives(campaignId));
    }

    @Override
    public String select() {
        return PostStore.LINES;
    }

    @Override
    public List<CalendarEntry> calendar(@Nullable UUID campaignId, Instant from, Instant to) {
        return store.between(campaignId, from, to).stream().map(PostKind::entry).toList();
    }

    @Override
    public List<CalendarEntry> entries(Collection<UUID> ids) {
        return store.listShort(ids).stream().map(PostKind::entry).toList();
    }

    private static CalendarEntry entry(Post post) {
        return new CalendarEntry(
                Post.KIND,
                post.queueId(),
                post.campaignId(),
                post.heading(),
                post.platform().word(),
                post.publishedAt() == null ? post.scheduledFor() : post.publishedAt(),
                post.timeZone(),
                OutgoingItem.word(post.status()),
                post.byHand(),
                post.assetIds().stream().findFirst().orElse(null),
                post.moves());
    }
}
