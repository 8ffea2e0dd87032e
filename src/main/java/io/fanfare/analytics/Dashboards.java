package io.fanfare.analytics;

import io.fanfare.analytics.FactStore.Roll;
import io.fanfare.analytics.Metrics.ChannelFigures;
import io.fanfare.analytics.Metrics.Period;
import io.fanfare.analytics.Metrics.Span;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Page;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Figures as people look at them: one campaign at a glance, its channels, its trends, all campaigns. */
@RestController
@RequestMapping("/api/analytics/campaigns")
class Dashboards {
    /** More points than a chart shows, or a reader follows. */
    private static final int MOST_POINTS = 366;

    private static final int TOP = 10;

    private final FactStore store;
    private final Metrics metrics;
    private final Campaigns campaigns;
    private final Ledger deliveries;
    private final ContentNames names;
    private final Now now;

    Dashboards(FactStore store, Metrics metrics, Campaigns campaigns, Ledger deliveries, ContentNames names, Now now) {
        this.store = store;
        this.metrics = metrics;
        this.campaigns = campaigns;
        this.deliveries = deliveries;
        this.names = names;
        this.now = now;
    }

    /** A campaign at a glance. */
    public record Dashboard(
            UUID campaignId,
            String name,
            Period period,
            Figures totals,
            Figures previous,
            Map<String, @Nullable BigDecimal> change,
            List<DashboardChannel> channels,
            List<TrendPoint> trend,
            Spending budget,
            Standing workflow,
            List<TopContent> topContent,
            Instant generatedAt) {}

    /** A channel; {@code share} is its part of what was spent or, where nothing was, of the impressions. */
    public record DashboardChannel(
            String channel,
            Figures figures,
            @Nullable BigDecimal share,
            @Nullable BigDecimal allocated) {}

    /** A day. */
    public record TrendPoint(LocalDate date, Figures figures) {}

    /** The planned budget beside what was spent since the beginning, in the campaign's currency; {@code used} is a share of the total. */
    public record Spending(
            String currency,
            @Nullable BigDecimal total,
            BigDecimal allocated,
            BigDecimal spent,
            @Nullable BigDecimal remaining,
            @Nullable BigDecimal used,
            List<ChannelSpending> channels) {}

    /** What a channel was given and has spent. */
    public record ChannelSpending(String channel, BigDecimal allocated, BigDecimal spent) {}

    /** Where the campaign is, and what of it has left or will. */
    public record Standing(
            Campaign.Status status,
            String phase,
            Map<Delivery.State, Long> deliveries,
            @Nullable Instant nextDue) {}

    /** What was seen most. {@code kind} and {@code title} where it is a post or mailing of ours. */
    public record TopContent(
            String entity,
            String channel,
            String source,
            @Nullable String kind,
            @Nullable String title,
            Figures figures) {}

    /**
     * Reads a campaign at a glance: totals of the period beside those of as many days before, channels, each day, budget,
     * where its work stands, and what was seen most. The period is {@code days} up to today, or {@code from} to {@code to};
     * without any of them from the first day with figures to the last. At most the last 366 days are in {@code trend}.
     */
    @GetMapping("/{id}/dashboard")
    @Allow("metric.read")
    Dashboard readDashboard(
            @PathVariable UUID id,
            @RequestParam @Nullable Integer days,
            @RequestParam @Nullable LocalDate from,
            @RequestParam @Nullable LocalDate to) {
        var campaign = campaigns.get(id);
        var span = metrics.span(campaign, days, from, to);
        var rolls = store.daily(id, span.before().from(), span.to());
        var within = rolls.stream().filter(roll -> span.holds(roll.day())).toList();
        var before = rolls.stream().filter(roll -> !span.holds(roll.day())).toList();
        var totals = Figures.of(within, campaign.currency());
        var previous = Figures.of(before, campaign.currency());
        var allocated = campaigns.allocated(id);
        return new Dashboard(
                id,
                campaign.name(),
                span.in(campaign),
                totals,
                previous,
                change(totals, previous),
                channels(campaign, within, totals, allocated),
                trend(campaign, span, within),
                spending(campaign, allocated),
                standing(campaign),
                top(campaign, span),
                now.instant());
    }

    private static Map<String, @Nullable BigDecimal> change(Figures now, Figures before) {
        var change = new LinkedHashMap<String, @Nullable BigDecimal>();
        change.put(
                "impressions", change(BigDecimal.valueOf(now.impressions()), BigDecimal.valueOf(before.impressions())));
        change.put("clicks", change(BigDecimal.valueOf(now.clicks()), BigDecimal.valueOf(before.clicks())));
        change.put("conversions", change(now.conversions(), before.conversions()));
        boolean comparable = java.util.Objects.equals(now.currency(), before.currency());
        change.put("spend", comparable ? change(now.spend(), before.spend()) : null);
        change.put("revenue", comparable ? change(now.revenue(), before.revenue()) : null);
        change.put("ctr", change(now.ctr(), before.ctr()));
        change.put("roas", change(now.roas(), before.roas()));
        return change;
    }

    private static @Nullable BigDecimal change(@Nullable BigDecimal now, @Nullable BigDecimal before) {
        if (now == null || before == null) return null;
        return Figures.rate(now.subtract(before), before);
    }

    private static List<DashboardChannel> channels(
            Campaign campaign, List<Roll> rolls, Figures totals, Map<String, BigDecimal> allocated) {
        boolean money = totals.otherMoney().isEmpty() && totals.spend().signum() > 0;
        return Metrics.channels(rolls, campaign).stream()
                .map(each -> new DashboardChannel(
                        each.channel(),
                        each.figures(),
                        money
                                ? Figures.rate(each.figures().spend(), totals.spend())
                                : Figures.rate(
                                        BigDecimal.valueOf(each.figures().impressions()),
                                        BigDecimal.valueOf(totals.impressions())),
                        allocated.get(each.channel())))
                .toList();
    }

    private static List<TrendPoint> trend(Campaign campaign, Span span, List<Roll> rolls) {
        var byDay = Metrics.grouped(rolls, roll -> java.util.Objects.requireNonNull(roll.day()));
        var first = span.to().minusDays(MOST_POINTS - 1L);
        if (first.isBefore(span.from())) first = span.from();
        return first.datesUntil(span.to().plusDays(1))
                .map(day -> new TrendPoint(
                        day,
                        byDay.containsKey(day)
                                ? Figures.of(byDay.getOrDefault(day, List.of()), campaign.currency())
                                : Figures.NONE))
                .toList();
    }

    private Spending spending(Campaign campaign, Map<String, BigDecimal> allocated) {
        var spent = new TreeMap<String, BigDecimal>();
        for (Roll roll : store.channels(campaign.id()))
            if (roll.currency().equals(campaign.currency()))
                spent.merge(String.valueOf(roll.channel()), roll.spend(), BigDecimal::add);
        var names = new TreeSet<>(allocated.keySet());
        spent.forEach((channel, amount) -> {
            if (amount.signum() > 0) names.add(channel);
        });
        var channels = names.stream()
                .map(channel -> new ChannelSpending(
                        channel,
                        Figures.plain(allocated.getOrDefault(channel, BigDecimal.ZERO)),
                        Figures.plain(spent.getOrDefault(channel, BigDecimal.ZERO))))
                .toList();
        var sum = spent.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var total = campaign.budgetAmount();
        return new Spending(
                campaign.currency(),
                total == null ? null : Figures.plain(total),
                Figures.plain(allocated.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add)),
                Figures.plain(sum),
                total == null ? null : Figures.plain(total.subtract(sum)),
                total == null ? null : Figures.rate(sum, total),
                channels);
    }

    private Standing standing(Campaign campaign) {
        return new Standing(
                campaign.status(),
                campaigns.phase(campaign),
                deliveries.countsOfCampaign(campaign.id()),
                deliveries.nextDue(campaign.id()).orElse(null));
    }

    private List<TopContent> top(Campaign campaign, Span span) {
        var rolls = store.entities(campaign.id(), span.from(), span.to(), TOP);
        var known = names.of(rolls);
        return rolls.stream()
                .map(roll -> {
                    var name = known.get(roll.entity());
                    return new TopContent(
                            String.valueOf(roll.entity()),
                            String.valueOf(roll.channel()),
                            String.valueOf(roll.source()),
                            name == null ? null : name.kind(),
                            name == null ? null : name.title(),
                            Figures.of(List.of(roll), campaign.currency()));
                })
                .toList();
    }

    /** Channels with where their figures come from. */
    public record ChannelMetrics(UUID campaignId, Period period, List<ChannelDetails> channels) {}

    /** A channel, its sources, and from when to when they reported. */
    public record ChannelDetails(
            String channel,
            List<String> sources,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            Figures figures) {}

    /** Reads the figures of each channel with the sources they come from: all there is, or the days {@code from} to {@code to}. */
    @GetMapping("/{id}/channel-metrics")
    @Allow("metric.read")
    ChannelMetrics readChannelMetrics(
            @PathVariable UUID id, @RequestParam @Nullable LocalDate from, @RequestParam @Nullable LocalDate to) {
        var campaign = campaigns.get(id);
        var feeds = store.feeds(id).stream().collect(Collectors.groupingBy(FactStore.FeedRow::channel));
        var channels = Metrics.channels(metrics.rolls(campaign, from, to), campaign).stream()
                .map(each -> details(each, feeds.getOrDefault(each.channel(), List.of())))
                .toList();
        return new ChannelMetrics(id, new Period(from, to, campaign.timeZone()), channels);
    }

    private static ChannelDetails details(ChannelFigures each, List<FactStore.FeedRow> feeds) {
        return new ChannelDetails(
                each.channel(),
                feeds.stream().map(FactStore.FeedRow::source).toList(),
                feeds.stream()
                        .map(FactStore.FeedRow::firstDay)
                        .min(LocalDate::compareTo)
                        .orElse(null),
                feeds.stream()
                        .map(FactStore.FeedRow::lastDay)
                        .max(LocalDate::compareTo)
                        .orElse(null),
                each.figures());
    }

    /** Days and what they say: {@code summary} of the metric that leads, {@code metrics} of each that was reported. */
    public record CampaignTrends(
            UUID campaignId,
            Period period,
            List<TrendDay> days,
            Trends.TrendSummary summary,
            List<Trends.TrendSummary> metrics) {}

    /** A day with its figures. */
    public record TrendDay(
            LocalDate date,
            @com.fasterxml.jackson.annotation.JsonUnwrapped Figures figures) {}

    /**
     * Reads each day's figures and, for each metric that was reported, where it goes (the slope of a straight line, the later
     * half against the earlier) and which days stand out: those more than 3.5 robust deviations from the median, where there
     * are seven days or more. The one that leads is clicks, else impressions, else what else was reported. {@code days} (1 to 366) end today, or on the last day with figures where none of them has any.
     */
    @GetMapping("/{id}/trends")
    @Allow("metric.read")
    CampaignTrends readTrends(@PathVariable UUID id, @RequestParam(defaultValue = "30") Integer days) {
        var campaign = campaigns.get(id);
        var span = metrics.span(campaign, days, null, null);
        var points = trend(campaign, span, store.daily(id, span.from(), span.to()));
        var each = points.stream()
                .map(point -> new TrendDay(point.date(), point.figures()))
                .toList();
        var summaries = Trends.summaries(
                points.stream().map(p -> new Trends.Day(p.date(), p.figures())).toList());
        return new CampaignTrends(id, span.in(campaign), each, Trends.leading(summaries), summaries);
    }

    /** Channels, the best first. */
    public record ChannelComparison(
            UUID campaignId,
            Comparison.By by,
            List<Comparison.Ranked> ranking,
            @Nullable String note) {}

    /**
     * Ranks the channels with the reason for each place. {@code by} is what to rank by; without it the one that says most
     * with what was reported: revenue per unit spent, else cost per conversion, else clicks per impression, else impressions.
     * A channel of which it can't be said comes last, without a value.
     */
    @GetMapping("/{id}/channel-comparison")
    @Allow("metric.read")
    ChannelComparison compareChannels(@PathVariable UUID id, @RequestParam Comparison.@Nullable By by) {
        var campaign = campaigns.get(id);
        var channels = Metrics.channels(store.channels(id), campaign);
        var chosen = by == null ? Comparison.best(channels) : by;
        return new ChannelComparison(
                id, chosen, Comparison.ranking(channels, chosen), Comparison.note(channels, chosen));
    }

    /** Return on what was spent. */
    public record RoiAnalysis(UUID campaignId, List<ChannelRoi> channels, ChannelRoi total) {}

    /** {@code roi} is profit per unit spent, {@code roas} revenue per unit spent; null where nothing was spent or currencies are mixed. */
    public record ChannelRoi(
            String channel,
            @Nullable String currency,
            BigDecimal spend,
            BigDecimal revenue,
            BigDecimal profit,
            @Nullable BigDecimal roi,
            @Nullable BigDecimal roas,
            @Nullable BigDecimal costPerConversion,
            List<Figures.Money> otherMoney) {
        static ChannelRoi of(String channel, Figures figures) {
            var profit = figures.revenue().subtract(figures.spend());
            return new ChannelRoi(
                    channel,
                    figures.currency(),
                    figures.spend(),
                    figures.revenue(),
                    Figures.plain(profit),
                    figures.otherMoney().isEmpty() ? Figures.rate(profit, figures.spend()) : null,
                    figures.roas(),
                    figures.costPerConversion(),
                    figures.otherMoney());
        }
    }

    /** Reads what each channel has brought for what was spent on it, over all there is. */
    @GetMapping("/{id}/roi-analysis")
    @Allow("metric.read")
    RoiAnalysis analyzeRoi(@PathVariable UUID id) {
        var campaign = campaigns.get(id);
        var rolls = store.channels(id);
        return new RoiAnalysis(
                id,
                Metrics.channels(rolls, campaign).stream()
                        .map(each -> ChannelRoi.of(each.channel(), each.figures()))
                        .toList(),
                ChannelRoi.of("all", Figures.of(rolls, campaign.currency())));
    }

    /** A campaign in the list of all. */
    public record CampaignSummary(UUID campaignId, String name, Campaign.Status status, Figures figures) {}

    /** Lists the campaigns that are not archived with all that they have come to, those changed last first. */
    @GetMapping("/all/summary")
    @Allow("metric.read")
    Page<CampaignSummary> summarizeCampaigns(
            @RequestParam @Nullable Integer limit, @RequestParam @Nullable Integer offset) {
        var page = campaigns.page(Page.Range.of(limit, offset));
        var rolls = new LinkedHashMap<UUID, List<Roll>>();
        for (Roll roll : store.campaigns(page.items().stream().map(Campaign::id).toList()))
            rolls.computeIfAbsent(java.util.Objects.requireNonNull(roll.campaignId()), any -> new ArrayList<>())
                    .add(roll);
        return page.map(campaign -> new CampaignSummary(
                campaign.id(),
                campaign.name(),
                campaign.status(),
                Figures.of(rolls.getOrDefault(campaign.id(), List.of()), campaign.currency())));
    }
}
