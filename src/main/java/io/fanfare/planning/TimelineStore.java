package io.fanfare.planning;

import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Sql;
import io.fanfare.planning.TaskLinks.TaskLink;
import io.fanfare.planning.Timeline.Milestone;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of timelines. */
@Component
class TimelineStore {
    private final Sql sql;

    TimelineStore(Sql sql) {
        this.sql = sql;
    }

    /** The anchor of a new timeline, and the template that it was made from. */
    record NewAnchor(
            @Nullable String template, Timeline.Anchor anchor, LocalDate anchorDate, Timeline.Direction direction) {}

    Timeline insert(UUID campaign, NewAnchor anchored) {
        return sql.of("""
                insert into planning_timeline (campaign_id, template, anchor, anchor_date, direction)
                values (:campaign, :template, :anchor, :anchorDate, :direction)
                returning *""").bind(anchored).bind("campaign", campaign).one(Timeline.class);
    }

    Optional<Timeline> find(UUID campaign) {
        return sql.of("select * from planning_timeline where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .find(Timeline.class);
    }

    Optional<Timeline> lock(UUID campaign) {
        return sql.of("""
                select * from planning_timeline where workspace_id = :workspace and campaign_id = :campaign for update""").bind("campaign", campaign).find(Timeline.class);
    }

    Timeline setTarget(UUID campaign, LocalDate target) {
        return sql.of("""
                update planning_timeline set target = :target where workspace_id = :workspace and campaign_id = :campaign
                returning *""").bind("campaign", campaign).bind("target", target).one(Timeline.class);
    }

    Timeline update(Timeline timeline) {
        return sql.of("""
                update planning_timeline
                   set anchor = :anchor, anchor_date = :anchorDate, target = :target, country = :country,
                       buffer_days = :bufferDays, version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and campaign_id = :campaignId
                returning *""").bind(timeline).one(Timeline.class);
    }

    /** Removes a timeline with the tasks that its template made and that are not started. */
    List<Task> delete(UUID campaign) {
        var removed = sql.of(OpenCounts.counted("""
                update planning_task set deleted_at = fanfare_now()
                 where workspace_id = :workspace and campaign_id = :campaign and milestone_id is not null and status = 'todo'
                   and deleted_at is null""")).bind("campaign", campaign).list(Task.class);
        sql.of("""
                update planning_task set milestone_id = null
                 where workspace_id = :workspace and campaign_id = :campaign and milestone_id is not null""").bind("campaign", campaign).run();
        sql.of("delete from planning_timeline where workspace_id = :workspace and campaign_id = :campaign")
                .bind("campaign", campaign)
                .run();
        return removed;
    }

    List<Milestone> milestones(UUID campaign) {
        return sql.of("""
                select id, name, position from planning_milestone
                 where workspace_id = :workspace and campaign_id = :campaign order by position""").bind("campaign", campaign).list(Milestone.class);
    }

    List<Milestone> addMilestones(UUID campaign, List<String> names) {
        var milestones = new ArrayList<Milestone>();
        for (String name : names) milestones.add(new Milestone(Ids.next(), name, milestones.size()));
        if (names.isEmpty()) return milestones;
        sql.of("""
                insert into planning_milestone (id, campaign_id, name, position)
                select id, :campaign, name, position from unnest(:ids, :names, :positions) as m (id, name, position)""")
                .bind("campaign", campaign)
                .array("ids", "uuid", milestones.stream().map(Milestone::id).toList())
                .array("names", "text", names)
                .array(
                        "positions",
                        "integer",
                        milestones.stream().map(Milestone::position).toList())
                .run();
        return milestones;
    }

    /** The milestone of a task. */
    record Membership(UUID task, UUID milestone) {}

    void setMilestones(Collection<Membership> memberships) {
        sql.of("""
                update planning_task t set milestone_id = m.milestone
                  from unnest(:tasks, :milestones) as m (task, milestone)
                 where t.workspace_id = :workspace and t.id = m.task""")
                .array(
                        "tasks",
                        "uuid",
                        memberships.stream().map(Membership::task).toList())
                .array(
                        "milestones",
                        "uuid",
                        memberships.stream().map(Membership::milestone).toList())
                .run();
    }

    /** What a change of the timeline sets in its tasks. */
    void setTasks(Collection<Task> tasks) {
        if (tasks.isEmpty()) return;
        sql.of("""
                update planning_task t
                   set start_date = c.start, duration_days = c.duration, pinned = c.pinned, version = version + 1,
                       updated_at = fanfare_now()
                  from unnest(:ids, :starts, :durations, :pins) as c (id, start, duration, pinned)
                 where t.workspace_id = :workspace and t.id = c.id""")
                .array("ids", "uuid", tasks.stream().map(Task::id).toList())
                .array("starts", "date", tasks.stream().map(Task::startDate).toList())
                .array(
                        "durations",
                        "integer",
                        tasks.stream().map(Task::durationDays).toList())
                .array("pins", "boolean", tasks.stream().map(Task::pinned).toList())
                .run();
    }

    void replaceLinks(UUID campaign, List<TaskLink> links, TaskLinks into) {
        sql.of("""
                delete from planning_link
                 where workspace_id = :workspace and to_id in (
                       select id from planning_task where workspace_id = :workspace and campaign_id = :campaign)""").bind("campaign", campaign).run();
        into.insert(links);
    }

    /** The days of a task in the plan. */
    record Day(UUID id, LocalDate start, LocalDate finish, boolean critical) {}

    /**
     * Stores the days of open tasks; a due date that a person set stays. With {@code today}, one that has passed stays too, and none moves
     * into the past. Returns how many tasks changed.
     */
    int setDays(List<Day> days, @Nullable LocalDate today) {
        if (days.isEmpty()) return 0;
        return sql.of(OpenCounts.counted("""
                update planning_task t
                   set planned_start = d.start, planned_finish = d.finish, critical = d.critical,
                       due_date = case when t.due_date is null or t.due_planned and (cast(:today as date) is null or t.due_date >= :today)
                                       then greatest(d.finish, cast(:today as date)) else t.due_date end,
                       due_planned = t.due_planned or t.due_date is null
                  from unnest(:ids, :starts, :finishes, :criticals) as d (id, start, finish, critical)
                 where t.workspace_id = :workspace and t.id = d.id and t.status not in ('done', 'cancelled')
                   and (t.planned_start is distinct from d.start or t.planned_finish is distinct from d.finish
                        or t.critical is distinct from d.critical or t.due_date is null
                        or (t.due_planned and (cast(:today as date) is null or t.due_date >= :today)
                            and t.due_date is distinct from greatest(d.finish, cast(:today as date))))""", "select count(*) from changed"))
                .bind("today", today)
                .array("ids", "uuid", days.stream().map(Day::id).toList())
                .array("starts", "date", days.stream().map(Day::start).toList())
                .array("finishes", "date", days.stream().map(Day::finish).toList())
                .array("criticals", "boolean", days.stream().map(Day::critical).toList())
                .one(Integer.class);
    }

    /** A person has set the dates of a plan today. */
    void planned(UUID campaign, LocalDate today) {
        sql.of("""
                update planning_timeline set planned_on = :today, marked_at = fanfare_now()
                 where workspace_id = :workspace and campaign_id = :campaign""").bind("campaign", campaign).bind("today", today).run();
    }

    void marked(UUID campaign) {
        sql.of("""
                update planning_timeline set marked_at = fanfare_now()
                 where workspace_id = :workspace and campaign_id = :campaign""").bind("campaign", campaign).run();
    }

    /**
     * Campaigns whose marks are older than an instant, or than a change of a task; the oldest marks first. A change that was committed after the marks were
     * set can have an earlier time, so the last minute counts too.
     */
    List<UUID> outdated(Instant since, int most) {
        return sql.of("""
                select l.campaign_id from planning_timeline l
                 where l.workspace_id = :workspace
                   and (l.marked_at is null or l.marked_at < :since or exists (
                        select from planning_task t
                         where t.workspace_id = l.workspace_id and t.campaign_id = l.campaign_id
                           and greatest(t.updated_at, t.deleted_at) > l.marked_at - interval '1 minute'))
                 order by l.marked_at nulls first, l.campaign_id limit :most""").bind("since", since).bind("most", most).list(UUID.class);
    }

    /** The ratios of actual to estimated hours in the tasks that the workspace finished last. */
    List<Double> ratios(int most) {
        return sql.of("""
                select cast(actual_hours / estimate_hours as double precision) from planning_task
                 where workspace_id = :workspace and deleted_at is null and status = 'done' and estimate_hours > 0
                   and actual_hours > 0
                 order by completed_at desc limit :most""").bind("most", most).list(Double.class);
    }
}
