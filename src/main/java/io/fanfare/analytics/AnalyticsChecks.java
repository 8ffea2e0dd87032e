package io.fanfare.analytics;

import io.fanfare.analytics.FigureStore.FeedRow;
import io.fanfare.analytics.Metrics.ChannelFigures;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignChecks;
import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.ChannelName;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Currencies;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the figures say about a campaign that somebody should know. */
@Component
class AnalyticsChecks implements CampaignChecks {
    private static final int SILENT_DAYS = 3;
    private static final int WEEK = 7;
    /** With fewer clicks, no conversions may be bad luck: at a rate of 2%, 150 clicks bring none in 5% of cases. */
    private static final long ENOUGH_CLICKS = 150;

    private static final BigDecimal ENOUGH_CONVERSIONS = BigDecimal.TEN;
    private static final double LESS = 0.7;
    /** One chance in two hundred that nothing has changed. */
    private static final double SURE = 2.58;

    private final FigureStore store;
    private final Campaigns campaigns;
    private final Operations operations;
    private final Now now;

    AnalyticsChecks(FigureStore store, Campaigns campaigns, Operations operations, Now now) {
        this.store = store;
        this.campaigns = campaigns;
        this.operations = operations;
        this.now = now;
    }

    /** What the checks look at. */
    record Snapshot(
            Campaign campaign,
            LocalDate today,
            List<FeedRow> feeds,
            List<FigureSum> all,
            List<FigureSum> fortnight,
            Map<String, BigDecimal> allocated) {
        List<ChannelFigures> channels() {
            return Metrics.channels(all, campaign);
        }
    }

    @Override
    public List<Check> of(Campaign campaign) {
        var feeds = store.feeds(campaign.id());
        if (feeds.isEmpty() && !campaign.active()) return List.of();
        var today = now.instant().atZone(ZoneId.of(campaign.timeZone())).toLocalDate();
        return of(new Snapshot(
                campaign,
                today,
                feeds,
                feeds.isEmpty() ? List.of() : store.channels(campaign.id()),
                feeds.isEmpty()
                        ? List.of()
                        : store.daily(campaign.id(), today.minusDays(2L * WEEK), today.minusDays(1)),
                campaigns.allocated(campaign.id())));
    }

    /** Two weeks are compared, and a source is silent after some days: each day may tell something else. */
    @Override
    public Stream<Instant> turns(Campaign campaign) {
        var zone = ZoneId.of(campaign.timeZone());
        var today = now.instant().atZone(zone).toLocalDate();
        return store.feeds(campaign.id()).stream()
                .filter(feed -> !feed.lastDay().isBefore(today.minusDays(2L * WEEK)))
                .map(_ -> today.plusDays(1).atStartOfDay(zone).toInstant())
                .limit(1);
    }

    List<Check> of(Snapshot s) {
        var checks = new ArrayList<Check>();
        overspent(s, checks);
        for (ChannelFigures each : s.channels()) {
            unconverted(s, each, checks);
            overAllocation(s, each, checks);
        }
        silent(s, checks);
        clickRate(s, checks);
        dearest(s, checks);
        return checks;
    }

    private void overspent(Snapshot s, List<Check> checks) {
        var budget = s.campaign().budgetAmount();
        if (budget == null || budget.signum() == 0) return;
        var spent = s.all().stream()
                .filter(roll -> roll.currency().equals(s.campaign().currency()))
                .map(FigureSum::spend)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (spent.compareTo(budget) <= 0) return;
        checks.add(Check.warning(
                        "budget_overspent",
                        "Spending is over budget",
                        money(spent, s) + " is spent, but the budget is " + money(budget, s)
                                + (s.campaign().active()
                                        ? ". Pause the campaign or raise the budget."
                                        : ". Raise the budget."),
                        about(s),
                        s.campaign().active() ? fix("pauseCampaign", s, Map.of()) : fix("setBudget", s, null))
                .with(Map.of(
                        "spent",
                        Figures.plain(spent),
                        "budget",
                        Figures.plain(budget),
                        "currency",
                        s.campaign().currency())));
    }

    private void unconverted(Snapshot s, ChannelFigures each, List<Check> checks) {
        var f = each.figures();
        boolean measured = s.all().stream().anyMatch(roll -> roll.conversions().signum() > 0);
        if (!measured || f.spend().signum() == 0 || f.conversions().signum() > 0 || f.clicks() < ENOUGH_CLICKS) return;
        checks.add(Check.warning(
                        "channel_without_conversions",
                        "No conversions from " + ChannelName.of(each.channel()),
                        amount(f.spend(), f) + " and " + f.clicks() + " clicks on " + ChannelName.of(each.channel())
                                + " led to no conversions, while other channels convert. Check where its links lead, or move its budget to another channel.",
                        about(s),
                        fix("setBudget", s, null))
                .with(Map.of("channel", each.channel(), "spend", f.spend(), "clicks", f.clicks())));
    }

    private void overAllocation(Snapshot s, ChannelFigures each, List<Check> checks) {
        var given = s.allocated().get(each.channel());
        var f = each.figures();
        if (given == null
                || !s.campaign().currency().equals(f.currency())
                || f.spend().compareTo(given) <= 0) return;
        checks.add(Check.warning(
                        "channel_over_allocation",
                        ChannelName.first(each.channel()) + " is over its budget",
                        amount(f.spend(), f) + " is spent on " + ChannelName.of(each.channel()) + ", but only "
                                + money(given, s) + " is allocated" + ". Lower its bids or raise its share.",
                        about(s),
                        fix("setBudget", s, raised(s, each.channel(), f.spend())))
                .with(Map.of("channel", each.channel(), "spend", f.spend(), "allocated", Figures.plain(given))));
    }

    /** The plan with a larger share for one channel, where the total allows it. */
    private static @Nullable Map<String, Object> raised(Snapshot s, String channel, BigDecimal spend) {
        var total = s.campaign().budgetAmount();
        if (total == null) return null;
        var shares = new TreeMap<>(s.allocated());
        shares.put(channel, spend.setScale(2, RoundingMode.CEILING));
        var sum = shares.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(total) > 0) return null;
        return Map.of(
                "currency",
                s.campaign().currency(),
                "total",
                total,
                "allocations",
                shares.entrySet().stream()
                        .map(share -> Map.of("channel", share.getKey(), "amount", share.getValue()))
                        .toList());
    }

    private void silent(Snapshot s, List<Check> checks) {
        if (!s.campaign().active()) return;
        var outside = s.feeds().stream()
                .filter(feed -> !feed.source().equals(Folding.SOURCE))
                .toList();
        for (FeedRow feed : outside) {
            long days = ChronoUnit.DAYS.between(feed.lastDay(), s.today());
            if (days <= SILENT_DAYS) continue;
            checks.add(Check.warning(
                            "figures_silent",
                            "No figures from " + ChannelName.of(feed.channel()) + " since " + Check.day(feed.lastDay()),
                            "The campaign is running, but the source “" + feed.source() + "” has reported nothing for "
                                    + days + " days. Send its figures again; until then, its spending is unknown.",
                            about(s),
                            fix("ingestMetrics", s, null))
                    .with(Map.of(
                            "channel",
                            feed.channel(),
                            "source",
                            feed.source(),
                            "lastDay",
                            feed.lastDay().toString(),
                            "days",
                            days)));
        }
        var reported = outside.stream().map(FeedRow::channel).toList();
        var missing = s.allocated().entrySet().stream()
                .filter(share -> share.getValue().signum() > 0 && !reported.contains(share.getKey()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!missing.isEmpty())
            checks.add(Check.suggestion(
                            "figures_missing",
                            "Report spending",
                            "A budget is planned for " + ChannelName.all(missing)
                                    + ", but no figures have been reported yet. Send figures to compare spending with the plan.",
                            about(s),
                            fix("ingestMetrics", s, null))
                    .with(Map.of("channels", missing)));
    }

    /** The last seven whole days against the seven before, by the test of two proportions. */
    private void clickRate(Snapshot s, List<Check> checks) {
        var middle = s.today().minusDays(WEEK);
        for (var channel : Metrics.grouped(s.fortnight(), roll -> String.valueOf(roll.channel()))
                .entrySet()) {
            var after = Figures.of(
                    channel.getValue().stream()
                            .filter(roll -> since(roll, middle))
                            .toList(),
                    s.campaign().currency());
            var before = Figures.of(
                    channel.getValue().stream()
                            .filter(roll -> !since(roll, middle))
                            .toList(),
                    s.campaign().currency());
            if (before.ctr() == null || after.ctr() == null || before.clicks() > before.impressions()) continue;
            double drop = after.ctr().doubleValue() / Math.max(before.ctr().doubleValue(), 1e-9);
            double z = z(before, after);
            if (before.clicks() == 0 || drop > LESS || z < SURE) continue;
            checks.add(Check.warning(
                            "click_rate_drops",
                            "The click rate on " + ChannelName.of(channel.getKey()) + " is falling",
                            "It fell from " + percent(before.ctr()) + " to " + percent(after.ctr())
                                    + " within a week, more than chance explains. New text or pictures usually help.",
                            about(s),
                            operations.has("createCreative") ? fix("createCreative", s, null) : null)
                    .with(Map.of(
                            "channel",
                            channel.getKey(),
                            "before",
                            before.ctr(),
                            "after",
                            after.ctr(),
                            "impressionsBefore",
                            before.impressions(),
                            "impressionsAfter",
                            after.impressions(),
                            "z",
                            Math.round(z * 100) / 100.0)));
        }
    }

    private static boolean since(FigureSum roll, LocalDate day) {
        return roll.day() != null && !roll.day().isBefore(day);
    }

    private static double z(Figures before, Figures after) {
        double n = before.impressions();
        double m = after.impressions();
        double together = (before.clicks() + after.clicks()) / (n + m);
        double error = Math.sqrt(together * (1 - together) * (1 / n + 1 / m));
        return error > 0 ? (before.clicks() / n - after.clicks() / m) / error : 0;
    }

    /** Channels whose conversions cost so differently that money would do more elsewhere. */
    private void dearest(Snapshot s, List<Check> checks) {
        var known = s.channels().stream()
                .filter(each -> each.figures().costPerConversion() != null
                        && s.campaign().currency().equals(each.figures().currency())
                        && each.figures().conversions().compareTo(ENOUGH_CONVERSIONS) >= 0
                        && each.figures().spend().signum() > 0)
                .sorted(Comparator.comparing(AnalyticsChecks::cost))
                .toList();
        if (known.size() < 2) return;
        var best = known.getFirst();
        var worst = known.getLast();
        if (cost(worst).compareTo(cost(best).multiply(BigDecimal.TWO)) < 0) return;
        checks.add(Check.suggestion(
                        "channel_converts_cheaper",
                        "Conversions cost less on " + ChannelName.of(best.channel()),
                        "A conversion costs " + amount(cost(best), best.figures()) + " on "
                                + ChannelName.of(best.channel()) + " and "
                                + amount(cost(worst), worst.figures()) + " on " + ChannelName.of(worst.channel())
                                + ". Moving budget to the cheaper channel would bring more conversions, as long as it can grow.",
                        about(s),
                        fix("setBudget", s, null))
                .with(Map.of(
                        "cheaper",
                        best.channel(),
                        "cost",
                        cost(best),
                        "conversions",
                        best.figures().conversions(),
                        "dearer",
                        worst.channel(),
                        "costThere",
                        cost(worst),
                        "conversionsThere",
                        worst.figures().conversions())));
    }

    private static BigDecimal cost(ChannelFigures each) {
        return java.util.Objects.requireNonNull(each.figures().costPerConversion());
    }

    private static Check.About about(Snapshot s) {
        return new Check.About("campaign", s.campaign().id());
    }

    private Check.Fix fix(String operation, Snapshot s, @Nullable Map<String, Object> body) {
        return operations.fix(operation, Map.of("id", s.campaign().id()), body);
    }

    private static String money(BigDecimal amount, Snapshot s) {
        return Currencies.amount(amount, s.campaign().currency());
    }

    private static String amount(BigDecimal amount, Figures f) {
        return Currencies.amount(amount, f.currency());
    }

    private static String percent(BigDecimal share) {
        return Figures.plain(share.movePointRight(2).setScale(2, RoundingMode.HALF_UP))
                        .toPlainString() + "%";
    }
}
