package io.fanfare.dashboard;

import io.fanfare.analytics.Figures;
import io.fanfare.analytics.Period;
import io.fanfare.analytics.PeriodQuery;
import io.fanfare.analytics.WorkspaceFigures;
import io.fanfare.analytics.WorkspaceFigures.Measured;
import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.CampaignChoice;
import io.fanfare.campaign.CampaignLine;
import io.fanfare.campaign.CampaignLines;
import io.fanfare.dashboard.WorkFlow.Flow;
import io.fanfare.dashboard.WorkFlow.Launched;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Tool;
import io.fanfare.planning.TaskTotals;
import io.fanfare.planning.TeamLoads;
import io.fanfare.planning.TeamLoads.MemberLoad;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Key figures with what they mean and where they come from. */
@RestController
class Kpis {
    private static final List<String> PARTS = List.of("campaign.read", "plan.read", "approval.read");

    private final CampaignLines campaigns;
    private final WorkFlow flows;
    private final WorkspaceFigures figures;
    private final TeamLoads team;
    private final TaskTotals tasks;
    private final Now now;

    Kpis(CampaignLines campaigns, WorkFlow flows, WorkspaceFigures figures, TeamLoads team, TaskTotals tasks, Now now) {
        this.campaigns = campaigns;
        this.flows = flows;
        this.figures = figures;
        this.team = team;
        this.tasks = tasks;
        this.now = now;
    }

    /** The key figures of {@code period}; {@code previous} is what they are compared with. */
    record KpiList(Period period, @Nullable Period previous, List<Kpi> items, Instant generatedAt) {}

    /**
     * Reads key figures of the workspace with their definition, their change and the path to their rows: campaigns, tasks, approvals, the
     * team's time, and the figures of all campaigns that are not archived. Period and filters are as in {@code readOverview}, at most 366 days;
     * the time of the team is always that for all campaigns. An
     * API key needs the scopes {@code campaign.read}, {@code plan.read} and {@code approval.read} as well.
     */
    @GetMapping("/api/dashboard/kpis")
    @Tool(Tool.Set.OPS)
    @Allow(value = "metric.read", stale = true)
    KpiList readKpis(PeriodQuery period, CampaignChoice choice) {
        PARTS.forEach(Current.get()::require);
        var lines = campaigns.list(choice.filter(), null);
        var chosen = choice.all() ? null : lines.stream().map(CampaignLine::id).collect(Collectors.toSet());
        var paths = new RowPaths(choice, chosen);
        var measured = figures.of(period.upToAYear(), chosen);
        var current = flow(lines, paths, measured.period());
        var previous = measured.previous() == null ? null : flow(lines, paths, measured.previous());
        var items = new ArrayList<Kpi>();
        items.addAll(work(lines, paths, current, previous));
        items.addAll(results(measured, paths, current));
        return new KpiList(measured.period(), measured.previous(), items, now.instant());
    }

    private Flow flow(List<CampaignLine> lines, RowPaths paths, Period period) {
        return flows.of(
                lines,
                paths.choice().all(),
                Objects.requireNonNull(period.from()),
                Objects.requireNonNull(period.to()),
                period.timeZone());
    }

    private List<Kpi> work(List<CampaignLine> lines, RowPaths paths, Flow flow, @Nullable Flow before) {
        String days = "From=" + flow.from() + "&%sTo=" + flow.to();
        String launched = paths.board("launched" + days.formatted("launched"));
        String completed = paths.board("completed" + days.formatted("completed"));
        var done = paths.work("/api/tasks", "done" + days.formatted("done"));
        var decided = paths.work("/api/approvals", "mine=all&decided" + days.formatted("decided"));
        var points = flow.tasks().points();
        long active = lines.stream()
                .filter(line -> line.status() == Campaign.Status.ACTIVE)
                .count();
        return List.of(
                Kpi.Key.CAMPAIGNS_ACTIVE.of(
                        BigDecimal.valueOf(active), null, List.of(), paths.campaigns("status=active")),
                Kpi.Key.CAMPAIGNS_LAUNCHED.of(
                        flow.launches(),
                        of(before, Flow::launches),
                        flow.byDay(flow.launched().stream().map(Launched::on).toList()),
                        launched),
                Kpi.Key.CAMPAIGNS_COMPLETED.of(
                        flow.ends(),
                        of(before, Flow::ends),
                        flow.byDay(flow.completed().stream()
                                .map(Launched::ended)
                                .filter(Objects::nonNull)
                                .toList()),
                        completed),
                Kpi.Key.ON_TIME_LAUNCH.of(flow.onTimeLaunch(), of(before, Flow::onTimeLaunch), List.of(), launched),
                Kpi.Key.DURATION.of(flow.duration(), of(before, Flow::duration), List.of(), completed),
                Kpi.Key.COMPLETION.of(
                        of(flow, Flow::completion),
                        of(before, Flow::completion),
                        flow.completions(),
                        paths.work("/api/tasks", "status=done")),
                Kpi.Key.TASKS_DONE.of(
                        BigDecimal.valueOf(flow.tasks().done()),
                        of(before, each -> BigDecimal.valueOf(each.tasks().done())),
                        WorkFlow.each(points, each -> BigDecimal.valueOf(each.done())),
                        done),
                Kpi.Key.TASKS_ON_TIME.of(
                        decimal(flow.tasks().onTimeRate()),
                        of(before, each -> decimal(each.tasks().onTimeRate())),
                        List.of(),
                        done),
                Kpi.Key.TASKS_OVERDUE.of(
                        BigDecimal.valueOf(flow.tasks().overdue()),
                        of(before, each -> BigDecimal.valueOf(each.tasks().overdue())),
                        WorkFlow.each(points, each -> BigDecimal.valueOf(each.overdue())),
                        flow.to().equals(tasks.today()) ? paths.work("/api/tasks", "overdue=true") : null),
                Kpi.Key.CYCLE_TIME.of(
                        decimal(flow.tasks().cycleHours()),
                        of(before, each -> decimal(each.tasks().cycleHours())),
                        List.of(),
                        done),
                Kpi.Key.APPROVAL_TIME.of(flow.approvalHours(), of(before, Flow::approvalHours), List.of(), decided),
                Kpi.Key.FIRST_PASS_RATE.of(flow.firstPass(), of(before, Flow::firstPass), List.of(), decided),
                Kpi.Key.UTILIZATION.of(utilization(), null, List.of(), "/api/team?active=true"));
    }

    private @Nullable BigDecimal utilization() {
        var loads = team.list();
        double capacity = loads.stream().mapToDouble(MemberLoad::capacityHours).sum();
        double assigned = loads.stream().mapToDouble(MemberLoad::assignedHours).sum();
        return capacity == 0 ? null : WorkFlow.rounded(assigned / capacity, 3);
    }

    private static List<Kpi> results(Measured measured, RowPaths paths, Flow flow) {
        var period = measured.period();
        String rows = paths.board("from=" + period.from() + "&to=" + period.to());
        return List.of(
                result(Kpi.Key.IMPRESSIONS, measured, flow, rows, each -> BigDecimal.valueOf(each.impressions())),
                result(Kpi.Key.CLICKS, measured, flow, rows, each -> BigDecimal.valueOf(each.clicks())),
                result(Kpi.Key.CTR, measured, flow, rows, Figures::ctr),
                result(Kpi.Key.CONVERSIONS, measured, flow, rows, Figures::conversions),
                result(Kpi.Key.SPEND, measured, flow, rows, Figures::spend),
                result(Kpi.Key.REVENUE, measured, flow, rows, Figures::revenue),
                result(Kpi.Key.ROAS, measured, flow, rows, Figures::roas));
    }

    /** Without figures in the period, nothing is known; an amount without any in a currency is not 0. */
    private static Kpi result(
            Kpi.Key key, Measured measured, Flow flow, String rows, Function<Figures, @Nullable BigDecimal> value) {
        var days = measured.byDay();
        boolean money = key.unit == Kpi.Unit.MONEY;
        String currency = money ? measured.figures().currency() : null;
        boolean known = !days.isEmpty() && (!money || currency != null);
        List<@Nullable BigDecimal> spark = List.of();
        if (known) spark = flow.byDay(day -> of(days.get(day), value));
        var before = measured.before();
        boolean comparable = before != null && (!money || Objects.equals(before.currency(), currency));
        return key.of(
                known ? value.apply(measured.figures()) : null,
                currency,
                comparable ? of(before, value) : null,
                known ? measured.change().get(key.name().toLowerCase(java.util.Locale.ROOT)) : null,
                spark,
                rows);
    }

    private static <T> @Nullable BigDecimal of(@Nullable T from, Function<T, @Nullable BigDecimal> value) {
        return from == null ? null : value.apply(from);
    }

    private static @Nullable BigDecimal decimal(@Nullable Double value) {
        return value == null ? null : BigDecimal.valueOf(value);
    }
}
