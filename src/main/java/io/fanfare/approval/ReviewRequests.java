package io.fanfare.approval;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Tool;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the person who requested a review can do while it waits. */
@RestController
@RequestMapping("/api/approvals/{id}")
class ReviewRequests {
    private final Reviews reviews;
    private final ReviewReader reader;
    private final Manifest manifest;
    private final ReviewAlarms alarms;

    ReviewRequests(Reviews reviews, ReviewReader reader, Manifest manifest, ReviewAlarms alarms) {
        this.alarms = alarms;
        this.reviews = reviews;
        this.reader = reader;
        this.manifest = manifest;
    }

    /**
     * Withdraws the request for a review: it is closed without a decision, and its reviewers no longer find it among what waits
     * for them. 409 {@code review_closed}.
     */
    @PostMapping("/withdraw")
    @Tool(value = Tool.Set.CAMPAIGNS, destructive = true)
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

    /** Why it is escalated, and who is asked (default: the owners and admins). */
    record Escalation(
            @Nullable @Size(max = 5000) String reason,
            @Nullable @Size(min = 1, max = 100) List<@NotNull UUID> to) {
        static final Escalation USUAL = new Escalation(null, null);
    }

    /**
     * Escalates an open review: raises its urgency by one step and notifies the owners and admins, or the members in {@code to}; the reviewers if there is no one else. A
     * review is escalated once, by a person or automatically after it is overdue: then 409 {@code nothing_to_escalate}. 409 {@code
     * review_closed}.
     */
    @PostMapping("/escalate")
    @Allow("approval.request")
    ReviewDetails escalateReview(
            @PathVariable UUID id, @RequestBody(required = false) @Valid @Nullable Escalation escalation) {
        var review = reviews.get(id);
        manifest.hold(review);
        var asked = escalation == null ? Escalation.USUAL : escalation;
        alarms.escalate(review, asked.to(), asked.reason());
        return reader.read(reviews.get(id));
    }
}
