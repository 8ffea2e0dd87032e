package io.fanfare.approval;

import io.fanfare.activity.Notifications;
import io.fanfare.approval.ApprovalStore.NewDecision;
import io.fanfare.approval.ItemVerdicts.Outcome;
import io.fanfare.approval.MarkStore.Verdict;
import io.fanfare.approval.MarkStore.Voice;
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
    private final Deciders deciders;
    private final Decisions decisions;
    private final Reviews reviews;
    private final Notifications notifications;
    private final Audit audit;

    ItemDecisions(
            MarkStore store,
            ApprovedContents contents,
            CommentStore comments,
            Deciders deciders,
            Decisions decisions,
            Reviews reviews,
            Notifications notifications,
            Audit audit) {
        this.store = store;
        this.contents = contents;
        this.comments = comments;
        this.deciders = deciders;
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
        static ReviewedItem of(ItemRow row) {
            return new ReviewedItem(row.kind(), row.itemId(), String.valueOf(row.digest()));
        }

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

    /** Approves all of a scope, or in a review with stages all that waits for the caller. */
    void approve(ScopeState state, @Nullable String comment, @Nullable String digest) {
        var open = deciders.open(state);
        if (open.verdicts().isPlain()) {
            decisions.approve(state, comment, digest);
            return;
        }
        Decisions.requireCurrent(state, digest);
        if (!state.reviewable() || state.row().reviewId() == null && Decisions.isDecided(state)) {
            audit.unchanged();
            return;
        }
        var review = review(state);
        var person = Current.get().person();
        var waiting = open.items();
        var mine =
                waiting.stream().filter(item -> open.mayApprove(person, item)).toList();
        if (mine.isEmpty() && waiting.isEmpty()) {
            if (open.turn().stream().noneMatch(panel -> panel.mayApprove(person, state::writtenBy)))
                throw notYours(open.turn());
            open.verdicts().outcome().ifPresent(outcome -> decisions.settle(state, outcome));
            return;
        }
        if (mine.isEmpty() && !open.own(person).isEmpty()) throw ownWork();
        if (mine.isEmpty()) throw notYours(open.turn());
        decide(
                List.of(new Part(
                        review, state, mine.stream().map(ReviewedItem::of).toList())),
                Verdict.APPROVED,
                comment);
    }

    /** Rejects all of a scope. In a review with stages, one whose turn it is does. */
    void reject(ScopeState state, Approvals.Rejection rejection) {
        var open = deciders.open(state);
        if (!open.verdicts().isPlain()
                && state.row().reviewId() != null
                && !open.has(Current.get().person())) throw notYours(open.turn());
        decisions.reject(state, rejection);
    }

    private Review review(ScopeState state) {
        if (state.row().reviewId() == null)
            throw Refused.conflict("review_needed", "This is approved in stages. Request a review first.");
        return reviews.get(state.row().reviewId());
    }

    private static Refused ownWork() {
        return Refused.forbidden(
                "approval_own_work", "You changed this since the last decision, so another person has to approve it.");
    }

    /** Decides on items in all reviews that include them: one act of a person, recorded and notified once. */
    void decide(List<Part> parts, Verdict verdict, @Nullable String comment) {
        var rows = new LinkedHashMap<String, ItemRow>();
        var ended = new ArrayList<ReviewOutcome.Ended>();
        var concluded = new ArrayList<Map<String, Object>>();
        for (var part : parts) {
            var verdicts = deciders.verdicts(part.state(), part.review());
            var chosen = part.items().stream()
                    .map(item -> row(verdicts.decidable(), item))
                    .toList();
            chosen.forEach(row -> rows.putIfAbsent(row.key(), row));
            boolean own = mark(part, verdicts, chosen, verdict, comment);
            var outcome = deciders.verdicts(part.state(), part.review()).outcome();
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
    private boolean mark(
            Part part, ItemVerdicts verdicts, List<ItemRow> rows, Verdict verdict, @Nullable String comment) {
        var state = part.state();
        var following = following(verdicts, rows);
        boolean own = verdict == Verdict.APPROVED && isOwn(state, following);
        if (own && !reviews.mayApproveOwn()) throw ownWork();
        for (var voice : voices(verdicts, rows, verdict))
            store.insert(part.review().id(), voice, state, rows, verdict, comment);
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

    /** In which of the stages whose turn it is the caller decides on these items. */
    private List<Voice> voices(ItemVerdicts verdicts, List<ItemRow> rows, Verdict verdict) {
        var person = Current.get().person();
        var turn = verdicts.turn();
        var voices = turn.stream()
                .filter(panel -> rows.stream()
                        .allMatch(row -> verdict == Verdict.APPROVED
                                ? panel.mayApprove(person, one -> verdicts.wrote(row, one))
                                : panel.has(person)))
                .map(panel -> new Voice(
                        panel.position(),
                        deciders.named(panel.representedBy(person).stream()
                                .filter(member ->
                                        panel.ownWork() || rows.stream().noneMatch(row -> verdicts.wrote(row, member)))
                                .toList())))
                .toList();
        if (voices.isEmpty()) throw notYours(turn);
        return voices;
    }

    private Refused notYours(List<Panel> turn) {
        var people = new ArrayList<>(deciders.named(turn.stream()
                .flatMap(panel -> panel.people().stream())
                .distinct()
                .toList()));
        turn.forEach(panel -> panel.guests()
                .forEach(guest -> people.add(new ReviewDetails.EligiblePerson(guest.id(), guest.name()))));
        return Refused.forbidden(
                "approval_not_yours",
                ReviewDetails.Blocked.inStage(turn.getFirst().terms(), List.of(), false, people)
                        .sentence());
    }

    private static ItemRow row(List<ItemRow> rows, ReviewedItem item) {
        var row = rows.stream()
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
    private static List<ItemRow> following(ItemVerdicts verdicts, List<ItemRow> rows) {
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
