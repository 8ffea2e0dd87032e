package io.fanfare.approval;

import io.fanfare.activity.Notifications;
import io.fanfare.approval.MarkStore.Verdict;
import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decisions on single items of a review. Once every item has one, they become the decision on the scope. */
@Component
class ItemDecisions {
    private final MarkStore store;
    private final Decisions decisions;
    private final Reviews reviews;
    private final Notifications notifications;
    private final Audit audit;

    ItemDecisions(MarkStore store, Decisions decisions, Reviews reviews, Notifications notifications, Audit audit) {
        this.store = store;
        this.decisions = decisions;
        this.reviews = reviews;
        this.notifications = notifications;
        this.audit = audit;
    }

    /** An item in the version that was reviewed. */
    record ReviewedItem(
            @NotBlank @Size(max = 50) String kind,
            @NotNull UUID id,
            @NotBlank @Size(max = 100) String digest) {
        String key() {
            return Item.key(kind, id);
        }
    }

    /**
     * The changes that a person has just requested: an item in two reviews is one matter, so people are notified once. The
     * notification about one item leads to that item, and ends when it is approved.
     */
    record RequestedChanges(List<ItemRow> rows, @Nullable String comment) {
        private static final String KIND = "approval_changes_requested";

        /** These items are approved. Their content decides: a time that is approved settles nothing about the words. */
        static void settled(Notifications notifications, Scope scope, List<UUID> items) {
            if (scope == Scope.CONTENT) notifications.resolve(items, KIND);
        }

        void notify(Notifications notifications, Collection<UUID> people, Subject review) {
            var only = rows.getFirst();
            notifications.notifyOnce(
                    people,
                    KIND,
                    "Changes requested: “" + titles(rows) + "”",
                    Current.get().actor().name() + (comment == null ? " requested changes." : ": " + comment),
                    rows.size() == 1
                            ? new Subject(only.kind(), only.itemId(), only.title(), only.campaignId())
                            : review);
        }
    }

    private static String titles(List<ItemRow> rows) {
        return rows.stream().map(ItemRow::title).distinct().collect(Collectors.joining("”, “"));
    }

    void mark(Review review, ScopeState state, List<ReviewedItem> items, Verdict verdict, @Nullable String comment) {
        var rows = items.stream().map(item -> row(state, item)).toList();
        boolean own = verdict == Verdict.APPROVED && isOwn(state, ItemVerdicts.of(state, store.of(review.id())), rows);
        if (own && !reviews.mayApproveOwn())
            throw Refused.forbidden(
                    "approval_own_work",
                    "You changed this since the last decision, so another person has to approve it.");
        store.insert(review.id(), state, rows, verdict, comment);
        if (verdict == Verdict.APPROVED)
            RequestedChanges.settled(
                    notifications,
                    state.row().scope(),
                    rows.stream().map(ItemRow::itemId).toList());
        var outcome = ItemVerdicts.of(state, store.of(review.id())).outcome();
        if (outcome.isPresent()) {
            var requested = verdict == Verdict.CHANGES_REQUESTED ? new RequestedChanges(rows, comment) : null;
            decisions.decide(state, outcome.get(), own, requested);
            return;
        }
        audit.record(
                verdict == Verdict.APPROVED ? "itemsApproved" : "itemChangesRequested",
                new Subject("review", review.id(), titles(rows), review.campaignId()),
                null,
                Map.of("items", items, "comment", Objects.requireNonNullElse(comment, "")));
        if (verdict == Verdict.CHANGES_REQUESTED) notifyPeople(review, rows, new RequestedChanges(rows, comment));
    }

    private static ItemRow row(ScopeState state, ReviewedItem item) {
        var row = state.plannedRows().stream()
                .filter(planned -> planned.key().equals(item.key()))
                .findFirst()
                .orElseThrow(() -> Refused.invalid("items", "must only list scheduled items of this review"));
        if (!item.digest().equals(row.digest()))
            throw Refused.conflict(
                    "approval_stale",
                    "“" + row.title()
                            + "” changed after you read it. Read it again, then decide on the current version.");
        return row;
    }

    /** Whether the caller wrote one of these items, or a draft that would be approved with them. */
    private static boolean isOwn(ScopeState state, ItemVerdicts verdicts, List<ItemRow> rows) {
        var person = Current.get().person();
        return rows.stream()
                .flatMap(row -> Stream.concat(Stream.of(row), verdicts.following(row)))
                .anyMatch(row -> state.writtenBy(row, person));
    }

    /** The authors and the person who requested the review do not have to wait until everything is decided. */
    private void notifyPeople(Review review, List<ItemRow> rows, RequestedChanges requested) {
        var people = rows.stream()
                .map(ItemRow::changedBy)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet<UUID>::new));
        if (review.requestedBy() != null) people.add(review.requestedBy());
        var actor = Current.get().actor();
        if (actor.personId() != null) people.remove(actor.personId());
        requested.notify(notifications, people, Reviews.subject(review));
    }
}
