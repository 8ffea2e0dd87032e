package io.fanfare.approval;

import io.fanfare.approval.ReviewDetails.ReviewItem;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the caller may do about a scope or a review now. */
@Component
class ReviewMoves {
    private final Operations operations;
    private final Reviews reviews;
    private final AlarmStore alarms;

    ReviewMoves(Operations operations, Reviews reviews, AlarmStore alarms) {
        this.operations = operations;
        this.reviews = reviews;
        this.alarms = alarms;
    }

    List<String> ofScope(OpenItems open) {
        var state = open.state();
        var person = Current.get().actor().personId();
        var moves = new ArrayList<String>();
        if (!state.reviewable()) return moves;
        if (state.row().reviewId() != null) {
            moves.add("withdrawReview");
            if (waitsForOthers(open, person)) moves.add("remindReviewers");
        }
        switch (state.status()) {
            case APPROVED -> {
                if (!state.withheld().isEmpty()) moves.add("requestApproval");
                moves.add("rejectScope");
            }
            case REJECTED -> moves.add("requestApproval");
            case PENDING, NEEDS_REVIEW -> {
                moves.add("requestApproval");
                if (!open.verdicts().isPlain()) moves.addAll(inStages(open, person));
                else {
                    if (person == null || !state.writtenBy(person) || reviews.mayApproveOwn())
                        moves.add("approveScope");
                    moves.add("rejectScope");
                }
            }
        }
        return operations.permitted(moves);
    }

    /** Only the people of a stage decide, in its turn. */
    private static List<String> inStages(OpenItems open, @Nullable UUID person) {
        if (open.state().row().reviewId() == null || person == null || !open.has(person)) return List.of();
        return open.eligible().contains(person) ? List.of("approveScope", "rejectScope") : List.of("rejectScope");
    }

    /** Of an open review; {@code closed} campaigns take comments only. */
    List<String> ofReview(Review review, OpenItems open, List<ReviewItem> items, boolean closed) {
        var moves = new ArrayList<>(List.of("commentOnReview"));
        boolean current = review.id().equals(open.state().row().reviewId());
        if (review.closedAt() == null && current && !closed) {
            var person = Current.get().person();
            boolean plain = open.verdicts().isPlain();
            moves.addAll(List.of("withdrawReview", "shareReview"));
            if (waitsForOthers(open, person)) moves.add("remindReviewers");
            if (isEscalatable(review, open)) moves.add("escalateReview");
            if (plain || open.has(person)) moves.addAll(List.of("requestReviewChanges", "rejectReview"));
            if (plain
                    ? items.isEmpty() || items.stream().anyMatch(item -> !item.ownWork())
                    : open.eligible().contains(person)) moves.add("approveReview");
        }
        return operations.permitted(moves);
    }

    private static boolean waitsForOthers(OpenItems open, @Nullable UUID person) {
        return open.eligible().stream().anyMatch(able -> !able.equals(person));
    }

    private boolean isEscalatable(Review review, OpenItems open) {
        var terms = open.verdicts().panels().get(review.stage() - 1).terms();
        return AlarmPlan.nextEscalation(terms, alarms.last(review.id(), review.stage()))
                .isPresent();
    }
}
