package io.fanfare.analytics;

import io.fanfare.analytics.GoalProgress.ChannelValue;
import io.fanfare.analytics.GoalProgress.Day;
import io.fanfare.analytics.GoalProgress.State;
import io.fanfare.analytics.Metrics.Span;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.ChannelName;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.strategy.Goal;
import io.fanfare.strategy.Strategies;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The goals of a campaign's strategy beside its figures. */
@RestController
class Goals {
    /** Within this share of an even pace, a goal is on track. */
    private static final BigDecimal MARGIN = new BigDecimal("0.1");

    private final FigureStore store;
    private final Metrics metrics;
    private final Campaigns campaigns;
    private final Strategies strategies;
    private final Operations operations;
    private final Now now;

    Goals(
            FigureStore store,
            Metrics metrics,
            Campaigns campaigns,
            Strategies strategies,
            Operations operations,
            Now now) {
        this.store = store;
        this.metrics = metrics;
        this.campaigns = campaigns;
        this.strategies = strategies;
        this.operations = operations;
        this.now = now;
    }

    /** The goals of the current strategy, in its order; {@code asOf} is today in the campaign's time zone. */
    record CampaignGoals(UUID campaignId, LocalDate asOf, List<GoalProgress> goals) {}

    /**
     * Reads how far each goal of the current strategy is. The metric of a goal is recognized by its words: sign-ups, downloads,
     * orders and the like are {@code conversions}; impressions, clicks, opens, engagements, revenue, rates and cost per
     * conversion count as what they are called. A target such as "+20%" needs a {@code baseline}. The pace is even from
     * the campaign's start to the goal's date, or to the campaign's end.
     */
    @GetMapping("/api/analytics/campaigns/{id}/goals")
    @Allow(value = "metric.read", stale = true)
    CampaignGoals readCampaignGoals(@PathVariable UUID id) {
        return of(campaigns.get(id));
    }

    CampaignGoals of(Campaign campaign) {
        var today = now.instant().atZone(ZoneId.of(campaign.timeZone())).toLocalDate();
        var goals = strategies
                .current(campaign.id())
                .map(strategy -> strategy.details().goalList())
                .orElse(List.of());
        if (goals.isEmpty()) return new CampaignGoals(campaign.id(), today, List.of());
        var facts = new Facts(
                campaign,
                today,
                metrics.known(campaign),
                store.daily(campaign.id(), LocalDate.of(1970, 1, 1), today.plusDays(1)));
        var all = new ArrayList<GoalProgress>();
        for (Goal goal : goals) all.add(progress(all.size(), GoalTarget.of(goal), facts));
        return new CampaignGoals(campaign.id(), today, all);
    }

    /** The figures that goals are compared with. */
    private record Facts(Campaign campaign, LocalDate today, Span known, List<FigureSum> rolls) {
        Figures sum(List<FigureSum> some) {
            return Figures.of(some, campaign.currency());
        }

        /** The channels of the campaign that have never reported anything for a metric. */
        List<String> unseen(GoalMetric metric) {
            return campaign.channels().stream()
                    .filter(channel -> nothing(metric.of(sum(rolls.stream()
                            .filter(roll -> channel.equals(roll.channel()))
                            .toList()))))
                    .toList();
        }

        /** What each channel contributed; rates can't be added up. */
        List<ChannelValue> channels(GoalMetric metric) {
            return Metrics.grouped(rolls, roll -> String.valueOf(roll.channel())).entrySet().stream()
                    .flatMap(entry -> java.util.Optional.ofNullable(metric.of(sum(entry.getValue()))).stream()
                            .filter(value -> value.signum() > 0)
                            .map(value -> new ChannelValue(entry.getKey(), Figures.plain(value))))
                    .sorted(java.util.Comparator.comparing(ChannelValue::value)
                            .reversed()
                            .thenComparing(ChannelValue::channel))
                    .toList();
        }

        /** The figure up to the end of each day; rates have no such sum. */
        List<Day> days(GoalMetric metric) {
            var days = new ArrayList<Day>();
            var sum = BigDecimal.ZERO;
            for (var day : new TreeMap<>(Metrics.grouped(rolls, roll -> java.util.Objects.requireNonNull(roll.day())))
                    .entrySet()) {
                var value = metric.of(sum(day.getValue()));
                sum = sum.add(value == null ? BigDecimal.ZERO : value);
                days.add(new Day(day.getKey(), sum, day.getKey().isAfter(known.to())));
            }
            return days;
        }
    }

    private static boolean nothing(@Nullable BigDecimal value) {
        return value == null || value.signum() == 0;
    }

    private GoalProgress progress(int index, GoalTarget target, Facts facts) {
        var metric = GoalMetric.in(target.metric()).orElse(null);
        if (metric == null)
            return unknown(
                    index,
                    target,
                    null,
                    "It has no figure that Fanfare can follow. Name one with a number, for example 500 conversions, clicks or sign-ups.",
                    "createStrategy",
                    facts);
        if (target.amount() == null)
            return unknown(
                    index,
                    target,
                    metric,
                    "The goal has no number to compare with. Add a target, or a baseline for a target such as +20%.",
                    "createStrategy",
                    facts);
        var value = metric.of(facts.sum(facts.rolls()));
        if (nothing(value) && !metric.own)
            return unknown(index, target, metric, missing(metric), "ingestMetrics", facts);
        return measured(index, target, metric, value == null ? BigDecimal.ZERO : value, facts);
    }

    private static String missing(GoalMetric metric) {
        return metric == GoalMetric.OPEN_RATE
                ? "No e-mail was delivered yet. E-mails in the Test inbox don't count."
                : "No figures for " + metric.words + " yet. Add them by hand, from a CSV file, or with the API.";
    }

    private GoalProgress unknown(
            int index, GoalTarget target, @Nullable GoalMetric metric, String why, String operation, Facts facts) {
        var by = by(target, facts.campaign());
        return new GoalProgress(
                index,
                target.name(),
                target.text(),
                metric == null ? null : metric.word(),
                target.amount(),
                target.unit(),
                facts.campaign().startDate(),
                by,
                null,
                null,
                null,
                State.UNKNOWN,
                daysLeft(by, facts),
                null,
                List.of(),
                why,
                operations.has(operation)
                        ? operations.fix(
                                operation, Map.of("id", facts.campaign().id()), null)
                        : null,
                List.of(),
                List.of());
    }

    private static GoalProgress measured(int index, GoalTarget goal, GoalMetric metric, BigDecimal value, Facts facts) {
        var campaign = facts.campaign();
        var target = java.util.Objects.requireNonNull(goal.amount());
        if (metric.rate && "%".equals(goal.unit()) && target.compareTo(BigDecimal.ONE) > 0)
            target = target.movePointLeft(2);
        var by = by(goal, campaign);
        var expected = expected(metric, target, by, facts);
        var unseen = metric.rate ? List.<String>of() : facts.unseen(metric);
        return new GoalProgress(
                index,
                goal.name(),
                goal.text(),
                metric.word(),
                Figures.plain(target),
                goal.unit(),
                campaign.startDate(),
                by,
                Figures.plain(value),
                Figures.rate(value, target),
                expected,
                state(metric, value, target, expected, by, facts),
                daysLeft(by, facts),
                facts.known().to(),
                unseen,
                unseen.isEmpty() ? null : "No " + metric.words + " from " + ChannelName.all(unseen) + " yet.",
                null,
                metric.rate ? List.of() : facts.days(metric),
                metric.rate ? List.of() : facts.channels(metric));
    }

    private static @Nullable LocalDate by(GoalTarget goal, Campaign campaign) {
        return goal.by() == null ? campaign.endDate() : goal.by();
    }

    private static @Nullable Integer daysLeft(@Nullable LocalDate by, Facts facts) {
        return by == null ? null : (int) Math.max(0, ChronoUnit.DAYS.between(facts.today(), by));
    }

    /** Where an even pace would be at the end of the last complete day; a rate is expected to hold from the start. */
    private static @Nullable BigDecimal expected(
            GoalMetric metric, BigDecimal target, @Nullable LocalDate by, Facts facts) {
        var from = facts.campaign().startDate();
        if (metric.rate || from == null || by == null || by.isBefore(from)) return null;
        var last = facts.known().to().isAfter(by) ? by : facts.known().to();
        long passed = Math.max(0, ChronoUnit.DAYS.between(from, last) + 1);
        long all = ChronoUnit.DAYS.between(from, by) + 1;
        return Figures.plain(
                target.multiply(BigDecimal.valueOf(passed)).divide(BigDecimal.valueOf(all), 2, RoundingMode.HALF_UP));
    }

    private static State state(
            GoalMetric metric,
            BigDecimal value,
            BigDecimal target,
            @Nullable BigDecimal expected,
            @Nullable LocalDate by,
            Facts facts) {
        var from = facts.campaign().startDate();
        boolean over = by != null && by.isBefore(facts.today());
        boolean met = metric.falls() ? value.compareTo(target) <= 0 : value.compareTo(target) >= 0;
        if (metric.rate) return met ? over ? State.REACHED : State.ON_TRACK : over ? State.MISSED : State.BEHIND;
        if (met) return State.REACHED;
        if (over) return State.MISSED;
        if (from != null && from.isAfter(facts.today())) return State.NOT_STARTED;
        if (expected == null) return State.COUNTING;
        if (expected.signum() == 0) return State.ON_TRACK;
        var margin = expected.multiply(MARGIN);
        if (value.compareTo(expected.add(margin)) > 0) return State.AHEAD;
        return value.compareTo(expected.subtract(margin)) < 0 ? State.BEHIND : State.ON_TRACK;
    }
}
