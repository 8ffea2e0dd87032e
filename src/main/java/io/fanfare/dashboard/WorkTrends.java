package io.fanfare.dashboard;

import io.fanfare.analytics.Figures;
import io.fanfare.analytics.Period;
import io.fanfare.analytics.PeriodQuery;
import io.fanfare.analytics.Trends;
import io.fanfare.analytics.Trends.DayValue;
import io.fanfare.analytics.Trends.Direction;
import io.fanfare.analytics.WorkspaceFigures;
import io.fanfare.campaign.CampaignChoice;
import io.fanfare.campaign.CampaignLine;
import io.fanfare.campaign.CampaignLines;
import io.fanfare.dashboard.WorkFlow.Flow;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.planning.TaskTotals;
import io.fanfare.planning.TeamTime;
import io.fanfare.planning.TeamTime.DayTime;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How figures and work develop over time. */
@RestController
class WorkTrends {
    private static final List<String> PARTS = List.of("campaign.read", "plan.read", "approval.read");

    private final CampaignLines campaigns;
    private final WorkFlow flows;
    private final WorkspaceFigures figures;
    private final TaskTotals tasks;
    private final TeamTime team;
    private final Now now;

    WorkTrends(
            CampaignLines campaigns,
            WorkFlow flows,
            WorkspaceFigures figures,
            TaskTotals tasks,
            TeamTime team,
            Now now) {
        this.team = team;
        this.campaigns = campaigns;
        this.flows = flows;
        this.figures = figures;
        this.tasks = tasks;
        this.now = now;
    }

    /**
     * What has a trend: {@code campaign_progress} is the share of all tasks that is done at the end of a point, {@code approval_hours} the
     * median time to a decision, {@code utilization} the hours recorded on the tasks that the team finished in a point, as a share of those
     * that it could work.
     */
    enum TrendMetric {
        IMPRESSIONS,
        CLICKS,
        CTR,
        CONVERSIONS,
        SPEND,
        REVENUE,
        ROAS,
        TASKS_DONE,
        CAMPAIGN_PROGRESS,
        APPROVAL_HOURS,
        UTILIZATION;

        boolean isShare() {
            return this == CTR || this == CAMPAIGN_PROGRESS || this == UTILIZATION;
        }
    }

    /** The days of a point: one, a week from Monday on, or a month. */
    enum Grain {
        DAY,
        WEEK,
        MONTH;

        LocalDate first(LocalDate day) {
            return switch (this) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
            };
        }
    }

    /** The first day of a point; {@code value} is null where it is unknown. {@code open}: some of its days are not over or not in the period. */
    record TrendValue(LocalDate date, @Nullable BigDecimal value, boolean open) {}

    /** Where a metric goes. */
    enum Trend {
        INCREASING,
        DECREASING,
        STABLE
    }

    /**
     * A metric. {@code trend} and {@code change} (the later half compared with the earlier one) use complete points only; both are null
     * with fewer than 2. {@code anomalies}: points more than 3.5 robust standard deviations from the median, of at least 7.
     */
    record Series(
            TrendMetric metric,
            @Nullable String currency,
            List<TrendValue> points,
            @Nullable Trend trend,
            @Nullable BigDecimal change,
            List<Trends.Anomaly> anomalies) {}

    /** What is read, and of which days. */
    record TrendQuery(
            @Nullable List<TrendMetric> metric,
            @Nullable Grain grain,
            @Nullable Integer days,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    record TrendList(Period period, Grain grain, List<Series> series, Instant generatedAt) {}

    /**
     * Reads how figures of all campaigns and the work develop: a point for each {@code day} (default), {@code week} or {@code month} of the
     * period, which is as in {@code readOverview}, at most 366 days, with the same filters. {@code metric} chooses what is read (default: all). Days that no
     * source has reported have no value; they are not 0. An API key needs the scopes {@code campaign.read}, {@code plan.read} and
     * {@code approval.read} as well.
     */
    @GetMapping("/api/dashboard/trends")
    @Allow(value = "metric.read", stale = true)
    TrendList readTrendsOfWork(TrendQuery query, CampaignChoice choice) {
        PARTS.forEach(Current.get()::require);
        var lines = campaigns.list(choice.filter(), null);
        var measured = figures.of(
                new PeriodQuery(query.days(), query.from(), query.to(), PeriodQuery.Compare.NONE).upToAYear(),
                choice.all() ? null : lines.stream().map(CampaignLine::id).toList());
        var period = measured.period();
        var flow = flows.of(
                lines,
                choice.all(),
                Objects.requireNonNull(period.from()),
                Objects.requireNonNull(period.to()),
                period.timeZone());
        var metric = query.metric();
        var chosen = metric == null || metric.isEmpty() ? List.of(TrendMetric.values()) : metric;
        var time = !chosen.contains(TrendMetric.UTILIZATION)
                ? List.<DayTime>of()
                : team.of(
                        flow.from(),
                        flow.to(),
                        period.timeZone(),
                        choice.all()
                                ? null
                                : lines.stream().map(CampaignLine::id).toList());
        var points = new Points(
                query.grain() == null ? Grain.DAY : query.grain(), flow, measured.byDay(), time, tasks.today());
        String currency = measured.figures().currency();
        return new TrendList(
                period,
                points.grain(),
                chosen.stream()
                        .distinct()
                        .map(each -> points.series(each, currency))
                        .toList(),
                now.instant());
    }

    /** The points of a period. */
    private record Points(
            Grain grain, Flow flow, Map<LocalDate, Figures> figures, List<DayTime> time, LocalDate today) {
        Series series(TrendMetric metric, @Nullable String currency) {
            var points = points(metric);
            var known = points.stream()
                    .filter(point -> !point.open() && point.value() != null)
                    .map(point -> new DayValue(point.date(), Objects.requireNonNull(point.value())))
                    .toList();
            var summary = known.size() < 2
                    ? null
                    : Trends.summary(metric.name().toLowerCase(Locale.ROOT), known, span(known))
                            .orElse(null);
            boolean money = metric == TrendMetric.SPEND || metric == TrendMetric.REVENUE;
            return new Series(
                    metric,
                    money ? currency : null,
                    points,
                    summary == null ? (known.size() < 2 ? null : Trend.STABLE) : trend(summary.direction()),
                    summary == null ? null : summary.change(),
                    summary == null ? List.of() : summary.anomalies());
        }

        private static long span(List<DayValue> known) {
            return known.getLast().date().toEpochDay() - known.getFirst().date().toEpochDay() + 1;
        }

        private static Trend trend(Direction direction) {
            return switch (direction) {
                case UP -> Trend.INCREASING;
                case DOWN -> Trend.DECREASING;
                case FLAT -> Trend.STABLE;
            };
        }

        private List<TrendValue> points(TrendMetric metric) {
            var groups = new TreeMap<LocalDate, List<LocalDate>>();
            flow.from().datesUntil(flow.to().plusDays(1)).forEach(day -> groups.computeIfAbsent(
                            grain.first(day), _ -> new ArrayList<>())
                    .add(day));
            return groups.entrySet().stream()
                    .map(group -> {
                        var days = group.getValue();
                        boolean cut = days.getFirst().isAfter(group.getKey())
                                || grain.first(days.getLast().plusDays(1)).equals(group.getKey());
                        return new TrendValue(
                                days.getFirst(),
                                value(metric, days),
                                cut || !days.getLast().isBefore(today));
                    })
                    .toList();
        }

        private @Nullable BigDecimal value(TrendMetric metric, List<LocalDate> days) {
            return switch (metric) {
                case IMPRESSIONS -> sum(days, each -> BigDecimal.valueOf(each.impressions()));
                case CLICKS -> sum(days, each -> BigDecimal.valueOf(each.clicks()));
                case CTR ->
                    ratio(
                            days,
                            each -> BigDecimal.valueOf(each.clicks()),
                            each -> BigDecimal.valueOf(each.impressions()));
                case CONVERSIONS -> sum(days, Figures::conversions);
                case SPEND -> sum(days, Figures::spend);
                case REVENUE -> sum(days, Figures::revenue);
                case ROAS -> ratio(days, Figures::revenue, Figures::spend);
                case TASKS_DONE ->
                    BigDecimal.valueOf(flow.tasks().points().stream()
                            .filter(each -> days.contains(each.date()))
                            .mapToLong(each -> each.done())
                            .sum());
                case CAMPAIGN_PROGRESS ->
                    flow.completions().get((int)
                            (days.getLast().toEpochDay() - flow.from().toEpochDay()));
                case APPROVAL_HOURS ->
                    flow.reviewsOf(days.getFirst(), days.getLast()).approvalHours();
                case UTILIZATION -> utilization(days);
            };
        }

        private @Nullable BigDecimal utilization(List<LocalDate> days) {
            var chosen = time.stream()
                    .filter(each -> !each.date().isBefore(days.getFirst())
                            && !each.date().isAfter(days.getLast()))
                    .toList();
            double capacity =
                    chosen.stream().mapToDouble(DayTime::capacityHours).sum();
            double worked = chosen.stream().mapToDouble(DayTime::workedHours).sum();
            return capacity == 0 ? null : WorkFlow.rounded(worked / capacity, 3);
        }

        private @Nullable BigDecimal sum(List<LocalDate> days, Function<Figures, BigDecimal> value) {
            return days.stream()
                    .map(figures::get)
                    .filter(Objects::nonNull)
                    .map(value)
                    .reduce(BigDecimal::add)
                    .orElse(null);
        }

        private @Nullable BigDecimal ratio(
                List<LocalDate> days, Function<Figures, BigDecimal> part, Function<Figures, BigDecimal> whole) {
            var all = sum(days, whole);
            var some = sum(days, part);
            return all == null || some == null || all.signum() == 0
                    ? null
                    : some.divide(all, 6, java.math.RoundingMode.HALF_UP).stripTrailingZeros();
        }
    }
}
