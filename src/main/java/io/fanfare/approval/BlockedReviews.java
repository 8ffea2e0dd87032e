package io.fanfare.approval;

import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Transactions;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Alarms when an open review has no one left who can decide it, whatever took them away: they left, a link expired, or they wrote
 * some of the new version.
 */
@Component
class BlockedReviews implements Lane {
    static final String LANE = "approval_blocked";

    /** What decides who may approve. */
    private static final Set<String> KINDS = Set.of("member", "workspace", "delegation", "review");

    private final ReviewStore reviews;
    private final ApprovalStore approvals;
    private final Deciders deciders;
    private final ReviewStages stages;
    private final ShareStore shares;
    private final Transactions transactions;
    private final Ready ready;
    private final Now now;

    BlockedReviews(
            ReviewStore reviews,
            ApprovalStore approvals,
            Deciders deciders,
            ReviewStages stages,
            ShareStore shares,
            Transactions transactions,
            Ready ready,
            Now now) {
        this.reviews = reviews;
        this.approvals = approvals;
        this.deciders = deciders;
        this.stages = stages;
        this.shares = shares;
        this.transactions = transactions;
        this.ready = ready;
        this.now = now;
    }

    @EventListener
    void changed(Audit.Event event) {
        if (KINDS.contains(event.subject().kind())) ready.mark(LANE, now.instant());
    }

    @Override
    public String name() {
        return LANE;
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public Optional<Instant> work() {
        return transactions.write(() -> {
            check();
            return shares.nextEnd();
        });
    }

    private void check() {
        var open = reviews.open().stream().collect(Collectors.toMap(Review::id, review -> review));
        var campaigns = open.values().stream().map(Review::campaignId).collect(Collectors.toSet());
        var titles = approvals.titles(campaigns);
        var states = approvals.states(campaigns).values().stream()
                .flatMap(scopes -> scopes.values().stream())
                .filter(state -> open.containsKey(state.row().reviewId()))
                .toList();
        for (var items : deciders.open(states)) {
            var review = Objects.requireNonNull(open.get(items.state().row().reviewId()));
            stages.alarm(review, titles.getOrDefault(review.campaignId(), ""), items);
        }
    }
}
