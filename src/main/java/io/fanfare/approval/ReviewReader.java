package io.fanfare.approval;

import io.fanfare.approval.ApprovedContents.Version;
import io.fanfare.approval.ItemContents.ItemContent;
import io.fanfare.approval.ReviewDetails.Blocked;
import io.fanfare.approval.ReviewDetails.EligiblePerson;
import io.fanfare.approval.ReviewDetails.ReviewItem;
import io.fanfare.approval.ReviewDetails.ReviewStage;
import io.fanfare.approval.ReviewDetails.SentBack;
import io.fanfare.approval.ReviewDetails.StageEscalation;
import io.fanfare.approval.ScopeState.Entry;
import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.kernel.Current;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads one review with its items, versions and comments. */
@Component
class ReviewReader {
    private final Manifest manifest;
    private final Reviews reviews;
    private final Deciders deciders;
    private final ShareLinks shares;
    private final CommentStore comments;
    private final ReviewMoves moves;
    private final StageDecisions decided;
    private final ApprovedContents contents;

    ReviewReader(
            Manifest manifest,
            Reviews reviews,
            Deciders deciders,
            ShareLinks shares,
            CommentStore comments,
            ReviewMoves moves,
            StageDecisions decided,
            ApprovedContents contents) {
        this.manifest = manifest;
        this.reviews = reviews;
        this.deciders = deciders;
        this.shares = shares;
        this.comments = comments;
        this.moves = moves;
        this.decided = decided;
        this.contents = contents;
    }

    ReviewDetails read(Review review) {
        var state = Objects.requireNonNull(manifest.states(review.campaignId()).get(review.scope()));
        var planned = state.planned();
        var current = contents.current(
                Stream.concat(planned.stream(), commented(review)).distinct().toList());
        var open = deciders.open(state);
        var items = items(review, state, open, current);
        var scope = ScopeApproval.of(state, decided.history(review.campaignId()), current, null, List.of());
        var stages = stages(review, open);
        var can = moves.ofReview(review, open, items, manifest.closed(review.campaignId()) != null);
        return new ReviewDetails(
                review.id(),
                review.campaignId(),
                reviews.title(review),
                review.scope(),
                review.state(),
                review.urgency().word(),
                review.message(),
                review.requestedByName(),
                review.requestedAt(),
                review.deadline(),
                reviews.isOverdue(review),
                new ReviewDetails.Policy(review.policy(), review.policyVersion()),
                state.digest(),
                review.digest(),
                items,
                scope.drafts(),
                scope.changedSince(),
                stages,
                comments(review, current),
                shares.of(review),
                blocked(review, open, can, items),
                can);
    }

    /** The items that comments are about; they may no longer be scheduled. */
    private Stream<Entry> commented(Review review) {
        return comments.of(review).stream()
                .map(Comment.Row::anchor)
                .filter(Objects::nonNull)
                .map(anchor -> new Entry(anchor.item().kind(), anchor.item().id(), "", "", null));
    }

    private List<ReviewItem> items(Review review, ScopeState state, OpenItems open, Map<String, ItemContent> current) {
        var verdicts = review.id().equals(state.row().reviewId()) ? open.verdicts() : deciders.verdicts(state, review);
        boolean decides = review.closedAt() == null && Current.get().may("approval.decide");
        var approved = contents.approved(state.row());
        var sentBack = SentBackVersions.of(state, decided.requested(review), contents);
        boolean mayApproveOwn = reviews.mayApproveOwn();
        var person = Current.get().person();
        return verdicts.decidable().stream()
                .map(row -> item(
                        row,
                        verdicts,
                        current.get(row.key()),
                        approved.get(row.key()),
                        sentBack.get(row.key(), approved.get(row.key())),
                        !mayApproveOwn && state.writtenBy(row, person),
                        decides && open.mayApprove(person, row)))
                .toList();
    }

    private static ReviewItem item(
            ItemRow row,
            ItemVerdicts verdicts,
            @Nullable ItemContent current,
            @Nullable Version approved,
            @Nullable SentBack sentBack,
            boolean ownWork,
            boolean waitsForYou) {
        var verdict = verdicts.of(row);
        // What one of several stages said is part of the stages.
        var mark = verdict.isEmpty() ? null : verdicts.last(row);
        return new ReviewItem(
                row.kind(),
                row.itemId(),
                row.title(),
                String.valueOf(row.digest()),
                row.draft(),
                row.uses(),
                ReviewDetails.word(verdict.orElse(null)),
                mark == null ? null : mark.decidedByName(),
                mark == null ? null : mark.at(),
                mark == null ? null : mark.comment(),
                ownWork,
                waitsForYou,
                current,
                approved == null ? null : approved.content(),
                approved == null ? null : approved.at(),
                sentBack);
    }

    private List<ReviewStage> stages(Review review, OpenItems open) {
        return decided.of(review).stream()
                .map(one -> {
                    var stage = one.stage();
                    return new ReviewStage(
                            stage.name(),
                            stage.position(),
                            stage.terms().role(),
                            stage.terms().people(),
                            stage.terms().how(),
                            stage.terms().parallel(),
                            ReviewDetails.word(stage.state()),
                            stage.openedAt(),
                            stage.deadline(),
                            review.closedAt() == null ? deciders.eligible(open, stage.position()) : List.of(),
                            one.decisions(),
                            one.escalations().stream().map(this::escalation).toList());
                })
                .toList();
    }

    private StageEscalation escalation(AlarmStore.Alarm alarm) {
        return new StageEscalation(
                alarm.tier() - AlarmPlan.OVERDUE,
                alarm.at(),
                deciders.named(alarm.people()).stream()
                        .map(EligiblePerson::name)
                        .toList());
    }

    private List<Comment> comments(Review review, Map<String, ItemContent> current) {
        return comments.of(review).stream()
                .map(row -> row.comment(content(row, current)))
                .toList();
    }

    static @Nullable ItemContent content(Comment.Row row, Map<String, ItemContent> current) {
        var anchor = row.anchor();
        return anchor == null
                ? null
                : current.get(Item.key(anchor.item().kind(), anchor.item().id()));
    }

    private @Nullable Blocked blocked(Review review, OpenItems open, List<String> can, List<ReviewItem> items) {
        if (review.closedAt() != null || can.contains("approveReview")) return null;
        return deciders.blocked(open, can.contains("requestReviewChanges") && !items.isEmpty());
    }
}
