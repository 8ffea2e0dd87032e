package io.fanfare.dashboard;

import io.fanfare.analytics.Figures;
import io.fanfare.analytics.Period;
import io.fanfare.analytics.PeriodQuery;
import io.fanfare.analytics.WorkspaceFigures;
import io.fanfare.campaign.CampaignChoice;
import io.fanfare.campaign.CampaignFilter;
import io.fanfare.campaign.CampaignLine;
import io.fanfare.campaign.CampaignLines;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Campaigns side by side, and the way from the first contact to the last. */
@RestController
@RequestMapping("/api/dashboard")
class Comparisons {
    private static final int MOST = 10;

    private final CampaignLines campaigns;
    private final WorkspaceFigures figures;

    Comparisons(CampaignLines campaigns, WorkspaceFigures figures) {
        this.campaigns = campaigns;
        this.figures = figures;
    }

    /** What campaigns are compared by. */
    enum CompareMetric {
        IMPRESSIONS,
        CLICKS,
        CTR,
        CONVERSIONS,
        CONVERSION_RATE,
        SPEND,
        REVENUE,
        ROAS,
        COST_PER_CONVERSION,
        CPC,
        OPEN_RATE;

        @Nullable
        BigDecimal of(Figures f) {
            return switch (this) {
                case IMPRESSIONS -> BigDecimal.valueOf(f.impressions());
                case CLICKS -> BigDecimal.valueOf(f.clicks());
                case CTR -> f.ctr();
                case CONVERSIONS -> f.conversions();
                case CONVERSION_RATE -> f.conversionRate();
                case SPEND -> f.spend();
                case REVENUE -> f.revenue();
                case ROAS -> f.roas();
                case COST_PER_CONVERSION -> f.costPerConversion();
                case CPC -> f.cpc();
                case OPEN_RATE -> f.openRate();
            };
        }

        boolean lowIsGood() {
            return this == COST_PER_CONVERSION || this == CPC;
        }

        /** Amounts of different currencies have no order. */
        boolean money() {
            return this == SPEND || this == REVENUE || lowIsGood();
        }
    }

    /** {@code value} is null if it was not reported; {@code rank} is null as well where currencies differ. */
    record RankedValue(@Nullable BigDecimal value, @Nullable Integer rank, boolean best) {}

    /** A campaign with its values; {@code currency} is that of its amounts. */
    record ComparedCampaign(
            UUID campaignId, String name, @Nullable String currency, Map<CompareMetric, RankedValue> values) {}

    record CampaignComparison(Period period, List<ComparedCampaign> items) {}

    /**
     * Compares 2 to 10 campaigns by the figures of a period: {@code days} up to today (default: 30), or {@code from} to {@code to}.
     * {@code ids} names them; without it, they are the 10 changed last of those that the filters of {@code readOverview} choose. Each value
     * has its rank, 1 for the best; equal values share it. {@code metrics} chooses what is compared (default: all).
     */
    @GetMapping("/comparison")
    @Tool(Tool.Set.OPS)
    @Allow(value = "metric.read", stale = true)
    CampaignComparison compareCampaigns(
            @RequestParam @Nullable List<UUID> ids,
            @RequestParam @Nullable List<CompareMetric> metrics,
            @RequestParam @Nullable Integer days,
            @RequestParam @Nullable LocalDate from,
            @RequestParam @Nullable LocalDate to,
            CampaignChoice choice) {
        var found = ids == null
                ? campaigns.list(choice.filter(), null).stream().limit(MOST).toList()
                : named(ids);
        var query = new PeriodQuery(days, from, to, PeriodQuery.Compare.NONE);
        var own = figures.of(found, query);
        var chosen = metrics == null || metrics.isEmpty() ? List.of(CompareMetric.values()) : metrics;
        var ranks = chosen.stream()
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(), metric -> ranked(found, own, metric), (a, _) -> a, LinkedHashMap::new));
        return new CampaignComparison(
                figures.of(query).period(),
                found.stream()
                        .map(line -> {
                            var values = new LinkedHashMap<CompareMetric, RankedValue>();
                            ranks.forEach(
                                    (metric, of) -> values.put(metric, Objects.requireNonNull(of.get(line.id()))));
                            return new ComparedCampaign(
                                    line.id(), line.name(), of(own, line).currency(), values);
                        })
                        .toList());
    }

    private List<CampaignLine> named(List<UUID> ids) {
        var wanted = new HashSet<>(ids);
        if (wanted.size() < 2 || wanted.size() > MOST)
            throw Refused.invalid("ids", "must be 2 to " + MOST + " campaigns");
        var found = campaigns.list(CampaignFilter.ALL, "name").stream()
                .filter(line -> wanted.contains(line.id()))
                .toList();
        if (found.size() < wanted.size()) throw Refused.notFound();
        return found;
    }

    private static Map<UUID, RankedValue> ranked(
            List<CampaignLine> lines, Map<UUID, WorkspaceFigures.CampaignFigures> own, CompareMetric metric) {
        var currencies = lines.stream()
                .map(line -> of(own, line).currency())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        boolean ordered = !metric.money() || currencies.size() <= 1;
        var order = metric.lowIsGood() ? Comparator.<BigDecimal>naturalOrder() : Comparator.<BigDecimal>reverseOrder();
        var values = lines.stream()
                .map(line -> metric.of(of(own, line)))
                .filter(Objects::nonNull)
                .sorted(order)
                .toList();
        return lines.stream().collect(Collectors.toMap(CampaignLine::id, line -> {
            var value = metric.of(of(own, line));
            if (value == null || !ordered) return new RankedValue(value, null, false);
            int rank = 1
                    + (int) values.stream()
                            .filter(other -> order.compare(other, value) < 0)
                            .count();
            return new RankedValue(value, rank, rank == 1);
        }));
    }

    private static Figures of(Map<UUID, WorkspaceFigures.CampaignFigures> own, CampaignLine line) {
        return Objects.requireNonNull(own.get(line.id())).figures();
    }

    /** What a funnel is about: what the audience does, or how far campaigns are. */
    enum FunnelKind {
        AUDIENCE,
        CAMPAIGNS
    }

    /** A stage: its share of the first one, and of the one before; null where that is 0. */
    record FunnelStage(
            String key,
            BigDecimal count,
            @Nullable Double ofFirst,
            @Nullable Double step) {}

    record Funnel(FunnelKind kind, List<FunnelStage> stages) {}

    /** The kind and the days. */
    record FunnelQuery(
            @Nullable FunnelKind kind,
            @Nullable Integer days,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    /**
     * Reads a funnel. {@code audience} (default): impressions, clicks and conversions of a period. {@code campaigns}: all campaigns that
     * are neither archived nor canceled, and how many of them have a strategy, content in review, everything approved, are launched and done.
     * Filters as in {@code readOverview}.
     */
    @GetMapping("/funnel")
    @Tool(Tool.Set.OPS)
    @Allow(value = "metric.read", stale = true)
    Funnel readFunnel(FunnelQuery query, CampaignChoice choice) {
        var chosen = query.kind() == null ? FunnelKind.AUDIENCE : query.kind();
        var lines = campaigns.list(choice.filter(), null);
        var counts =
                switch (chosen) {
                    case AUDIENCE ->
                        audience(
                                new PeriodQuery(query.days(), query.from(), query.to(), PeriodQuery.Compare.NONE),
                                choice.all()
                                        ? null
                                        : lines.stream().map(CampaignLine::id).toList());
                    case CAMPAIGNS -> phases(lines);
                };
        return new Funnel(chosen, stages(counts));
    }

    private Map<String, BigDecimal> audience(PeriodQuery query, @Nullable List<UUID> chosen) {
        var sum = figures.of(query, chosen).figures();
        var counts = new LinkedHashMap<String, BigDecimal>();
        counts.put("impressions", BigDecimal.valueOf(sum.impressions()));
        counts.put("clicks", BigDecimal.valueOf(sum.clicks()));
        counts.put("conversions", sum.conversions());
        return counts;
    }

    /** The phases in their order; a campaign counts for its own and for all before it. */
    private static Map<String, BigDecimal> phases(List<CampaignLine> lines) {
        var steps = List.of("strategy", "content", "in_review", "ready", "running", "done");
        var counts = new LinkedHashMap<String, BigDecimal>();
        steps.forEach(step -> counts.put(step, BigDecimal.ZERO));
        for (var line : lines) {
            int reached = steps.indexOf(line.phase().equals("paused") ? "running" : line.phase());
            for (int at = 0; at <= reached; at++) counts.merge(steps.get(at), BigDecimal.ONE, BigDecimal::add);
        }
        return counts;
    }

    private static List<FunnelStage> stages(Map<String, BigDecimal> counts) {
        var stages = new ArrayList<FunnelStage>();
        BigDecimal first = null;
        BigDecimal before = null;
        for (var entry : counts.entrySet()) {
            var count = entry.getValue();
            if (first == null) first = count;
            stages.add(new FunnelStage(
                    entry.getKey(), count, share(count, first), before == null ? null : share(count, before)));
            before = count;
        }
        return stages;
    }

    private static @Nullable Double share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? null
                : part.divide(whole, 4, RoundingMode.HALF_UP).doubleValue();
    }
}
