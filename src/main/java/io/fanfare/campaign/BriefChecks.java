package io.fanfare.campaign;

import io.fanfare.campaign.CampaignStore.Allocation;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the brief of a campaign leaves open: what for, when, for how much, where. */
@Component
class BriefChecks implements CampaignChecks {
    private final CampaignStore store;
    private final Operations operations;
    private final Now now;

    BriefChecks(CampaignStore store, Operations operations, Now now) {
        this.store = store;
        this.operations = operations;
        this.now = now;
    }

    @Override
    public List<Check> of(Campaign campaign) {
        if (campaign.closed()) return List.of();
        var today = now.instant().atZone(ZoneId.of(campaign.timeZone())).toLocalDate();
        return new Look(campaign, today, operations).of(store.allocations(campaign.id()));
    }

    /** A pure function of the campaign, its budget and the day. */
    record Look(Campaign campaign, LocalDate today, Operations operations) {
        List<Check> of(List<Allocation> allocations) {
            var checks = new ArrayList<Check>();
            dates(checks);
            if (campaign.objective() == null || campaign.objective().isBlank())
                checks.add(suggestion(
                        "objective_missing",
                        "Say what it is for",
                        "Without an objective nobody can tell afterwards whether the campaign worked.",
                        fix("changeCampaign", null)));
            if (campaign.channels().isEmpty())
                checks.add(suggestion(
                        "channels_missing",
                        "Name the channels",
                        "Naming the channels lets people find the campaign by them.",
                        fix("changeCampaign", null)));
            budget(allocations, checks);
            return checks;
        }

        private void dates(List<Check> checks) {
            var start = campaign.startDate();
            var end = campaign.endDate();
            if (start == null || end == null)
                checks.add(suggestion(
                        "dates_missing",
                        "Give it dates",
                        "With a start and an end date the calendar and the reports know its time.",
                        fix("changeCampaign", null)));
            if (end != null && end.isBefore(today)) checks.add(over(end));
            else if (start != null && start.isBefore(today) && campaign.unlaunched())
                checks.add(Check.warning(
                                "start_passed",
                                "It should have begun",
                                "Its start date " + Check.day(start)
                                        + " has passed and it is not launched. Begin today, or move the dates.",
                                about(),
                                fix("changeCampaign", Map.of("startDate", today.toString())))
                        .with(Map.of("startDate", start.toString())));
        }

        private Check over(LocalDate end) {
            if (campaign.unlaunched())
                return Check.blocker(
                                "campaign_over",
                                "The campaign has ended before it began",
                                "Its end date " + Check.day(end) + " is in the past. Move it, or nothing can run.",
                                about(),
                                fix("changeCampaign", null))
                        .with(Map.of("endDate", end.toString()));
            return Check.warning(
                            "campaign_past_end",
                            "Its time is over",
                            "It was to end on " + Check.day(end) + " and is still "
                                    + campaign.status().word() + ". Complete it, or move its end.",
                            about(),
                            fix("completeCampaign", Map.of()))
                    .with(Map.of("endDate", end.toString()));
        }

        private void budget(List<Allocation> allocations, List<Check> checks) {
            if (campaign.budgetAmount() == null) {
                checks.add(suggestion(
                        "budget_missing",
                        "Plan a budget",
                        "Without a planned budget spending can't be compared with anything.",
                        fix("setBudget", null)));
                return;
            }
            if (allocations.isEmpty())
                checks.add(suggestion(
                        "budget_unallocated",
                        "Split the budget",
                        "No channel has a share of the budget yet.",
                        fix("setBudget", null)));
            var unnamed = allocations.stream()
                    .map(Allocation::channel)
                    .filter(channel -> campaign.channels().stream().noneMatch(channel::equalsIgnoreCase))
                    .toList();
            var channels = new LinkedHashSet<>(campaign.channels());
            channels.addAll(unnamed);
            if (unnamed.isEmpty() || channels.size() > CampaignDetails.MOST_CHANNELS) return;
            checks.add(suggestion(
                            "budget_channel_unnamed",
                            "Money for a channel that the campaign does not name",
                            "The budget gives a share to " + String.join(", ", unnamed)
                                    + ", which is not among the channels of the campaign.",
                            fix("changeCampaign", Map.of("channels", List.copyOf(channels))))
                    .with(Map.of("channels", unnamed)));
        }

        private Check suggestion(String code, String title, String reason, Check.Fix fix) {
            return Check.suggestion(code, title, reason, about(), fix);
        }

        private Check.About about() {
            return new Check.About("campaign", campaign.id());
        }

        private Check.Fix fix(String operation, @Nullable Map<String, Object> body) {
            return operations.fix(operation, Map.of("id", campaign.id()), body);
        }
    }
}
