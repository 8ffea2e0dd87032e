package io.fanfare.planning;

import io.fanfare.kernel.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The work of one campaign in numbers: its plan, what is left by day, hours, and who does it. */
@Component
public class CampaignWork {
    private static final int MOST_DAYS = 366;

    private final Sql sql;
    private final TimelineStore timelines;
    private final TeamMemberAnswers team;

    CampaignWork(Sql sql, TimelineStore timelines, TeamMemberAnswers team) {
        this.sql = sql;
        this.timelines = timelines;
        this.team = team;
    }

    /**
     * The plan of a campaign: its first and last planned day, by when it is to be done, how many open tasks are critical, and its
     * milestones.
     */
    public record PlanSummary(
            @Nullable LocalDate start,
            @Nullable LocalDate finish,
            @Nullable LocalDate target,
            long critical,
            List<MilestoneWork> milestones) {}

    /** A milestone: the day on which its last task is planned to end, and how many of its tasks are done. */
    public record MilestoneWork(
            UUID id, String name, @Nullable LocalDate date, long tasks, long done) {}

    /**
     * A day: {@code left} are the tasks that were open at its end, null from tomorrow on; {@code planned} are those that would be if each
     * was done on its due date.
     */
    public record BurndownPoint(LocalDate date, @Nullable Long left, long planned) {}

    /** Hours of tasks that are not canceled: {@code left} is what estimates leave for open ones. */
    public record WorkHours(double estimated, double actual, double left) {}

    /** A person with tasks of the campaign. */
    public record MemberWork(
            UUID memberId,
            String name,
            long tasks,
            long done,
            long overdue,
            double estimatedHours,
            double actualHours) {}

    private record Days(LocalDate start, LocalDate finish, long critical) {}

    /** Null without a timeline. */
    public @Nullable PlanSummary plan(UUID campaign) {
        return timelines
                .find(campaign)
                .map(timeline -> {
                    var days = sql.of("""
                            select min(planned_start) as start, max(planned_finish) as finish,
                                   count(*) filter (where critical and status not in ('done', 'cancelled')) as critical
                              from planning_task
                             where workspace_id = :workspace and campaign_id = :campaign and deleted_at is null
                               and status <> 'cancelled' and planned_start is not null
                            having count(*) > 0""").bind("campaign", campaign).find(Days.class);
                    return new PlanSummary(
                            days.map(Days::start).orElse(null),
                            days.map(Days::finish).orElse(null),
                            timeline.target(),
                            days.map(Days::critical).orElse(0L),
                            milestones(campaign));
                })
                .orElse(null);
    }

    private List<MilestoneWork> milestones(UUID campaign) {
        return sql.of("""
                select m.id, m.name, max(coalesce(t.planned_finish, t.due_date)) as date, count(t.id) as tasks,
                       count(t.id) filter (where t.status = 'done') as done
                  from planning_milestone m
                  left join planning_task t on t.workspace_id = m.workspace_id and t.milestone_id = m.id
                                           and t.deleted_at is null and t.status <> 'cancelled'
                 where m.workspace_id = :workspace and m.campaign_id = :campaign
                 group by m.id, m.name, m.position order by m.position""").bind("campaign", campaign).list(MilestoneWork.class);
    }

    private record Span(
            LocalDate created,
            @Nullable LocalDate due,
            @Nullable LocalDate done,
            long n) {
        boolean openOn(LocalDate day) {
            return !created.isAfter(day) && (done == null || done.isAfter(day));
        }

        /** Work without a due date is not planned to be done on any day. */
        boolean plannedOn(LocalDate day) {
            return !created.isAfter(day) && (due == null || due.isAfter(day));
        }
    }

    /** From the first task to the last due date, at least to today; the last 366 days of it. */
    public List<BurndownPoint> burndown(UUID campaign) {
        var spans =
                sql.of("""
                select (created_at at time zone :zone)::date as created, due_date as due,
                       (case when status = 'done' then completed_at end at time zone :zone)::date as done, count(*) as n
                  from planning_task
                 where workspace_id = :workspace and campaign_id = :campaign and deleted_at is null and status <> 'cancelled'
                 group by 1, 2, 3""").bind("zone", team.zone()).bind("campaign", campaign).list(Span.class);
        if (spans.isEmpty()) return List.of();
        var today = team.today();
        var last = spans.stream().map(Span::due).filter(Objects::nonNull).reduce(today, (a, b) -> a.isAfter(b) ? a : b);
        var first = spans.stream().map(Span::created).reduce(today, (a, b) -> a.isBefore(b) ? a : b);
        if (last.isAfter(today.plusDays(MOST_DAYS / 2))) last = today.plusDays(MOST_DAYS / 2);
        if (first.isBefore(last.minusDays(MOST_DAYS - 1L))) first = last.minusDays(MOST_DAYS - 1L);
        var points = new ArrayList<BurndownPoint>();
        for (var day : (Iterable<LocalDate>) first.datesUntil(last.plusDays(1))::iterator)
            points.add(new BurndownPoint(
                    day,
                    day.isAfter(today) ? null : sum(spans.stream().filter(span -> span.openOn(day))),
                    sum(spans.stream().filter(span -> span.plannedOn(day)))));
        return points;
    }

    private static long sum(Stream<Span> spans) {
        return spans.mapToLong(Span::n).sum();
    }

    public WorkHours hours(UUID campaign) {
        return sql.of("""
                select coalesce(sum(estimate_hours), 0)::double precision as estimated,
                       coalesce(sum(actual_hours), 0)::double precision as actual,
                       coalesce(sum(greatest(estimate_hours - actual_hours, 0)) filter (where status <> 'done'), 0)::double precision as left
                  from planning_task
                 where workspace_id = :workspace and campaign_id = :campaign and deleted_at is null and status <> 'cancelled'""").bind("campaign", campaign).one(WorkHours.class);
    }

    /** Those with most tasks first. */
    public List<MemberWork> team(UUID campaign) {
        return sql.of("""
                select m.id as member_id, m.name, count(*) as tasks, count(*) filter (where t.status = 'done') as done,
                       count(*) filter (where t.status <> 'done' and t.due_date < :today) as overdue,
                       coalesce(sum(t.estimate_hours), 0)::double precision as estimated_hours,
                       coalesce(sum(t.actual_hours), 0)::double precision as actual_hours
                  from planning_task t join planning_member m on m.workspace_id = t.workspace_id and m.id = t.assignee_id
                 where t.workspace_id = :workspace and t.campaign_id = :campaign and t.deleted_at is null and t.status <> 'cancelled'
                 group by m.id, m.name order by tasks desc, m.name, m.id""")
                .bind("campaign", campaign)
                .bind("today", team.today())
                .list(MemberWork.class);
    }
}
