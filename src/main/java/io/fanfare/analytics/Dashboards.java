package io.fanfare.analytics;

import io.fanfare.analytics.Metrics.Span;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.delivery.Delivery;
import io.fanfare.delivery.Ledger;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Tool;
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
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Dashboards of single campaigns, their trends, and a summary of all campaigns. */
@RestController
@RequestMapping("/api/analytics/campaigns")
class Dashboards {
    /** The most days that a chart shows. */
    private static final int MOST_POINTS = 366;

    private static final int TOP = 10;

    private final FigureStore store;
    private final Metrics metrics;
    private final Campaigns campaigns;
    private final Ledger deliveries;
    private final ContentNames names;
    private final Now now;

    Dashboards(
            FigureStore store, Metrics metrics, Campaigns campaigns, Ledger deliveries, ContentNames names, Now now) {
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
            int previousDays,
            Map<String, @Nullable BigDecimal> change,
            List<DashboardChannel> channels,
            List<TrendPoint> trend,
            Spending budget,
            Standing workflow,
            List<TopContent> topContent,
            Instant generatedAt) {}

    /** A channel; {@code share} is its share of the spend or, without any spend, of the impressions. */
    public record DashboardChannel(
            String channel,
            Figures figures,
            @Nullable BigDecimal share,
            @Nullable BigDecimal allocated) {}

    /**
     * A day. {@code open}: it is not over, or a source has not reported it yet; {@code no_data}: no source has reported it, so its
     * figures are not 0 but unknown.
     */
    public record TrendPoint(LocalDate date, Metrics.DayState state, Figures figures) {}

    /** The planned budget beside what was spent since the beginning, in the campaign's currency; {@code used} is a share of the total. */
    public record Spending(
            String currency,
            @Nullable BigDecimal total,
            BigDecimal allocated,
            BigDecimal spent,
            @Nullable BigDecimal remaining,
            @Nullable BigDecimal used,
            List<ChannelSpending> channels) {}

    /** The allocated and spent budget of a channel. */
    public record ChannelSpending(String channel, BigDecimal allocated, BigDecimal spent) {}

    /** The status of the campaign and its messages. */
    public record Standing(
            Campaign.Status status,
            String phase,
            Map<Delivery.State, Long> deliveries,
            @Nullable Instant nextDue) {}

    /** The content with most impressions. {@code kind} and {@code title} are set for posts and mailings of this workspace. */
    public record TopContent(
            String entity,
            String channel,
            String source,
            @Nullable String kind,
            @Nullable String title,
            Figures figures) {}

    /**
     * Reads the dashboard of a campaign: totals of the period and of the same number of days before it, channels, days, budget,
     * workflow and top content. The period is {@code days} up to today, or {@code from} to {@code to}; by default it runs from
     * the first day with figures to the last. {@code trend} contains at most the last 366 days.
     *
     * {@code change} compares complete days only, so never today, with the same number of days before. It is null if fewer than
     * 80% of those have figures; {@code previousDays} is how many have.
     */
    @GetMapping("/{id}/dashboard")
    @Tool(Tool.Set.OPS)
    @Allow(value = "metric.read", stale = true)
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
        var coverage = metrics.coverage(campaign);
        var known = coverage.known();
        return new Dashboard(
                id,
                campaign.name(),
                span.in(campaign),
                totals,
                previous,
                (int) Math.max(
                        0, PeriodFigures.known(span, span.before(), known).days()),
                PeriodFigures.change(campaign, span, span.before(), known, rolls),
                channels(campaign, within, totals, allocated),
                trend(campaign, span, coverage, within),
                spending(campaign, allocated),
                standing(campaign),
                top(campaign, span),
                now.instant());
    }

    private static List<DashboardChannel> channels(
            Campaign campaign, List<FigureSum> rolls, Figures totals, Map<String, BigDecimal> allocated) {
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

    private static List<TrendPoint> trend(
            Campaign campaign, Span span, Metrics.Coverage coverage, List<FigureSum> rolls) {
        var byDay = Metrics.grouped(rolls, roll -> java.util.Objects.requireNonNull(roll.day()));
        var first = span.to().minusDays(MOST_POINTS - 1L);
        if (first.isBefore(span.from())) first = span.from();
        return first.datesUntil(span.to().plusDays(1))
                .map(day -> new TrendPoint(
                        day,
                        coverage.of(day, byDay.containsKey(day)),
                        byDay.containsKey(day)
                                ? Figures.of(byDay.getOrDefault(day, List.of()), campaign.currency())
                                : Figures.NONE))
                .toList();
    }

    private Spending spending(Campaign campaign, Map<String, BigDecimal> allocated) {
        var spent = new TreeMap<String, BigDecimal>();
        for (FigureSum roll : store.channels(campaign.id()))
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

    /** Days and trends: {@code summary} of the leading metric, {@code metrics} of each reported one. */
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
     * Reads each day's figures and the trend of each metric: the slope of a straight line, the later half compared with the
     * earlier one, and, with at least seven days, anomalies: days more than 3.5 robust standard deviations from the median
     * (Iglewicz and Hoaglin, 1993). Trends use complete days only: from the first day with figures to the last reported one,
     * never today. {@code summary} is the trend of clicks, otherwise of the first metric reported. The {@code days} (1 to 366)
     * end today, or on the last day with figures if none of them has any.
     */
    @GetMapping("/{id}/trends")
    @Tool(Tool.Set.OPS)
    @Allow(value = "metric.read", stale = true)
    CampaignTrends readTrends(@PathVariable UUID id, @RequestParam(defaultValue = "30") Integer days) {
        var campaign = campaigns.get(id);
        var span = metrics.span(campaign, days, null, null);
        var coverage = metrics.coverage(campaign);
        var points = trend(campaign, span, coverage, store.daily(id, span.from(), span.to()));
        var each = points.stream()
                .map(point -> new TrendDay(point.date(), point.figures()))
                .toList();
        var known = coverage.known();
        var summaries = Trends.summaries(points.stream()
                .filter(point -> known.holds(point.date()))
                .map(point -> new Trends.Day(point.date(), point.figures()))
                .toList());
        return new CampaignTrends(id, span.in(campaign), each, Trends.leading(summaries), summaries);
    }

    /** The totals of a campaign. */
    public record CampaignSummary(UUID campaignId, String name, Campaign.Status status, Figures figures) {}

    /** Lists the campaigns that are not archived with their totals, last changed first. */
    @GetMapping("/all/summary")
    @Allow(value = "metric.read", stale = true)
    Page<CampaignSummary> summarizeCampaigns(
            @RequestParam @Nullable Integer limit, @RequestParam @Nullable Integer offset) {
        var page = campaigns.page(Page.Range.of(limit, offset));
        var rolls = new LinkedHashMap<UUID, List<FigureSum>>();
        for (FigureSum roll :
                store.campaigns(page.items().stream().map(Campaign::id).toList()))
            rolls.computeIfAbsent(java.util.Objects.requireNonNull(roll.campaignId()), any -> new ArrayList<>())
                    .add(roll);
        return page.map(campaign -> new CampaignSummary(
                campaign.id(),
                campaign.name(),
                campaign.status(),
                Figures.of(rolls.getOrDefault(campaign.id(), List.of()), campaign.currency())));
    }
}
