package io.fanfare.approval;

import io.fanfare.activity.DailyWork;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.PlannedTime;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** The reviews that wait for a person. */
@Component
class ReviewsOfToday implements DailyWork {
    private final ReviewInbox inbox;
    private final Workspaces workspaces;

    ReviewsOfToday(ReviewInbox inbox, Workspaces workspaces) {
        this.inbox = inbox;
        this.workspaces = workspaces;
    }

    @Override
    public Part part() {
        return Part.REVIEWS;
    }

    @Override
    public List<Work> on(LocalDate day) {
        if (!Current.get().may("approval.read")) return List.of();
        var zone = PlannedTime.zone(workspaces.current().timeZone());
        return inbox.listApprovals(InboxQuery.waiting(MOST)).items().stream()
                .map(review -> {
                    var due = review.deadline() == null
                            ? null
                            : review.deadline().atZone(zone).toLocalDate();
                    String when = due == null
                            ? ""
                            : review.overdue()
                                    ? "Overdue · "
                                    : due.equals(day) ? "Due today · " : "Due " + Check.day(due) + " · ";
                    return new Work(
                            review.reviewId(),
                            "The " + review.scope().word() + " of " + review.campaignName(),
                            when + review.requestedBy() + " asked",
                            "/approvals/" + review.reviewId());
                })
                .toList();
    }
}
