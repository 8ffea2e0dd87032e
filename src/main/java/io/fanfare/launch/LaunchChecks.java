package io.fanfare.launch;

import io.fanfare.approval.Approvals;
import io.fanfare.campaign.Campaign;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Operations;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What stands between a campaign and its launch, and what would make it better: a pure function of what is there. */
@Component
class LaunchChecks {
    private final Operations operations;

    LaunchChecks(Operations operations) {
        this.operations = operations;
    }

    /** What the checks look at. */
    record Snapshot(
            Campaign campaign,
            List<Approvals.Blocker> approvalBlockers,
            int posts,
            int mailings,
            int mailingsWithoutRecipients,
            long unconfirmed,
            long failed,
            boolean budgetAllocated,
            LocalDate today) {}

    List<Check> of(Snapshot s) {
        var checks = new ArrayList<Check>();
        Campaign campaign = s.campaign();
        var subject = new Check.About("campaign", campaign.id());
        var change = fix("changeCampaign", campaign.id(), null);
        for (var blocker : s.approvalBlockers()) checks.add(approval(campaign, blocker));
        if (campaign.endDate() != null && campaign.endDate().isBefore(s.today()))
            checks.add(Check.blocker(
                            "campaign_over",
                            "The campaign has ended before it began",
                            "Its end date " + campaign.endDate() + " is in the past. Move it, or nothing can run.",
                            subject,
                            change)
                    .with(Map.of("endDate", campaign.endDate().toString())));
        if (s.mailingsWithoutRecipients() > 0)
            checks.add(Check.warning(
                            "mailing_without_recipients",
                            "A mailing has nobody to go to",
                            s.mailingsWithoutRecipients() + " of " + s.mailings()
                                    + " mailings have no recipients and will not be sent.",
                            subject,
                            null)
                    .with(Map.of("mailings", s.mailingsWithoutRecipients())));
        if (s.unconfirmed() > 0)
            checks.add(Check.warning(
                            "delivery_unconfirmed",
                            "Nobody knows whether it arrived",
                            s.unconfirmed()
                                    + " deliveries have no certain outcome. Look at the other side and say what became of them.",
                            subject,
                            null)
                    .with(Map.of("deliveries", s.unconfirmed())));
        if (s.failed() > 0)
            checks.add(Check.warning(
                            "delivery_failed",
                            "Something could not be delivered",
                            s.failed() + " deliveries failed. Read why, mend it and try them again.",
                            subject,
                            null)
                    .with(Map.of("deliveries", s.failed())));
        if (campaign.objective() == null || campaign.objective().isBlank())
            checks.add(Check.suggestion(
                    "objective_missing",
                    "Say what it is for",
                    "Without an objective nobody can tell afterwards whether the campaign worked.",
                    subject,
                    change));
        if (campaign.startDate() == null || campaign.endDate() == null)
            checks.add(Check.suggestion(
                    "dates_missing",
                    "Give it dates",
                    "With a start and an end date the calendar and the reports know its time.",
                    subject,
                    change));
        if (campaign.budgetAmount() == null)
            checks.add(Check.suggestion(
                    "budget_missing",
                    "Plan a budget",
                    "Without a planned budget spending can't be compared with anything.",
                    subject,
                    fix("setBudget", campaign.id(), null)));
        else if (!s.budgetAllocated())
            checks.add(Check.suggestion(
                    "budget_unallocated",
                    "Split the budget",
                    "No channel has a share of the budget yet.",
                    subject,
                    fix("setBudget", campaign.id(), null)));
        if (campaign.channels().isEmpty())
            checks.add(Check.suggestion(
                    "channels_missing",
                    "Name the channels",
                    "Naming the channels lets people find the campaign by them.",
                    subject,
                    change));
        checks.sort(java.util.Comparator.comparing(Check::severity));
        return checks;
    }

    private Check approval(Campaign campaign, Approvals.Blocker blocker) {
        var scope = blocker.scope();
        if (scope == null)
            return Check.blocker(
                    blocker.code(),
                    "Nothing is planned",
                    blocker.message(),
                    new Check.About("campaign", campaign.id()),
                    fix("schedulePost", campaign.id(), null));
        String word = scope.name().toLowerCase(Locale.ROOT);
        String title =
                switch (blocker.code()) {
                    case "approval_rejected" -> "The " + word + " was rejected";
                    case "approval_needs_review" -> "The " + word + " needs review again";
                    default -> "The " + word + " is not approved";
                };
        var ask = operations.fix("requestApproval", Map.of("id", campaign.id(), "scope", word), Map.of());
        return Check.blocker(blocker.code(), title, blocker.message(), new Check.About("approval", campaign.id()), ask)
                .with(Map.of("scope", word));
    }

    private Check.@Nullable Fix fix(String operation, UUID campaign, @Nullable Map<String, Object> body) {
        return operations.has(operation) ? operations.fix(operation, Map.of("id", campaign), body) : null;
    }
}
