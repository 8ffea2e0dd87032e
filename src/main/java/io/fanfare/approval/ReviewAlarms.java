package io.fanfare.approval;

import io.fanfare.activity.Notifications;
import io.fanfare.approval.AlarmStore.Pending;
import io.fanfare.approval.AlarmStore.Tier;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reminds reviewers before a review is due, says when it is overdue, and escalates it if it stays so. Of what was missed while the
 * server was down, only the last is said.
 */
@Component
class ReviewAlarms implements Lane {
    static final String LANE = "approval_reviews";

    private final AlarmStore store;
    private final ReviewStore reviews;
    private final Reviews deciding;
    private final Members members;
    private final Notifications notifications;
    private final Audit audit;
    private final Transactions transactions;
    private final Now now;

    ReviewAlarms(
            AlarmStore store,
            ReviewStore reviews,
            Reviews deciding,
            Members members,
            Notifications notifications,
            Audit audit,
            Transactions transactions,
            Now now) {
        this.store = store;
        this.reviews = reviews;
        this.deciding = deciding;
        this.members = members;
        this.notifications = notifications;
        this.audit = audit;
        this.transactions = transactions;
        this.now = now;
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
            var time = now.instant();
            for (var pending : store.pending()) due(pending, time).ifPresent(tier -> alarm(pending, tier));
            return store.pending().stream().map(ReviewAlarms::next).min(Comparator.naturalOrder());
        });
    }

    /** The last tier whose time has come and that was not said yet. */
    private static Optional<Tier> due(Pending pending, Instant time) {
        return List.of(Tier.values()).reversed().stream()
                .filter(tier -> tier.level() > pending.last())
                .filter(tier -> !at(pending, tier).isAfter(time))
                .findFirst();
    }

    private static Instant next(Pending pending) {
        return at(pending, Tier.of(pending.last() + 1));
    }

    /** A reminder after three quarters of the time, an escalation half of it after the end. */
    static Instant at(Pending pending, Tier tier) {
        var given = Duration.between(pending.openedAt(), pending.deadline());
        return switch (tier) {
            case REMINDED -> pending.deadline().minus(given.dividedBy(4));
            case OVERDUE -> pending.deadline();
            case ESCALATED -> pending.deadline().plus(given.dividedBy(2));
        };
    }

    private void alarm(Pending pending, Tier tier) {
        var review = deciding.get(pending.id());
        var asked = asked(review, deciding.eligible(review, pending.stage()));
        var people =
                switch (tier) {
                    case REMINDED -> asked;
                    case OVERDUE -> with(asked, review.requestedBy());
                    case ESCALATED -> with(managers(), review.requestedBy());
                };
        if (!store.insert(review.id(), pending.stage(), tier, people, null)) return;
        if (tier == Tier.ESCALATED)
            reviews.escalate(review.id(), review.urgency().higher());
        say(review, tier, people, null);
    }

    /**
     * A person escalates: its urgency is raised by one step, and {@code to} or the owners and admins are asked. Once in a review.
     */
    void escalate(Review review, @Nullable List<UUID> to, @Nullable String reason) {
        if (to != null && !members.with("approval.decide").containsAll(to))
            throw Refused.invalid("to", "must only list members who may decide on approvals");
        var people = others(to == null ? managers() : to);
        if (people.isEmpty()) people = others(asked(review, deciding.eligible(review)));
        if (people.isEmpty() || !store.insert(review.id(), review.stage(), Tier.ESCALATED, people, reason))
            throw Refused.conflict(
                    "nothing_to_escalate",
                    people.isEmpty()
                            ? "There is no one else to notify. Invite a reviewer first."
                            : "This review was escalated before. It is escalated only once in each stage.");
        reviews.escalate(review.id(), review.urgency().higher());
        say(review, Tier.ESCALATED, people, reason);
        audit.record(Reviews.subject(review), null, Map.of("escalated", people.size()));
    }

    private void say(Review review, Tier tier, Collection<UUID> people, @Nullable String reason) {
        String what = review.scope().word() + " of " + deciding.title(review);
        switch (tier) {
            case REMINDED ->
                notifications.notify(
                        people,
                        "approval_reminder",
                        "Reminder: review the " + what,
                        "It is due soon, and " + review.requestedByName() + " is waiting for your decision.",
                        Reviews.subject(review));
            case OVERDUE ->
                notifications.notify(
                        people,
                        "approval_overdue",
                        "Overdue: review of the " + what,
                        "A decision was due. Nothing of it is sent before it is approved.",
                        Reviews.subject(review));
            case ESCALATED ->
                notifications.notify(
                        people,
                        "approval_escalated",
                        "Escalated: review of the " + what,
                        reason == null
                                ? "It is overdue. Decide on it, or ask another reviewer."
                                : Current.get().actor().name() + ": " + reason,
                        Reviews.subject(review));
        }
    }

    /** Those who can decide it, or if no one can, those who manage the members. */
    private Set<UUID> asked(Review review, Collection<UUID> eligible) {
        var asked = ReviewStages.named(review, eligible);
        return asked.isEmpty() ? managers() : asked;
    }

    private static Set<UUID> others(Collection<UUID> people) {
        var others = new HashSet<>(people);
        var actor = Current.get().actor();
        if (actor.personId() != null) others.remove(actor.personId());
        return others;
    }

    private Set<UUID> managers() {
        return new HashSet<>(members.with("member.manage"));
    }

    private static Set<UUID> with(Set<UUID> people, @Nullable UUID more) {
        var all = new HashSet<>(people);
        if (more != null) all.add(more);
        return all;
    }
}
