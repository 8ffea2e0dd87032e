package io.fanfare.analytics;

import io.fanfare.analytics.Metrics.ChannelFigures;
import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Tool;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The channels of a campaign: their figures and sources, ranked, and their return on spending. */
@RestController
@RequestMapping("/api/analytics/campaigns")
class ChannelReports {
    private final FigureStore store;
    private final Metrics metrics;
    private final Campaigns campaigns;

    ChannelReports(FigureStore store, Metrics metrics, Campaigns campaigns) {
        this.store = store;
        this.metrics = metrics;
        this.campaigns = campaigns;
    }

    /** Channels with the sources of their figures. */
    public record ChannelMetrics(UUID campaignId, Period period, List<ChannelDetails> channels) {}

    /** A channel, its sources, and the first and last day they reported. */
    public record ChannelDetails(
            String channel,
            List<String> sources,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            Figures figures) {}

    /** Reads the figures of each channel with their sources, overall or for the days {@code from} to {@code to}. */
    @GetMapping("/{id}/channel-metrics")
    @Allow(value = "metric.read", stale = true)
    ChannelMetrics readChannelMetrics(
            @PathVariable UUID id, @RequestParam @Nullable LocalDate from, @RequestParam @Nullable LocalDate to) {
        var campaign = campaigns.get(id);
        var feeds = store.feeds(id).stream().collect(Collectors.groupingBy(FigureStore.FeedRow::channel));
        var channels = Metrics.channels(metrics.rolls(campaign, from, to), campaign).stream()
                .map(each -> details(each, feeds.getOrDefault(each.channel(), List.of())))
                .toList();
        return new ChannelMetrics(id, new Period(from, to, campaign.timeZone()), channels);
    }

    private static ChannelDetails details(ChannelFigures each, List<FigureStore.FeedRow> feeds) {
        return new ChannelDetails(
                each.channel(),
                feeds.stream().map(FigureStore.FeedRow::source).toList(),
                feeds.stream()
                        .map(FigureStore.FeedRow::firstDay)
                        .min(LocalDate::compareTo)
                        .orElse(null),
                feeds.stream()
                        .map(FigureStore.FeedRow::lastDay)
                        .max(LocalDate::compareTo)
                        .orElse(null),
                each.figures());
    }

    /** Ranked channels, best first. */
    public record ChannelComparison(
            UUID campaignId,
            Comparison.By by,
            List<Comparison.Ranked> ranking,
            @Nullable String note) {}

    /**
     * Ranks the channels and explains each rank, overall or for the days {@code from} to {@code to}. Without {@code by}, the most
     * informative measure that was reported is used: revenue per unit spent, cost per conversion, clicks per impression, or
     * impressions. A channel without a value comes last.
     */
    @GetMapping("/{id}/channel-comparison")
    @Tool(Tool.Set.OPS)
    @Allow(value = "metric.read", stale = true)
    ChannelComparison compareChannels(
            @PathVariable UUID id,
            @RequestParam Comparison.@Nullable By by,
            @RequestParam @Nullable LocalDate from,
            @RequestParam @Nullable LocalDate to) {
        var campaign = campaigns.get(id);
        var channels = Metrics.channels(metrics.rolls(campaign, from, to), campaign);
        var chosen = by == null ? Comparison.best(channels) : by;
        return new ChannelComparison(
                id, chosen, Comparison.ranking(channels, chosen), Comparison.note(channels, chosen));
    }

    /** The return on spending. */
    public record RoiAnalysis(UUID campaignId, List<ChannelRoi> channels, ChannelRoi total) {}

    /** {@code roi} is profit per unit spent, {@code roas} revenue per unit spent; null if nothing was spent. */
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

    /** Reads the return on spending of each channel, overall or for the days {@code from} to {@code to}. */
    @GetMapping("/{id}/roi-analysis")
    @Tool(Tool.Set.OPS)
    @Allow(value = "metric.read", stale = true)
    RoiAnalysis analyzeRoi(
            @PathVariable UUID id, @RequestParam @Nullable LocalDate from, @RequestParam @Nullable LocalDate to) {
        var campaign = campaigns.get(id);
        var rolls = metrics.rolls(campaign, from, to);
        return new RoiAnalysis(
                id,
                Metrics.channels(rolls, campaign).stream()
                        .map(each -> ChannelRoi.of(each.channel(), each.figures()))
                        .toList(),
                ChannelRoi.of("all", Figures.of(rolls, campaign.currency())));
    }
}
