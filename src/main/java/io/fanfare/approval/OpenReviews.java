package io.fanfare.approval;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The open reviews of the workspace, for dashboards. */
@Component
public class OpenReviews {
    private final ReviewInbox inbox;
    private final ReviewStore store;
    private final Now now;

    OpenReviews(ReviewInbox inbox, ReviewStore store, Now now) {
        this.inbox = inbox;
        this.store = store;
        this.now = now;
    }

    /** How many reviews wait for the caller, and how many of them are overdue. */
    public record WaitingCount(int waiting, int overdue) {}

    /** Counts what {@code GET /api/approvals} lists, of all campaigns or of some. */
    public WaitingCount waiting(@Nullable Collection<UUID> campaigns) {
        if (!Current.get().may("approval.decide")) return new WaitingCount(0, 0);
        var waiting = inbox.waiting().stream()
                .filter(one ->
                        campaigns == null || campaigns.contains(one.review().campaignId()))
                .toList();
        var time = now.instant();
        int overdue =
                (int) waiting.stream().filter(one -> one.review().overdue(time)).count();
        return new WaitingCount(waiting.size(), overdue);
    }

    /** Those of all campaigns whose deadline has passed, the oldest first. */
    public List<OverdueReview> overdue() {
        return store.overdue();
    }
}
