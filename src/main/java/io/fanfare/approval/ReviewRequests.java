package io.fanfare.approval;

import io.fanfare.kernel.Allow;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the person who requested a review can do while it waits. */
@RestController
@RequestMapping("/api/approvals/{id}")
class ReviewRequests {
    private final Reviews reviews;
    private final ReviewReader reader;
    private final Manifest manifest;

    ReviewRequests(Reviews reviews, ReviewReader reader, Manifest manifest) {
        this.reviews = reviews;
        this.reader = reader;
        this.manifest = manifest;
    }

    /**
     * Withdraws the request for a review: it is closed without a decision, and its reviewers no longer find it among what waits
     * for them. 409 {@code review_closed}.
     */
    @PostMapping("/withdraw")
    @Allow("approval.request")
    ReviewDetails withdrawReview(@PathVariable UUID id) {
        var review = reviews.get(id);
        reviews.withdraw(manifest.hold(review));
        manifest.refresh(review.campaignId());
        return reader.read(reviews.get(id));
    }

    /**
     * Reminds the members who can decide the review. 409 {@code reminded_recently} within an hour of the last reminder, 409
     * {@code review_without_reviewer} if no other member may decide, 409 {@code review_closed}.
     */
    @PostMapping("/remind")
    @Allow("approval.request")
    ReviewDetails remindReviewers(@PathVariable UUID id) {
        var review = reviews.get(id);
        reviews.remind(manifest.hold(review));
        return reader.read(reviews.get(id));
    }
}
