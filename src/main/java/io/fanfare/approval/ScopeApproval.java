package io.fanfare.approval;

import io.fanfare.approval.ApprovalStore.PastDecision;
import io.fanfare.approval.ItemContents.ItemContent;
import io.fanfare.approval.ScopeState.Decision;
import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.approval.StageDecisions.DecidedStage;
import io.fanfare.identity.StageRole;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One scope. {@code digest} covers the current {@code items} and {@code drafts} and the current strategy version: send it
 * with a decision to make sure that you decide on what you saw. {@code items} are scheduled; a draft whose
 * content one of them takes is decided with it. {@code drafts} are not used by
 * a scheduled item: a decision includes them, so that scheduling them later needs no second review, and changing them before
 * that asks for none. {@code count} counts what is sent apart from drafts. {@code changedSince} lists the items that differ from the last decision, with the person who changed
 * them; a new strategy version appears there in every scope, because decisions rest on the strategy. {@code comment} belongs
 * to the last decision. {@code review} and {@code stages} describe the open review, or the last one if none is open. {@code
 * blocked} says why you can't approve an open review, and who can.
 */
record ScopeApproval(
        Scope scope,
        String status,
        String digest,
        @Nullable String approvedDigest,
        List<ManifestItem> items,
        List<ManifestItem> drafts,
        ScopeState.Count count,
        List<ChangedItem> changedSince,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String reason,
        @Nullable String comment,
        @Nullable String kind,
        String policy,
        @Nullable UUID reviewId,
        @Nullable ScopeReview review,
        List<ReviewStage> stages,
        List<WithheldItem> withheld,
        ReviewDetails.@Nullable Blocked blocked,
        List<String> can) {

    /** An item that the approval left out because changes were requested. It is not sent. */
    record WithheldItem(String kind, UUID id, String title) {}

    /** One item that a decision covers. {@code channel} is its platform or {@code email}, {@code at} when it goes out. */
    record ManifestItem(
            String kind,
            UUID id,
            String title,
            String digest,
            @Nullable String channel,
            @Nullable Instant at) {
        static ManifestItem of(ItemRow row, @Nullable ItemContent content) {
            return new ManifestItem(
                    row.kind(),
                    row.itemId(),
                    row.title(),
                    String.valueOf(row.digest()),
                    content == null ? null : content.channel(),
                    content == null ? null : content.at());
        }
    }

    /** How an item differs from the last decision: {@code added, changed, removed}. */
    record ChangedItem(String kind, UUID id, String title, String change, String by, Instant at) {}

    /**
     * A requested review. {@code state} is {@code open, approved, rejected, changes_requested} or {@code withdrawn}, which
     * means that the request was taken back, or that the campaign was archived or ended; {@code changed} says that an item changed after the request.
     */
    record ScopeReview(
            UUID id,
            String state,
            String urgency,
            @Nullable String message,
            String requestedBy,
            Instant requestedAt,
            @Nullable Instant closedAt,
            boolean changed) {
        static ScopeReview of(Review review) {
            return new ScopeReview(
                    review.id(),
                    review.state(),
                    review.urgency().word(),
                    review.message(),
                    review.requestedByName(),
                    review.requestedAt(),
                    review.closedAt(),
                    review.changed());
        }
    }

    /** A stage of the review. */
    record ReviewStage(
            String name,
            @Nullable StageRole role,
            String state,
            @Nullable Instant deadline,
            List<StageDecision> decisions) {
        static ReviewStage of(DecidedStage decided) {
            var stage = decided.stage();
            return new ReviewStage(
                    stage.name(), stage.terms().role(), word(stage.state()), stage.deadline(), decided.decisions());
        }
    }

    /**
     * A decision in a stage; {@code items} are the titles of the items that it was about, empty for all of them. {@code onBehalfOf} are
     * the names of the people that {@code by} decided for, {@code auto} the rule that decided.
     */
    record StageDecision(
            String decision,
            List<String> items,
            String by,
            List<String> onBehalfOf,
            Instant at,
            @Nullable String comment,
            boolean ownWork,
            AutoStore.@Nullable Auto auto) {
        static StageDecision of(PastDecision decision) {
            return new StageDecision(
                    word(decision.decision()),
                    List.of(),
                    decision.decidedByName(),
                    List.of(),
                    decision.at(),
                    decision.comment(),
                    decision.ownWork(),
                    null);
        }
    }

    /** What has been requested and decided in a campaign so far. */
    record History(List<Review> reviews, List<DecidedStage> stages, List<PastDecision> decisions) {}

    static ScopeApproval of(
            ScopeState state,
            History history,
            Map<String, ItemContent> contents,
            ReviewDetails.@Nullable Blocked blocked,
            List<String> can) {
        var row = state.row();
        var review = history.reviews().stream()
                .filter(r -> r.scope() == row.scope())
                .findFirst()
                .orElse(null);
        return new ScopeApproval(
                row.scope(),
                word(state.status()),
                state.digest(),
                row.decision() == Decision.APPROVED ? row.digest() : null,
                items(state.readable(), contents),
                items(state.drafts(), contents),
                state.count(),
                state.changes().stream()
                        .map(d -> new ChangedItem(d.kind(), d.id(), d.title(), word(d.change()), d.by(), d.at()))
                        .toList(),
                row.decidedByName(),
                row.decidedAt(),
                row.reason(),
                history.decisions().stream()
                        .filter(decision -> decision.scope() == row.scope())
                        .findFirst()
                        .map(PastDecision::comment)
                        .orElse(null),
                row.kind(),
                row.policy(),
                review == null ? null : review.id(),
                review == null ? null : ScopeReview.of(review),
                history.stages().stream()
                        .filter(decided ->
                                review != null && decided.stage().reviewId().equals(review.id()))
                        .map(ReviewStage::of)
                        .toList(),
                state.withheld().stream()
                        .filter(item -> !item.draft())
                        .map(item -> new WithheldItem(item.kind(), item.itemId(), item.title()))
                        .toList(),
                blocked,
                can);
    }

    static List<ManifestItem> items(List<ItemRow> rows, Map<String, ItemContent> contents) {
        return rows.stream()
                .map(row -> ManifestItem.of(row, contents.get(row.key())))
                .toList();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
