package io.fanfare.planning;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Sql;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tasks counted for dashboards. Those of all campaigns are read from what {@link OpenCounts} keeps. */
@Component
public class TaskTotals {
    /** A task that is due within so many days is due soon. */
    public static final int SOON = 3;

    public static final int WEEK = 7;

    private final Sql sql;
    private final TeamStore team;
    private final TeamMemberAnswers answers;

    TaskTotals(Sql sql, TeamStore team, TeamMemberAnswers answers) {
        this.sql = sql;
        this.team = team;
        this.answers = answers;
    }

    /** The open tasks of a campaign: {@code soon} are due in the next 3 days, {@code week} in the next 7. */
    public record OpenTasks(UUID campaignId, long open, long soon, long week, long weekBlocked) {
        public static OpenTasks none(UUID campaign) {
            return new OpenTasks(campaign, 0, 0, 0, 0);
        }
    }

    /** All open tasks; {@code mine} are those of the caller. */
    public record OpenTotal(long open, long mine, long overdue, long dueToday, long blocked) {
        public static final OpenTotal NONE = new OpenTotal(0, 0, 0, 0, 0);
    }

    private @Nullable UUID me() {
        var person = Current.get().actor().personId();
        return person == null ? null : team.ofPerson(person).map(TeamMember::id).orElse(null);
    }

    /** Of all campaigns and of none; with {@code campaigns}, of these. */
    public OpenTotal total(@Nullable Collection<UUID> campaigns) {
        var statement = campaigns == null ? sql.of("""
                select coalesce(sum(open) filter (where part = 'campaign'), 0) as open,
                       coalesce(sum(open) filter (where part = 'member' and member_id = :me), 0) as mine,
                       coalesce(sum(open) filter (where part = 'due' and due_date < :today), 0) as overdue,
                       coalesce(sum(open) filter (where part = 'due' and due_date = :today), 0) as due_today,
                       coalesce(sum(blocked) filter (where part = 'campaign'), 0) as blocked
                  from planning_open
                 where workspace_id = :workspace""") : sql.of("""
                select count(*) as open, count(*) filter (where assignee_id = :me) as mine,
                       count(*) filter (where due_date < :today) as overdue,
                       count(*) filter (where due_date = :today) as due_today,
                       count(*) filter (where status = 'blocked') as blocked
                  from planning_task
                 where workspace_id = :workspace and campaign_id = any(:campaigns) and deleted_at is null
                   and status not in ('done', 'cancelled')""").array("campaigns", "uuid", campaigns);
        return statement.bind("me", me()).bind("today", answers.today()).one(OpenTotal.class);
    }

    /** Of each campaign that has any: all that are open are kept, and those that are due soon are counted. */
    public Map<UUID, OpenTasks> byCampaign() {
        var today = answers.today();
        return sql
                .of("""
                select campaign_id, sum(open)::bigint as open, sum(soon) as soon, sum(week) as week, sum(week_blocked) as week_blocked
                  from (select campaign_id, open, 0 as soon, 0 as week, 0 as week_blocked from planning_open
                         where workspace_id = :workspace and part = 'campaign' and campaign_id is not null
                         union all
                        select campaign_id, 0, (due_date <= :soon)::integer, 1, (status = 'blocked')::integer from planning_task
                         where workspace_id = :workspace and deleted_at is null and status not in ('done', 'cancelled')
                           and due_date >= :today and due_date <= :week and campaign_id is not null) o
                 group by campaign_id having sum(open) > 0""")
                .bind("today", today)
                .bind("soon", today.plusDays(SOON))
                .bind("week", today.plusDays(WEEK))
                .list(OpenTasks.class)
                .stream()
                .collect(Collectors.toMap(OpenTasks::campaignId, one -> one));
    }

    public LocalDate today() {
        return answers.today();
    }

    /** How many tasks of a campaign count; canceled ones don't. */
    public record TaskProgress(UUID campaignId, long tasks, long done, long overdue) {
        public long open() {
            return tasks - done;
        }

        public double share() {
            return Load.rounded((double) done / tasks);
        }
    }

    public Map<UUID, TaskProgress> progress(Collection<UUID> campaigns) {
        if (campaigns.isEmpty()) return Map.of();
        return sql
                .of("""
                select campaign_id, count(*) as tasks, count(*) filter (where status = 'done') as done,
                       count(*) filter (where status <> 'done' and due_date < :today) as overdue
                  from planning_task
                 where workspace_id = :workspace and campaign_id = any(:campaigns) and deleted_at is null and status <> 'cancelled'
                 group by campaign_id""")
                .bind("today", answers.today())
                .array("campaigns", "uuid", campaigns)
                .list(TaskProgress.class)
                .stream()
                .collect(Collectors.toMap(TaskProgress::campaignId, one -> one));
    }

    /** By when the work of a campaign is to be done. */
    public record Target(UUID campaignId, LocalDate target) {}

    /** The targets that have passed. */
    public Map<UUID, LocalDate> missed() {
        return sql.of("""
                select campaign_id, target from planning_timeline
                 where workspace_id = :workspace and target < :today""").bind("today", answers.today()).list(Target.class).stream()
                .collect(Collectors.toMap(Target::campaignId, Target::target));
    }
}
