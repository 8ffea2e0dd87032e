package io.fanfare.planning;

import io.fanfare.campaign.CampaignChoice;
import io.fanfare.campaign.CampaignLines;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How tasks come and go. */
@RestController
@RequestMapping("/api/dashboard/task-trends")
public class TaskTrends {
    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 366;
    /** A rate over fewer tasks says nothing. */
    private static final int FEWEST = 5;

    private final Sql sql;
    private final Workspaces workspaces;
    private final TeamMemberAnswers answers;
    private final CampaignLines lines;

    TaskTrends(Sql sql, Workspaces workspaces, TeamMemberAnswers answers, CampaignLines lines) {
        this.lines = lines;
        this.sql = sql;
        this.workspaces = workspaces;
        this.answers = answers;
    }

    /** The days: {@code days} up to today, or {@code from} to {@code to}. */
    record TaskTrendQuery(
            @Nullable Integer days,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable UUID campaignId) {

        @Nullable
        List<UUID> campaigns(CampaignLines lines, CampaignChoice choice) {
            var chosen = lines.ids(choice);
            if (campaignId == null) return chosen;
            return chosen == null || chosen.contains(campaignId) ? List.of(campaignId) : List.of();
        }
    }

    /** A day: tasks that were created and done on it, and those that were open and overdue at its end. */
    public record TaskTrendPoint(LocalDate date, long created, long done, long overdue, long open) {}

    /**
     * {@code onTimeRate}: of the tasks with a due date that were done in the period, those that were done by then; {@code cycleHours}: the
     * median time from start to completion. Both are null under 5 tasks. {@code blockRate}: the share of open tasks that are blocked now;
     * null without open tasks.
     */
    record TaskTrend(
            LocalDate from,
            LocalDate to,
            List<TaskTrendPoint> points,
            @Nullable Double onTimeRate,
            @Nullable Double cycleHours,
            @Nullable Double blockRate) {}

    /** Tasks that were created, are due and were done on the same days. */
    private record Days(
            LocalDate created,
            @Nullable LocalDate due,
            @Nullable LocalDate done,
            boolean blocked,
            long n) {}

    private record Cycle(double hours) {}

    /**
     * Reads how many tasks were created and done on each day, and how many were open and overdue at its end. The period is {@code days} up
     * to today (default: 30), or {@code from} to {@code to}, at most 366 days; {@code campaignId} reads those of one campaign, and the
     * filters are as in {@code readOverview}. Canceled and deleted tasks do not count.
     */
    @GetMapping
    @Allow("plan.read")
    TaskTrend readTaskTrends(TaskTrendQuery query, CampaignChoice choice) {
        if (query.days() != null && (query.days() < 1 || query.days() > MOST_DAYS))
            throw Refused.invalid("days", "must be 1 to " + MOST_DAYS);
        var to = query.to() == null ? answers.today() : query.to();
        var from = query.from() != null
                ? query.from()
                : to.minusDays((query.days() == null ? USUAL_DAYS : query.days()) - 1L);
        TimelineDetails.requireYear("from", from);
        TimelineDetails.requireYear("to", to);
        if (to.isBefore(from)) throw Refused.invalid("to", "must not be before from");
        if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS)
            throw Refused.invalid("from", "must be at most " + MOST_DAYS + " days before the end of the period");
        var campaigns = query.campaigns(lines, choice);
        var days = days(campaigns);
        var flow = flow(days, from, to, campaigns);
        long open = count(days, each -> each.done() == null);
        return new TaskTrend(
                from,
                to,
                flow.points(),
                flow.onTimeRate(),
                flow.cycleHours(),
                open == 0 ? null : Load.rounded((double) count(days, Days::blocked) / open));
    }

    /** The same of all tasks, or of those of some campaigns; {@code doneByEnd} were done in the period or before. */
    public record TaskFlow(
            List<TaskTrendPoint> points,
            @Nullable Double onTimeRate,
            @Nullable Double cycleHours,
            long doneByEnd) {
        /** The share of the tasks that existed at the end of each day that was done by then; null without tasks. */
        public List<@Nullable Double> completion() {
            long done = doneByEnd - done();
            var shares = new ArrayList<@Nullable Double>();
            for (var point : points) {
                done += point.done();
                shares.add(done + point.open() == 0 ? null : Load.rounded((double) done / (done + point.open())));
            }
            return shares;
        }

        public long done() {
            return points.stream().mapToLong(TaskTrendPoint::done).sum();
        }

        public long overdue() {
            return points.isEmpty() ? 0 : points.getLast().overdue();
        }
    }

    public TaskFlow of(LocalDate from, LocalDate to, @Nullable Collection<UUID> campaigns) {
        return flow(days(campaigns), from, to, campaigns);
    }

    private TaskFlow flow(List<Days> days, LocalDate from, LocalDate to, @Nullable Collection<UUID> campaigns) {
        var finished = days.stream()
                .filter(each -> each.done() != null
                        && !each.done().isBefore(from)
                        && !each.done().isAfter(to))
                .toList();
        long planned = count(finished, each -> each.due() != null);
        long onTime = count(
                finished,
                each -> each.due() != null
                        && each.done() != null
                        && !each.done().isAfter(each.due()));
        long done = count(days, each -> each.done() != null && !each.done().isAfter(to));
        return new TaskFlow(
                points(days, from, to),
                planned < FEWEST ? null : Load.rounded((double) onTime / planned),
                cycle(campaigns, from, to),
                done);
    }

    /** Each group of tasks is counted where it begins and ends; going through the days adds up what is open in between. */
    private static List<TaskTrendPoint> points(List<Days> days, LocalDate from, LocalDate to) {
        int length = (int) ChronoUnit.DAYS.between(from, to) + 1;
        long[] created = new long[length];
        long[] done = new long[length];
        long[] opened = new long[length + 1];
        long[] passed = new long[length + 1];
        for (var each : days) {
            int begin = place(from, each.created(), length);
            int end = each.done() == null ? length : place(from, each.done(), length);
            if (begin < length && !each.created().isBefore(from)) created[begin] += each.n();
            if (end < length && each.done() != null && !each.done().isBefore(from)) done[end] += each.n();
            add(opened, begin, end, each.n());
            if (each.due() != null)
                add(passed, Math.max(begin, place(from, each.due().plusDays(1), length)), end, each.n());
        }
        var points = new ArrayList<TaskTrendPoint>();
        long open = 0;
        long overdue = 0;
        for (int day = 0; day < length; day++) {
            open += opened[day];
            overdue += passed[day];
            points.add(new TaskTrendPoint(from.plusDays(day), created[day], done[day], overdue, open));
        }
        return points;
    }

    /** The number of a day of the period: 0 for all before it, its length for all after it. */
    private static int place(LocalDate from, LocalDate day, int length) {
        return Math.clamp(ChronoUnit.DAYS.between(from, day), 0, length);
    }

    private static void add(long[] changes, int begin, int end, long n) {
        if (begin >= end) return;
        changes[begin] += n;
        changes[end] -= n;
    }

    private static long count(List<Days> days, Predicate<Days> counts) {
        return days.stream().filter(counts).mapToLong(Days::n).sum();
    }

    private List<Days> days(@Nullable Collection<UUID> campaigns) {
        return sql.of("""
                select (created_at at time zone :zone)::date as created, due_date as due,
                       (case when status = 'done' then completed_at end at time zone :zone)::date as done,
                       status = 'blocked' as blocked, count(*) as n
                  from planning_task
                 where workspace_id = :workspace and deleted_at is null and status <> 'cancelled'
                   and (:all or campaign_id = any(:campaigns))
                 group by 1, 2, 3, 4""")
                .bind("zone", workspaces.current().timeZone())
                .bind("all", campaigns == null)
                .array("campaigns", "uuid", campaigns == null ? List.of() : campaigns)
                .list(Days.class);
    }

    private @Nullable Double cycle(@Nullable Collection<UUID> campaigns, LocalDate from, LocalDate to) {
        return sql
                .of("""
                select percentile_cont(0.5) within group (order by extract(epoch from completed_at - started_at)) / 3600 as hours
                  from planning_task
                 where workspace_id = :workspace and deleted_at is null and status = 'done' and started_at is not null
                   and (completed_at at time zone :zone)::date between :from and :to
                   and (:all or campaign_id = any(:campaigns))
                having count(*) >= :fewest""")
                .bind("zone", workspaces.current().timeZone())
                .bind("all", campaigns == null)
                .array("campaigns", "uuid", campaigns == null ? List.of() : campaigns)
                .bind("from", from)
                .bind("to", to)
                .bind("fewest", FEWEST)
                .list(Cycle.class)
                .stream()
                .map(each -> Load.rounded(each.hours()))
                .findFirst()
                .orElse(null);
    }
}
