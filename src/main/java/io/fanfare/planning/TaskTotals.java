package io.fanfare.planning;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Sql;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tasks counted by campaign, for dashboards. */
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

    /** The open tasks of a campaign, or those of none: {@code soon} are due in the next 3 days, {@code week} in the next 7. */
    public record OpenTasks(
            @Nullable UUID campaignId,
            long open,
            long mine,
            long overdue,
            long dueToday,
            long blocked,
            long soon,
            long week,
            long weekBlocked) {
        public static final OpenTasks NONE = new OpenTasks(null, 0, 0, 0, 0, 0, 0, 0, 0);

        public OpenTasks plus(OpenTasks other) {
            return new OpenTasks(
                    null,
                    open + other.open,
                    mine + other.mine,
                    overdue + other.overdue,
                    dueToday + other.dueToday,
                    blocked + other.blocked,
                    soon + other.soon,
                    week + other.week,
                    weekBlocked + other.weekBlocked);
        }
    }

    /** All open tasks; {@code mine} are those of the caller. The index {@code planning_task_open} answers it alone. */
    public List<OpenTasks> open() {
        var today = answers.today();
        var person = Current.get().actor().personId();
        var me = person == null
                ? null
                : team.ofPerson(person).map(TeamMember::id).orElse(null);
        return sql.of("""
                select campaign_id, count(*) as open, count(*) filter (where assignee_id = :me) as mine,
                       count(*) filter (where due_date < :today) as overdue,
                       count(*) filter (where due_date = :today) as due_today,
                       count(*) filter (where status = 'blocked') as blocked,
                       count(*) filter (where due_date >= :today and due_date <= :soon) as soon,
                       count(*) filter (where due_date >= :today and due_date <= :week) as week,
                       count(*) filter (where due_date >= :today and due_date <= :week and status = 'blocked') as week_blocked
                  from planning_task
                 where workspace_id = :workspace and deleted_at is null and status not in ('done', 'cancelled')
                 group by campaign_id""")
                .bind("me", me)
                .bind("today", today)
                .bind("soon", today.plusDays(SOON))
                .bind("week", today.plusDays(WEEK))
                .list(OpenTasks.class);
    }

    public LocalDate today() {
        return answers.today();
    }

    /** How many tasks of a campaign count, and how many of them are done; canceled ones don't. */
    public record TaskProgress(UUID campaignId, long tasks, long done) {}

    public Map<UUID, TaskProgress> progress(Collection<UUID> campaigns) {
        if (campaigns.isEmpty()) return Map.of();
        return sql.of("""
                select campaign_id, count(*) as tasks, count(*) filter (where status = 'done') as done
                  from planning_task
                 where workspace_id = :workspace and campaign_id = any(:campaigns) and deleted_at is null and status <> 'cancelled'
                 group by campaign_id""").array("campaigns", "uuid", campaigns).list(TaskProgress.class).stream()
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
