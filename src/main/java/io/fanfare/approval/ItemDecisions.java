package io.fanfare.approval;

import io.fanfare.activity.Notifications;
import io.fanfare.approval.ApprovalStore.NewDecision;
import io.fanfare.approval.ItemVerdicts.Outcome;
import io.fanfare.approval.MarkStore.Verdict;
import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Refused;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decisions on single items of reviews. Once every item of a scope has one, they become the decision on the scope. */
@Component
class ItemDecisions {
    static final String CHANGES_REQUESTED = "approval_changes_requested";

    private final MarkStore store;
    private final ApprovedContents contents;
    private final CommentStore comments;
    private final Decisions decisions;
    private final Reviews reviews;
    private final Notifications notifications;
    private final Audit audit;

    ItemDecisions(
            MarkStore store,
            ApprovedContents contents,
            CommentStore comments,
            Decisions decisions,
            Reviews reviews,
            Notifications notifications,
            Audit audit) {
        this.store = store;
        this.contents = contents;
        this.comments = comments;
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

    /** Items of one review that are decided on. */
    record Part(Review review, ScopeState state, List<ReviewedItem> items) {}

    /** These items are approved. Their content decides: a time that is approved settles nothing about the words. */
    static void settled(Notifications notifications, Scope scope, List<UUID> items) {
        if (scope == Scope.CONTENT) notifications.resolve(items, CHANGES_REQUESTED);
    }

    /** Decides on items in all reviews that include them: one act of a person, recorded and notified once. */
    void decide(List<Part> parts, Verdict verdict, @Nullable String comment) {
        var rows = new LinkedHashMap<String, ItemRow>();
        var ended = new ArrayList<ReviewOutcome.Ended>();
        var concluded = new ArrayList<Map<String, Object>>();
        for (var part : parts) {
            var chosen =
                    part.items().stream().map(item -> row(part.state(), item)).toList();
            chosen.forEach(row -> rows.putIfAbsent(row.key(), row));
            boolean own = mark(part, chosen, verdict, comment);
            var outcome =
                    ItemVerdicts.of(part.state(), store.of(part.review().id())).outcome();
            if (outcome.isEmpty()) continue;
            concluded.add(conclude(part.state(), outcome.get(), own));
            ended.add(new ReviewOutcome.Ended(part.review(), part.state(), outcome.get()));
        }
        var names = ItemNames.of(parts.stream().map(Part::state).toList(), contents);
        var result = ReviewOutcome.of(List.copyOf(rows.values()), ended, verdict, comment, names);
        record(parts, rows.values(), result, concluded);
        notifyPeople(parts, result);
    }

    /** Returns whether the caller approved work of their own. */
    private boolean mark(Part part, List<ItemRow> rows, Verdict verdict, @Nullable String comment) {
        var state = part.state();
        var following = following(part, rows);
        boolean own = verdict == Verdict.APPROVED && isOwn(state, following);
        if (own && !reviews.mayApproveOwn())
            throw Refused.forbidden(
                    "approval_own_work",
                    "You changed this since the last decision, so another person has to approve it.");
        store.insert(part.review().id(), state, rows, verdict, comment);
        var scope = state.row().scope();
        switch (verdict) {
            case APPROVED -> {
                settled(notifications, scope, rows.stream().map(ItemRow::itemId).toList());
                comments.resolve(
                        state.row().campaignId(),
                        scope,
                        following.stream().map(ItemRow::key).toList(),
                        Current.get().actor().name());
            }
            case CHANGES_REQUESTED ->
                contents.store(
                        state.row(),
                        following.stream().map(ScopeState.Entry::of).toList());
        }
        return own;
    }

    private Map<String, Object> conclude(ScopeState state, Outcome outcome, boolean own) {
        NewDecision decision = decisions.conclude(state, outcome, own);
        return Map.of(
                "scope",
                state.row().scope(),
                "status",
                decision.decision(),
                "digest",
                decision.digest(),
                "ownWork",
                decision.ownWork());
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

    /** The items with the drafts that are decided with them. */
    private List<ItemRow> following(Part part, List<ItemRow> rows) {
        var verdicts = ItemVerdicts.of(part.state(), store.of(part.review().id()));
        return rows.stream()
                .flatMap(row -> Stream.concat(Stream.of(row), verdicts.following(row)))
                .distinct()
                .toList();
    }

    /** Whether the caller wrote one of these items, or a draft that would be approved with them. */
    private static boolean isOwn(ScopeState state, List<ItemRow> rows) {
        var person = Current.get().person();
        return rows.stream().anyMatch(row -> state.writtenBy(row, person));
    }

    private void record(
            List<Part> parts, Collection<ItemRow> rows, ReviewOutcome result, List<Map<String, Object>> concluded) {
        audit.record(
                "itemsDecided",
                result.subject(parts.getFirst().review().campaignId()),
                null,
                Map.of(
                        "decision", result.verdict(),
                        "items", rows.stream().map(ItemRow::key).toList(),
                        "scopes", concluded,
                        "comment", Objects.requireNonNullElse(result.comment(), "")));
    }

    /** The authors and the person who requested the review: at once if there is something to change, otherwise at its end. */
    private void notifyPeople(List<Part> parts, ReviewOutcome result) {
        var notice = result.notice(reviews.title(parts.getFirst().review()));
        if (notice.isEmpty()) return;
        // What was asked for before is part of this notice.
        if (result.verdict() == Verdict.APPROVED) notifications.resolve(result.toChangeIds(), CHANGES_REQUESTED);
        notice.get().send(notifications, result.people(parts));
    }
}
