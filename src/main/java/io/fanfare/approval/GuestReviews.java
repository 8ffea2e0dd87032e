package io.fanfare.approval;

import io.fanfare.approval.Approvals.Rejection;
import io.fanfare.approval.Approvals.RejectionKind;
import io.fanfare.approval.GuestReview.GuestComment;
import io.fanfare.approval.ItemDecisions.Part;
import io.fanfare.approval.ItemDecisions.ReviewedItem;
import io.fanfare.approval.MarkStore.Verdict;
import io.fanfare.approval.ReviewComments.NewAnchor;
import io.fanfare.approval.ReviewComments.NewComment;
import io.fanfare.approval.ReviewShare.May;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What guests do by the link of a review. Reading decides nothing: scanners of mail open links too. */
@RestController
@RequestMapping("/api/reviews/{token}")
class GuestReviews {
    private final GuestDoor door;
    private final GuestReader reader;
    private final Reviews reviews;
    private final Manifest manifest;
    private final SharedApprovals approvals;
    private final ItemDecisions items;
    private final ReviewComments comments;
    private final ReviewFiles files;

    GuestReviews(
            GuestDoor door,
            GuestReader reader,
            Reviews reviews,
            Manifest manifest,
            SharedApprovals approvals,
            ItemDecisions items,
            ReviewComments comments,
            ReviewFiles files) {
        this.door = door;
        this.reader = reader;
        this.reviews = reviews;
        this.manifest = manifest;
        this.approvals = approvals;
        this.items = items;
        this.comments = comments;
        this.files = files;
    }

    /** An approval by a guest of what the link showed. With {@code items}, only of these. */
    record GuestApproval(
            @Nullable @Size(max = GuestDoor.LONGEST_NAME) String name,
            @NotBlank @Size(max = 100) String digest,
            @Nullable @Size(max = 5000) String comment,
            @Nullable @Size(min = 1, max = 500) List<@NotNull @Valid ReviewedItem> items) {}

    /** A comment of a guest, for everyone in the review. {@code parent} is the comment that it answers. */
    record GuestRemark(
            @Nullable @Size(max = GuestDoor.LONGEST_NAME) String name,
            @NotBlank @Size(max = 5000) String text,
            @Nullable @Valid NewAnchor anchor,
            @Nullable UUID parent) {
        NewComment comment() {
            return new NewComment(text, parent, anchor, null, null, null);
        }
    }

    /** What is to be changed, pinned to its place. */
    record GuestChange(
            @NotBlank @Size(max = 5000) String text,
            @Nullable @Valid NewAnchor anchor) {}

    /** A request for another version, with a reason or comments. With {@code items}, only of these. */
    record GuestChangeRequest(
            @Nullable @Size(max = GuestDoor.LONGEST_NAME) String name,
            @NotBlank @Size(max = 100) String digest,
            @Nullable @Size(max = 5000) String reason,
            @Nullable @Size(max = 50) List<@NotNull @Valid GuestChange> comments,
            @Nullable @Size(min = 1, max = 500) List<@NotNull @Valid ReviewedItem> items) {
        List<GuestChange> remarks() {
            return comments == null ? List.of() : comments;
        }

        String why() {
            if (reason != null && !reason.isBlank()) return reason;
            if (remarks().isEmpty()) throw Refused.invalid("reason", "is required unless there are comments");
            String all = remarks().stream().map(GuestChange::text).collect(Collectors.joining("\n"));
            return all.length() > 5000 ? all.substring(0, all.offsetByCodePoints(0, 2500)) : all;
        }
    }

    /**
     * Reads a review by its link, without an account: its items as readers see them, its comments that are not internal, and what the
     * link allows. It decides nothing. A link that is unknown, revoked or expired is a 404.
     */
    @GetMapping
    @Allow(value = "public", outside = true)
    GuestReview readSharedReview(@PathVariable String token) {
        return door.read(token, share -> reader.read(share, token));
    }

    /** Shows a picture or video of the review, or the logo of the brand. */
    @GetMapping("/files/{assetId}")
    @Allow(value = "public", outside = true)
    ResponseEntity<Resource> showSharedFile(@PathVariable String token, @PathVariable UUID assetId) {
        return door.read(token, share -> {
            if (!reader.shows(share, assetId)) throw Refused.notFound();
            return files.show(assetId);
        });
    }

    /**
     * Approves what the link showed as {@code digest}, in the stages that guests decide in: all items that wait for the guest, or those
     * of {@code items}. {@code name} is recorded. 403 {@code share_read_only} if the link doesn't allow it, 403 {@code
     * approval_not_yours} while another stage is open, 409 {@code approval_stale} if something changed after it was read, 409 {@code
     * review_closed}. Repeating it changes nothing.
     */
    @PostMapping("/approve")
    @Allow(value = "public", outside = true)
    GuestReview approveSharedReview(@PathVariable String token, @RequestBody @Valid GuestApproval request) {
        return door.write(token, request.name(), May.APPROVE, share -> {
            approvals.approve(share, request);
            return reader.read(share, token);
        });
    }

    /**
     * Requests changes to what the link showed as {@code digest}, with a {@code reason} or with {@code comments} pinned to their place.
     * With {@code items}, only of these; without, the review ends until it is requested again. Refused as {@code
     * approveSharedReview}.
     */
    @PostMapping("/request-changes")
    @Allow(value = "public", outside = true)
    GuestReview requestSharedReviewChanges(@PathVariable String token, @RequestBody @Valid GuestChangeRequest request) {
        return door.write(token, request.name(), May.APPROVE, share -> {
            var review = reviews.get(share.reviewId());
            var state = manifest.hold(review);
            Decisions.requireCurrent(state, request.digest());
            String reason = request.why();
            for (var change : request.remarks())
                comments.commentOnReview(
                        review.id(), new NewComment(change.text(), null, change.anchor(), null, null, null));
            if (request.items() == null)
                items.reject(state, new Rejection(reason, request.digest(), RejectionKind.CHANGES_REQUESTED));
            else items.decide(List.of(new Part(review, state, request.items())), Verdict.CHANGES_REQUESTED, reason);
            manifest.refresh(review.campaignId());
            return reader.read(share, token);
        });
    }

    /**
     * Comments on a review by its link, with {@code anchor} as in {@code commentOnReview}. 403 {@code share_read_only} if the link
     * doesn't allow it. A link takes 200 comments and decisions a day (429).
     */
    @PostMapping("/comments")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(value = "public", outside = true)
    GuestComment commentOnSharedReview(@PathVariable String token, @RequestBody @Valid GuestRemark request) {
        return door.write(token, request.name(), May.COMMENT, share -> {
            var shown = reader.read(share, token);
            if (!shown.state().equals("open")) throw Refused.conflict("review_closed", "This review is closed.");
            if (request.parent() != null
                    && shown.comments().stream().noneMatch(one -> one.id().equals(request.parent())))
                throw Refused.invalid("parent", "must be a comment of this review");
            if (request.anchor() != null
                    && shown.items().stream().noneMatch(item -> item.id()
                            .equals(request.anchor().item().id())))
                throw Refused.invalid("anchor.item", "must be an item of this review");
            var made = comments.commentOnReview(share.reviewId(), request.comment());
            return reader.read(share, token).comments().stream()
                    .filter(comment -> comment.id().equals(made.id()))
                    .findFirst()
                    .orElseThrow();
        });
    }
}
