package io.fanfare.campaign;

import io.fanfare.campaign.CampaignStore.Allocation;
import io.fanfare.kernel.ChannelName;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the brief of a campaign leaves open: objective, dates, budget, channels. */
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
        return new Rules(campaign, today, operations).of(store.allocations(campaign.id()));
    }

    @Override
    public Stream<Instant> turns(Campaign campaign) {
        if (campaign.closed()) return Stream.empty();
        return Stream.of(Optional.ofNullable(campaign.startDate()), Optional.ofNullable(campaign.endDate()))
                .flatMap(Optional::stream)
                .map(day -> day.plusDays(1)
                        .atStartOfDay(ZoneId.of(campaign.timeZone()))
                        .toInstant());
    }

    /** A pure function of the campaign, its budget and the day. */
    record Rules(Campaign campaign, LocalDate today, Operations operations) {
        List<Check> of(List<Allocation> allocations) {
            var checks = new ArrayList<Check>();
            dates(checks);
            if (campaign.objective() == null || campaign.objective().isBlank())
                checks.add(missing(
                        "objective",
                        "Set an objective",
                        "What should the campaign achieve, and by when? Add a number so that results can be measured.",
                        "changeCampaign"));
            if (campaign.channels().isEmpty())
                checks.add(missing(
                        "channels",
                        "Choose channels",
                        "Channels show where you will publish and help people find the campaign.",
                        "changeCampaign"));
            budget(allocations, checks);
            return checks;
        }

        private void dates(List<Check> checks) {
            var start = campaign.startDate();
            var end = campaign.endDate();
            if (start == null || end == null)
                checks.add(missing(
                        "dates",
                        "Set start and end dates",
                        "Dates put the campaign on the calendar and in reports.",
                        "changeCampaign"));
            if (end != null && end.isBefore(today)) checks.add(over(end));
            else if (start != null && start.isBefore(today) && campaign.unlaunched())
                checks.add(Check.warning(
                                "start_passed",
                                "The start date has passed",
                                "The campaign was planned to start on " + Check.day(start)
                                        + " and is not launched yet. Start it today, or change the dates.",
                                about(),
                                fix("changeCampaign", Map.of("startDate", today.toString())))
                        .with(Map.of("startDate", start.toString())));
        }

        private Check over(LocalDate end) {
            var evidence = Map.<String, Object>of(
                    "endDate", end.toString(), "status", campaign.status().word());
            if (campaign.unlaunched())
                return Check.blocker(
                                "campaign_over",
                                "The end date has passed",
                                "The campaign was planned to end on " + Check.day(end)
                                        + ". Change the end date before you launch it.",
                                about(),
                                fix("changeCampaign", null))
                        .with(evidence);
            return Check.warning(
                            "campaign_past_end",
                            "The end date has passed",
                            "The campaign was planned to end on " + Check.day(end) + " and is still "
                                    + campaign.status().word() + ". Complete it, or change the end date.",
                            about(),
                            fix("completeCampaign", Map.of()))
                    .with(evidence);
        }

        private void budget(List<Allocation> allocations, List<Check> checks) {
            if (campaign.budgetAmount() == null) {
                checks.add(missing(
                        "budget",
                        "Set a budget",
                        "Without a budget, spending can't be compared with the plan.",
                        "setBudget"));
                return;
            }
            if (allocations.isEmpty())
                checks.add(Check.suggestion(
                                "budget_unallocated",
                                "Split the budget between channels",
                                "No channel has a share of the budget yet.",
                                about(),
                                fix("setBudget", null))
                        .with(Map.of("total", campaign.budgetAmount(), "currency", campaign.currency())));
            var unnamed = allocations.stream()
                    .map(Allocation::channel)
                    .filter(channel -> campaign.channels().stream().noneMatch(channel::equalsIgnoreCase))
                    .toList();
            var channels = new LinkedHashSet<>(campaign.channels());
            channels.addAll(unnamed);
            if (unnamed.isEmpty() || channels.size() > CampaignDetails.MOST_CHANNELS) return;
            checks.add(Check.suggestion(
                            "budget_channel_unnamed",
                            "The budget includes a channel outside the campaign",
                            "Money is allocated to " + ChannelName.all(unnamed) + ". Add "
                                    + (unnamed.size() == 1 ? "it" : "them") + " to the channels of the campaign.",
                            about(),
                            fix("changeCampaign", Map.of("channels", List.copyOf(channels))))
                    .with(Map.of("channels", unnamed)));
        }

        private Check missing(String field, String title, String reason, String operation) {
            return Check.suggestion(field + "_missing", title, reason, about(), fix(operation, null))
                    .with(Map.of("missing", field));
        }

        private Check.About about() {
            return new Check.About("campaign", campaign.id());
        }

        private Check.Fix fix(String operation, @Nullable Map<String, Object> body) {
            return operations.fix(operation, Map.of("id", campaign.id()), body);
        }
    }
}
