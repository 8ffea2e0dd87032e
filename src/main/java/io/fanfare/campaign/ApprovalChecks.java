package io.fanfare.campaign;

import io.fanfare.approval.Approvals;
import io.fanfare.approval.Approvals.Blocker;
import io.fanfare.approval.Approvals.OpenReview;
import io.fanfare.approval.Scope;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What of a campaign is not approved, and whom it waits for. */
@Component
class ApprovalChecks implements CampaignChecks {
    private final Approvals approvals;
    private final Operations operations;
    private final Now now;

    ApprovalChecks(Approvals approvals, Operations operations, Now now) {
        this.approvals = approvals;
        this.operations = operations;
        this.now = now;
    }

    @Override
    public List<Check> of(Campaign campaign) {
        if (campaign.closed()) return List.of();
        var blockers = approvals.blockers(campaign.id());
        var reviews = approvals.openReviews(campaign.id());
        return of(campaign.id(), blockers, reviews, reviews.isEmpty() ? Instant.EPOCH : now.instant(), operations);
    }

    /** A pure function of what blocks and what is under review. */
    static List<Check> of(
            UUID campaign, List<Blocker> blockers, List<OpenReview> reviews, Instant now, Operations operations) {
        var checks = new ArrayList<Check>();
        for (var blocker : blockers) checks.add(blocked(campaign, blocker, reviews, operations));
        for (var review : reviews)
            if (review.deadline() != null && review.deadline().isBefore(now))
                checks.add(Check.warning(
                                "review_overdue",
                                "A review is overdue",
                                review.requestedByName() + " asked for an answer on the " + word(review.scope())
                                        + " by " + review.deadline() + ".",
                                new Check.About("review", review.id()),
                                decide(campaign, review.scope(), operations))
                        .with(Map.of(
                                "scope",
                                word(review.scope()),
                                "deadline",
                                review.deadline().toString(),
                                "urgency",
                                review.urgency())));
        return checks;
    }

    private static Check blocked(UUID campaign, Blocker blocker, List<OpenReview> reviews, Operations operations) {
        var scope = blocker.scope();
        if (scope == null)
            return Check.blocker(
                    blocker.code(),
                    "Nothing is planned",
                    blocker.message(),
                    new Check.About("campaign", campaign),
                    operations.fix("schedulePost", Map.of(), null));
        String word = word(scope);
        String title =
                switch (blocker.code()) {
                    case "approval_rejected" -> "The " + word + " was rejected";
                    case "approval_needs_review" -> "The " + word + " needs review again";
                    default -> "The " + word + " is not approved";
                };
        Optional<OpenReview> review =
                reviews.stream().filter(open -> open.scope() == scope).findFirst();
        // Once it has been asked for, what is missing is an answer, and that takes a person.
        var fix = review.isPresent()
                ? decide(campaign, scope, operations)
                : operations.fix("requestApproval", Map.of("id", campaign, "scope", word), Map.of());
        String reason = blocker.message()
                + review.map(open -> " " + open.requestedByName() + " has asked for a review.")
                        .orElse("");
        return Check.blocker(blocker.code(), title, reason, new Check.About("approval", campaign), fix)
                .with(Map.of("scope", word, "underReview", review.isPresent()));
    }

    private static Check.Fix decide(UUID campaign, Scope scope, Operations operations) {
        return operations.fix("approveScope", Map.of("id", campaign, "scope", word(scope)), null);
    }

    private static String word(Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }
}
