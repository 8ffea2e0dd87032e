package io.fanfare.approval;

import io.fanfare.activity.Notifications;
import io.fanfare.approval.AlarmPlan.Alarm;
import io.fanfare.approval.AlarmPlan.Kind;
import io.fanfare.approval.AlarmStore.Pending;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
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
 * server was down, each escalation is said, otherwise only the last.
 */
@Component
class ReviewAlarms implements Lane {
    static final String LANE = "approval_reviews";

    private final AlarmStore store;
    private final ReviewStore reviews;
    private final Reviews deciding;
    private final EscalationPeople people;
    private final Notifications notifications;
    private final Audit audit;
    private final Transactions transactions;
    private final Now now;

    ReviewAlarms(
            AlarmStore store,
            ReviewStore reviews,
            Reviews deciding,
            EscalationPeople people,
            Notifications notifications,
            Audit audit,
            Transactions transactions,
            Now now) {
        this.store = store;
        this.reviews = reviews;
        this.deciding = deciding;
        this.people = people;
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
            for (var pending : store.pending()) alarm(pending, pending.plan().due(pending.last(), time));
            return store.pending().stream()
                    .flatMap(pending -> pending.plan().next(pending.last()).stream())
                    .min(Comparator.naturalOrder());
        });
    }

    /** Who hears of a later escalation does not hear of an earlier one at the same time. */
    private void alarm(Pending pending, List<Alarm> due) {
        if (due.isEmpty()) return;
        var review = deciding.get(pending.id());
        var asked = asked(review, deciding.eligible(review, pending.stage()));
        var told = new HashSet<UUID>();
        for (var alarm : due) {
            var kind = Kind.of(alarm.tier());
            var heard =
                    switch (kind) {
                        case REMINDED -> asked;
                        case OVERDUE -> with(asked, review.requestedBy());
                        case ESCALATED -> with(people.of(alarm.to()), review.requestedBy());
                    };
            heard.removeAll(told);
            if (!store.insert(review.id(), pending.stage(), alarm.tier(), heard, null)) continue;
            if (kind == Kind.ESCALATED) escalated(review.id());
            say(review, kind, heard, null);
            told.addAll(heard);
        }
    }

    private void escalated(UUID review) {
        reviews.escalate(review, deciding.get(review).urgency().higher());
    }

    /**
     * A person escalates: its urgency is raised by one step, and {@code to} or those of the next tier are asked. Each tier once.
     */
    void escalate(Review review, @Nullable List<UUID> to, @Nullable String reason) {
        if (to != null && !people.deciders().containsAll(to))
            throw Refused.invalid("to", "must only list members who may decide on approvals");
        int stage = review.stage();
        var terms = reviews.stages(List.of(review.id())).get(stage - 1).terms();
        int tier = AlarmPlan.nextEscalation(terms, store.last(review.id(), stage))
                .orElseThrow(() -> nothing("This stage was escalated to everyone it can be escalated to."));
        var heard = others(to == null ? people.of(AlarmPlan.to(terms, tier)) : to);
        if (heard.isEmpty()) heard = others(asked(review, deciding.eligible(review)));
        if (heard.isEmpty()) throw nothing("There is no one else to notify. Invite a reviewer first.");
        store.insert(review.id(), stage, tier, heard, reason);
        escalated(review.id());
        say(review, Kind.ESCALATED, heard, reason);
        audit.record(Reviews.subject(review), null, Map.of("escalated", heard.size()));
    }

    private static Refused nothing(String sentence) {
        return Refused.conflict("nothing_to_escalate", sentence);
    }

    private void say(Review review, Kind kind, Collection<UUID> people, @Nullable String reason) {
        String what = review.scope().word() + " of " + deciding.title(review);
        switch (kind) {
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
        return asked.isEmpty() ? people.managers() : asked;
    }

    private static Set<UUID> others(Collection<UUID> people) {
        var others = new HashSet<>(people);
        var actor = Current.get().actor();
        if (actor.personId() != null) others.remove(actor.personId());
        return others;
    }

    private static Set<UUID> with(Set<UUID> people, @Nullable UUID more) {
        var all = new HashSet<>(people);
        if (more != null) all.add(more);
        return all;
    }
}
