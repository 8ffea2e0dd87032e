package io.fanfare.strategy;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignChecks;
import io.fanfare.campaign.CampaignDetails;
import io.fanfare.kernel.ChannelName;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Check.Severity;
import io.fanfare.kernel.Currencies;
import io.fanfare.kernel.Operations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the strategy of a campaign leaves open, and where campaign and strategy differ. */
@Component
class StrategyChecks implements CampaignChecks {
    private final StrategyStore store;
    private final Operations operations;

    StrategyChecks(StrategyStore store, Operations operations) {
        this.store = store;
        this.operations = operations;
    }

    @Override
    public List<Check> of(Campaign campaign) {
        if (campaign.closed()) return List.of();
        return of(campaign, store.last(campaign.id()).orElse(null), operations);
    }

    /** A pure function of the campaign and its newest version. */
    static List<Check> of(Campaign campaign, @Nullable Strategy last, Operations operations) {
        var about = new Check.About("campaign", campaign.id());
        var write = operations.fix("createStrategy", Map.of("id", campaign.id()), null);
        if (last == null)
            return List.of(Check.warning(
                            "strategy_missing",
                            "Write a strategy",
                            "This campaign has no strategy yet. A strategy guides writers and reviewers.",
                            about,
                            write)
                    .with(Map.of("versions", 0)));
        var subject = new Check.About(Strategies.KIND, last.id());
        if (last.invalidated())
            return List.of(Check.warning(
                            "strategy_invalidated",
                            "The strategy was invalidated",
                            "Version " + last.version() + " was invalidated (" + last.invalidationReason()
                                    + "). Write a new version.",
                            subject,
                            write)
                    .with(Map.of("version", last.version(), "reason", String.valueOf(last.invalidationReason()))));
        var checks = new ArrayList<Check>();
        incomplete(last, subject, write, checks);
        channels(campaign, last, subject, operations, checks);
        goals(campaign, last, subject, write, checks);
        ads(campaign, last, subject, operations, checks);
        return checks;
    }

    private static void incomplete(Strategy last, Check.About subject, Check.Fix write, List<Check> checks) {
        var found = Completeness.of(last.details());
        if (found.complete()) return;
        var gaps = found.missing().stream()
                .filter(gap -> gap.severity() != Severity.SUGGESTION)
                .toList();
        checks.add(Check.warning(
                        "strategy_incomplete",
                        "Complete the strategy",
                        "The strategy is " + found.score() + "% complete. "
                                + gaps.getFirst().prompt(),
                        subject,
                        write)
                .with(Map.of(
                        "version",
                        last.version(),
                        "score",
                        found.score(),
                        "missing",
                        gaps.stream().map(Completeness.Gap::field).distinct().toList())));
    }

    /** The channels of the campaign and the platforms of the strategy should be the same. */
    private static void channels(
            Campaign campaign, Strategy last, Check.About subject, Operations operations, List<Check> checks) {
        var known = campaign.channels().stream().map(StrategyChecks::word).toList();
        var unnamed = last.details().platformList().stream()
                .filter(platform -> !known.contains(word(platform)))
                .distinct()
                .toList();
        if (unnamed.isEmpty()) return;
        var channels = new LinkedHashSet<>(campaign.channels());
        channels.addAll(unnamed);
        if (channels.size() > CampaignDetails.MOST_CHANNELS) return;
        checks.add(Check.suggestion(
                        "strategy_channels_unnamed",
                        "Add the strategy's platforms to the campaign",
                        "The strategy uses " + ChannelName.all(unnamed) + ". Add "
                                + (unnamed.size() == 1 ? "it" : "them") + " to the channels of the campaign.",
                        subject,
                        operations.fix(
                                "changeCampaign",
                                Map.of("id", campaign.id()),
                                Map.of("channels", List.copyOf(channels))))
                .with(Map.of("platforms", unnamed)));
    }

    private static void goals(
            Campaign campaign, Strategy last, Check.About subject, Check.Fix write, List<Check> checks) {
        var end = campaign.endDate();
        if (end == null) return;
        var late = last.details().goalList().stream()
                .filter(goal -> goal instanceof Goal.Measure measure
                        && measure.by() != null
                        && measure.by().isAfter(end))
                .toList();
        if (late.isEmpty()) return;
        checks.add(Check.suggestion(
                        "strategy_goal_after_end",
                        "A goal is due after the campaign ends",
                        late.size() + (late.size() == 1 ? " goal is" : " goals are") + " due after the end date "
                                + Check.day(end) + ".",
                        subject,
                        write)
                .with(Map.of("goals", late.size(), "endDate", end.toString())));
    }

    private static void ads(
            Campaign campaign, Strategy last, Check.About subject, Operations operations, List<Check> checks) {
        var ads = last.details().adsConfig();
        if (ads == null || ads.totalBudget() == null) return;
        String currency = ads.currency() == null ? campaign.currency() : ads.currency();
        BigDecimal planned = campaign.budgetAmount();
        if (planned == null) {
            var budget = new LinkedHashMap<String, Object>();
            budget.put("currency", currency);
            budget.put("total", ads.totalBudget());
            budget.put("allocations", List.of());
            checks.add(Check.warning(
                            "ads_without_budget",
                            "The ads have no budget",
                            "The strategy plans " + amount(ads.totalBudget(), currency)
                                    + " for ads, but the campaign has no budget.",
                            subject,
                            operations.fix("setBudget", Map.of("id", campaign.id()), budget))
                    .with(Map.of("ads", ads.totalBudget(), "currency", currency)));
        } else if (currency.equals(campaign.currency()) && ads.totalBudget().compareTo(planned) > 0)
            checks.add(Check.warning(
                            "ads_over_budget",
                            "The ads cost more than the budget",
                            "The strategy plans " + amount(ads.totalBudget(), currency)
                                    + " for ads, and the budget of the campaign is " + amount(planned, currency)
                                    + ".",
                            subject,
                            operations.fix("setBudget", Map.of("id", campaign.id()), null))
                    .with(Map.of("ads", ads.totalBudget(), "budget", planned, "currency", currency)));
    }

    private static String amount(BigDecimal amount, String currency) {
        return Currencies.amount(amount, currency);
    }

    private static String word(String channel) {
        return channel.toLowerCase(Locale.ROOT);
    }
}
