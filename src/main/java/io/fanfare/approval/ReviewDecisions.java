package io.fanfare.approval;

import io.fanfare.approval.ItemDecisions.Part;
import io.fanfare.approval.ItemDecisions.ReviewedItem;
import io.fanfare.approval.MarkStore.Verdict;
import io.fanfare.approval.ReviewComments.NewComment;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reads one review, and decides on all or some of its items. */
@RestController
@RequestMapping("/api/approvals")
class ReviewDecisions {
    private final Reviews reviews;
    private final ReviewReader reader;
    private final Manifest manifest;
    private final ItemDecisions items;
    private final ReviewComments comments;

    ReviewDecisions(
            Reviews reviews, ReviewReader reader, Manifest manifest, ItemDecisions items, ReviewComments comments) {
        this.comments = comments;
        this.reviews = reviews;
        this.reader = reader;
        this.manifest = manifest;
        this.items = items;
    }

    /** An approval: of the items listed, or of everything. */
    record ReviewApproval(
            @Nullable @Size(max = 5000) String comment,
            @Nullable @Size(max = 100) String digest,
            @Nullable @Size(min = 1, max = 500) List<@NotNull @Valid ReviewedItem> items) {
        static final ReviewApproval ALL = new ReviewApproval(null, null, null);
    }

    /** A rejection with the reason, which the authors read. */
    record ReviewRejection(
            @NotBlank @Size(max = 5000) String reason,
            @Nullable @Size(max = 100) String digest) {}

    /**
     * A request for another version: of the items listed, or of everything. It needs a reason or comments, unless your own comments
     * on it are still open.
     */
    record ChangeRequest(
            @Nullable @Size(max = 5000) String reason,
            @Nullable @Size(max = 100) String digest,
            @Nullable @Size(min = 1, max = 500) List<@NotNull @Valid ReviewedItem> items,
            @Nullable @Size(max = 100) List<@NotNull @Valid NewComment> comments) {
        boolean hasReason() {
            return reason != null && !reason.isBlank();
        }

        List<String> remarks() {
            return comments == null
                    ? List.of()
                    : comments.stream().map(NewComment::text).toList();
        }
    }

    /**
     * Reads a review: its items with their content now and when they were last approved, what has been decided about each, the
     * comments, and who may decide.
     */
    @GetMapping("/{id}")
    @Tool(Tool.Set.CAMPAIGNS)
    @Allow("approval.read")
    ReviewDetails readReview(@PathVariable UUID id) {
        return reader.read(reviews.get(id));
    }

    /**
     * Approves the current items of the scope, as {@code approveScope} does. In a review with stages, it approves those that wait for
     * you in the stages whose turn it is: once enough people of a stage did, the next one opens, and the last one decides the
     * scope. An item that changes is decided on again by every stage. 403 {@code approval_not_yours} if it is not your turn. With {@code items}, it approves only these, each in
     * the version of its {@code digest} (409 {@code approval_stale} if it changed since). Once every item has a decision, the
     * review is decided: approved items may be sent, and those with requested changes are left out. 409 {@code review_closed};
     * 403 {@code approval_own_work}.
     */
    @PostMapping("/{id}/approve")
    @Allow(value = "approval.decide", audited = AuditClass.DECISION)
    ReviewDetails approveReview(
            @PathVariable UUID id, @RequestBody(required = false) @Valid @Nullable ReviewApproval approval) {
        var input = approval == null ? ReviewApproval.ALL : approval;
        var state = hold(id);
        if (input.items() == null) items.approve(state, input.comment(), input.digest());
        else decide(id, state, input.items(), Verdict.APPROVED, input.comment());
        return answer(id);
    }

    /** Rejects the scope of the review, with a reason; nothing of the campaign is sent until it is approved. */
    @PostMapping("/{id}/reject")
    @Allow(value = "approval.decide", audited = AuditClass.DECISION)
    ReviewDetails rejectReview(@PathVariable UUID id, @RequestBody @Valid ReviewRejection rejection) {
        items.reject(
                hold(id),
                new Approvals.Rejection(rejection.reason(), rejection.digest(), Approvals.RejectionKind.REJECTED));
        return answer(id);
    }

    /**
     * Requests changes, with a {@code reason} that the authors read, or with {@code comments} as in {@code commentOnReview}, for
     * example pinned to words. Without both, your open comments on the items are the reason. With {@code items}, only of these: they are not sent until they are
     * changed and approved, while the approved ones may be. Without, the scope is rejected as by {@code rejectReview}.
     */
    @PostMapping("/{id}/request-changes")
    @Allow(value = "approval.decide", audited = AuditClass.DECISION)
    ReviewDetails requestReviewChanges(@PathVariable UUID id, @RequestBody @Valid ChangeRequest request) {
        var state = hold(id);
        String reason = reason(id, request);
        if (request.comments() != null) for (var comment : request.comments()) comments.commentOnReview(id, comment);
        if (request.items() == null)
            items.reject(
                    state,
                    new Approvals.Rejection(reason, request.digest(), Approvals.RejectionKind.CHANGES_REQUESTED));
        else decide(id, state, request.items(), Verdict.CHANGES_REQUESTED, reason);
        return answer(id);
    }

    /** The same items in the reviews of a campaign that include them. */
    record ReviewedItems(
            @NotNull UUID reviewId,
            @NotNull @Size(min = 1, max = 500) List<@NotNull @Valid ReviewedItem> items) {}

    /** One decision on items, e.g. on their content and their schedule. */
    record ItemsDecision(
            @NotNull Verdict decision,
            @Nullable @Size(max = 5000) String comment,
            @NotNull @Size(min = 1, max = 20) List<@NotNull @Valid ReviewedItems> reviews) {}

    /** How a review is after the decision. */
    record ReviewState(UUID id, Scope scope, String state) {}

    /** The reviews of the decision. */
    record DecidedReviews(UUID campaignId, List<ReviewState> reviews) {}

    /**
     * Decides on items in several reviews of one campaign: {@code approved}, or {@code changes_requested} with a {@code comment}
     * that the authors read (without one, your open comments on the items are the reason). All or nothing: 409 {@code
     * approval_stale} if an item has another version than that of its {@code digest}, 409 {@code review_closed}, 403 {@code
     * approval_own_work}. It is one entry in the activity and one notification. Items that are approved have their comments
     * resolved.
     */
    @PostMapping("/decide")
    @Allow(value = "approval.decide", audited = AuditClass.DECISION)
    DecidedReviews decideItems(@RequestBody @Valid ItemsDecision request) {
        var first = reviews.get(request.reviews().getFirst().reviewId());
        var parts = request.reviews().stream()
                .map(chosen -> part(first.campaignId(), chosen))
                .toList();
        String comment = request.decision() == Verdict.APPROVED ? request.comment() : reason(request);
        items.decide(parts, request.decision(), comment);
        manifest.refresh(first.campaignId());
        return new DecidedReviews(
                first.campaignId(),
                parts.stream()
                        .map(part -> reviews.get(part.review().id()))
                        .map(review -> new ReviewState(review.id(), review.scope(), review.state()))
                        .toList());
    }

    private Part part(UUID campaign, ReviewedItems chosen) {
        var review = reviews.get(chosen.reviewId());
        if (!review.campaignId().equals(campaign))
            throw Refused.invalid("reviews", "must be reviews of the same campaign");
        return new Part(review, manifest.hold(review), chosen.items());
    }

    private String reason(ItemsDecision request) {
        String comment = request.comment();
        if (comment != null && !comment.isBlank()) return comment;
        var first = request.reviews().getFirst();
        return joined(comments.open(reviews.get(first.reviewId()), first.items()), "comment");
    }

    private String reason(UUID id, ChangeRequest request) {
        if (request.hasReason()) return Objects.requireNonNull(request.reason());
        var remarks = request.remarks().isEmpty() ? comments.open(reviews.get(id), request.items()) : request.remarks();
        return joined(remarks, "reason");
    }

    private static String joined(List<String> remarks, String field) {
        if (remarks.isEmpty()) throw Refused.invalid(field, "is required unless there are comments");
        String all = String.join("\n", remarks);
        return all.length() > 5000 ? all.substring(0, all.offsetByCodePoints(0, 2500)) : all;
    }

    private ScopeState hold(UUID id) {
        return manifest.hold(reviews.get(id));
    }

    private void decide(
            UUID id, ScopeState state, List<ReviewedItem> chosen, Verdict verdict, @Nullable String comment) {
        items.decide(List.of(new Part(reviews.get(id), state, chosen)), verdict, comment);
    }

    private ReviewDetails answer(UUID id) {
        var review = reviews.get(id);
        manifest.refresh(review.campaignId());
        return reader.read(review);
    }
}
