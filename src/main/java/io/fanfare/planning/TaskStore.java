package io.fanfare.planning;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import io.fanfare.planning.Load.OpenTask;
import io.fanfare.planning.Performance.FinishedTask;
import io.fanfare.search.ListSearch;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of tasks. */
@Component
class TaskStore {
    private static final String FILTER = """
            where t.workspace_id = :workspace and t.deleted_at is null
               and (cast(:campaignId as uuid) is null or t.campaign_id = :campaignId)
               and (not :chosen or t.campaign_id = any(:campaigns))
               and (cast(:assigneeId as uuid) is null or t.assignee_id = :assigneeId)
               and (not :unassigned or t.assignee_id is null)
               and (cast(:status as text) is null or t.status = :status)
               and (cast(:priority as text) is null or t.priority = :priority)
               and (cast(:open as boolean) is null or (t.status not in ('done', 'cancelled')) = :open)
               and (cast(:overdue as boolean) is null
                    or (t.status not in ('done', 'cancelled') and t.due_date is not null and t.due_date < :today) = :overdue)
               and (cast(:blocked as boolean) is null or (t.status = 'blocked' or t.status = 'todo' and exists (
                    select from planning_link l join planning_task p on p.workspace_id = l.workspace_id and p.id = l.from_id
                     where l.workspace_id = :workspace and l.to_id = t.id and l.type = 'fs' and p.deleted_at is null
                       and p.status not in ('done', 'cancelled'))) = :blocked)
               and (cast(:critical as boolean) is null or coalesce(t.critical, false) = :critical)
               and (cast(:dueFrom as date) is null or t.due_date >= :dueFrom)
               and (cast(:dueTo as date) is null or t.due_date <= :dueTo)
               and (cast(:doneFrom as date) is null or t.status = 'done' and (t.completed_at at time zone :zone)::date >= :doneFrom)
               and (cast(:doneTo as date) is null or t.status = 'done' and (t.completed_at at time zone :zone)::date <= :doneTo)
               and (cast(:skill as text) is null or exists (
                    select from jsonb_array_elements(t.skills) s where lower(s ->> 'skill') = lower(:skill)))
               and (cast(:words as text) is null or t.id in (select search_ids(cast(:words as tsquery), 'task')))
               and (cast(:tag as text) is null or t.id in (select planning_seek(null, cast(:tag as text))))""";

    private final Sql sql;
    private final ListSearch search;

    TaskStore(Sql sql, ListSearch search) {
        this.sql = sql;
        this.search = search;
    }

    Task insert(TaskDetails details, Task.Course course) {
        return written(sql.of(OpenCounts.counted("""
                insert into planning_task (id, campaign_id, title, description, kind, status, priority, assignee_id, skills,
                        estimate_hours, estimate_low, estimate_high, actual_hours, duration_days, start_date, due_date, started_at,
                        review_at, completed_at, blocked_reason, subject, checklist, tags, pinned, repeat, created_by)
                values (:id, :campaignId, :title, :description, :kind, :status, :priority, :assignee, :skills, :estimateHours,
                        :estimateLow, :estimateHigh, :actualHours, :durationDays, :start, :due, :startedAt, :reviewAt,
                        :completedAt, :reason, :subject, :checklist, :tags, :pinned, :repeat, :me)""")), details, course)
                .bind("id", Ids.next())
                .bind("me", Current.get().person())
                .one(Task.class);
    }

    Task update(UUID id, TaskDetails details, Task.Course course) {
        return written(sql.of(OpenCounts.counted("""
                update planning_task
                   set campaign_id = :campaignId, title = :title, description = :description, kind = :kind, status = :status,
                       priority = :priority, skills = :skills, estimate_hours = :estimateHours, estimate_low = :estimateLow,
                       estimate_high = :estimateHigh, actual_hours = :actualHours, duration_days = :durationDays,
                       planned_start = case when assignee_id is not distinct from cast(:assignee as uuid) then planned_start end,
                       planned_finish = case when assignee_id is not distinct from cast(:assignee as uuid) then planned_finish end,
                       assignee_id = :assignee, start_date = :start,
                       due_planned = due_planned and due_date is not distinct from cast(:due as date), due_date = :due, started_at = :startedAt,
                       review_at = :reviewAt, completed_at = :completedAt, blocked_reason = :reason, subject = :subject,
                       checklist = :checklist, tags = :tags, pinned = :pinned, repeat = :repeat, reopened = :reopened,
                       version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id""")), details, course)
                .bind("id", id)
                .one(Task.class);
    }

    private static Sql.Statement written(Sql.Statement statement, TaskDetails details, Task.Course course) {
        return statement
                .bind(details)
                .bind(course)
                .bind("reason", details.reason())
                .bind("skills", Json.of(details.skills()))
                .bind("subject", details.subject() == null ? null : Json.of(details.subject()))
                .bind("checklist", Json.of(details.checklist()))
                .bind("repeat", details.repeat() == null ? null : Json.of(details.repeat()));
    }

    /** Gives a task to a person who is to do it between two days. */
    Task assign(UUID id, UUID member, LocalDate start, LocalDate finish) {
        return sql.of(OpenCounts.counted("""
                update planning_task
                   set assignee_id = :member, planned_start = :start, planned_finish = :finish, version = version + 1,
                       updated_at = fanfare_now()
                 where workspace_id = :workspace and id = :id"""))
                .bind("id", id)
                .bind("member", member)
                .bind("start", start)
                .bind("finish", finish)
                .one(Task.class);
    }

    /** The next task of a series has its rule now. */
    Task stopRepeating(UUID id) {
        return sql.of("update planning_task set repeat = null where workspace_id = :workspace and id = :id returning *")
                .bind("id", id)
                .one(Task.class);
    }

    /** Takes the open tasks of a person away from them. */
    List<Task> handBack(UUID member) {
        return sql.of(OpenCounts.counted("""
                update planning_task
                   set assignee_id = null, planned_start = null, planned_finish = null,
                       status = case when status in ('in_progress', 'in_review') then 'todo' else status end,
                       version = version + 1, updated_at = fanfare_now()
                 where workspace_id = :workspace and assignee_id = :member and deleted_at is null
                   and status not in ('done', 'cancelled')""")).bind("member", member).list(Task.class);
    }

    Optional<Task> find(UUID id) {
        return sql.of("select * from planning_task where workspace_id = :workspace and id = :id and deleted_at is null")
                .bind("id", id)
                .find(Task.class);
    }

    Task lock(UUID id) {
        return sql.of("""
                select * from planning_task where workspace_id = :workspace and id = :id and deleted_at is null for update""").bind("id", id).one(Task.class);
    }

    /** The tasks among these ids. */
    List<Task> all(Collection<UUID> ids) {
        if (ids.isEmpty()) return List.of();
        return sql.of("""
                select * from planning_task where workspace_id = :workspace and id = any(:ids) and deleted_at is null order by id""").array("ids", "uuid", ids).list(Task.class);
    }

    /** The tasks of a campaign, or those of none. */
    List<Task> ofCampaign(@Nullable UUID campaign) {
        return sql.of("""
                select * from planning_task
                 where workspace_id = :workspace and deleted_at is null
                   and (campaign_id = :campaign or cast(:campaign as uuid) is null and campaign_id is null)
                 order by id""").bind("campaign", campaign).list(Task.class);
    }

    /** The ids of the tasks of a campaign, or of those of none. */
    List<UUID> idsOf(@Nullable UUID campaign) {
        return sql.of("""
                select id from planning_task
                 where workspace_id = :workspace and deleted_at is null
                   and (campaign_id = :campaign or cast(:campaign as uuid) is null and campaign_id is null)""").bind("campaign", campaign).list(UUID.class);
    }

    /** Open tasks without an assignee, the oldest first. */
    List<Task> unassigned(@Nullable UUID campaign, int most) {
        return sql.of("""
                select * from planning_task
                 where workspace_id = :workspace and assignee_id is null and deleted_at is null and status = 'todo'
                   and (cast(:campaign as uuid) is null or campaign_id = :campaign)
                 order by id limit :most""").bind("campaign", campaign).bind("most", most).list(Task.class);
    }

    /** For a query that does not ask when tasks were done. */
    Page<Task> page(TaskQuery query, @Nullable UUID assignee, LocalDate today) {
        return page(query, assignee, today, "UTC");
    }

    Page<Task> page(TaskQuery query, @Nullable UUID assignee, LocalDate today, String zone) {
        var range = query.range();
        String words = search.words("task", query.q());
        var items = filtered(
                        "select t.* from planning_task t " + FILTER + " order by " + query.order()
                                + " limit :limit offset :offset",
                        query,
                        words,
                        assignee,
                        today,
                        zone)
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(Task.class);
        long total = filtered("select count(*) from planning_task t " + FILTER, query, words, assignee, today, zone)
                .one(Long.class);
        return Page.of(items, total, range);
    }

    private Sql.Statement filtered(
            String text,
            TaskQuery query,
            @Nullable String words,
            @Nullable UUID assignee,
            LocalDate today,
            String zone) {
        return sql.of(text)
                .bind(query)
                .bind("assigneeId", assignee)
                .bind("chosen", query.chosen())
                .array("campaigns", "uuid", query.campaignIds() == null ? List.of() : query.campaignIds())
                .bind("unassigned", query.unassigned())
                .bind("today", today)
                .bind("zone", zone)
                .bind("words", words);
    }

    void delete(UUID id) {
        sql.of(
                        OpenCounts.counted(
                                "update planning_task set deleted_at = fanfare_now() where workspace_id = :workspace and id = :id"))
                .bind("id", id)
                .run();
    }

    /** Open tasks that are due or overdue and whose assignee was not notified of it; they are marked. */
    List<Task> noticeable(LocalDate today, int most) {
        return sql.of("""
                with due as materialized (
                    select id from planning_task
                     where workspace_id = :workspace and deleted_at is null and status not in ('done', 'cancelled')
                       and assignee_id is not null and due_date <= :today
                       and case when due_date = :today then due_noticed else overdue_noticed end is distinct from due_date
                     order by due_date, id limit :most for update skip locked)
                update planning_task t
                   set due_noticed = case when t.due_date = :today then t.due_date else t.due_noticed end,
                       overdue_noticed = case when t.due_date < :today then t.due_date else t.overdue_noticed end
                  from due
                 where t.workspace_id = :workspace and t.id = due.id
                returning t.*""").bind("today", today).bind("most", most).list(Task.class);
    }

    /** Whether a day can make an open task due, overdue or critical. */
    boolean anyDue() {
        return sql.of("""
                select 1 from planning_task
                 where workspace_id = :workspace and deleted_at is null and status not in ('done', 'cancelled')
                   and due_date is not null limit 1""").exists();
    }

    /** Of all campaigns and of none; with {@code campaigns}, of these. */
    long countUnassigned(@Nullable Collection<UUID> campaigns) {
        return sql.of("""
                select count(*) from planning_task
                 where workspace_id = :workspace and assignee_id is null and deleted_at is null
                   and (:all or campaign_id = any(:campaigns))
                   and status not in ('done', 'cancelled')""")
                .bind("all", campaigns == null)
                .array("campaigns", "uuid", campaigns == null ? List.of() : campaigns)
                .one(Long.class);
    }

    /** The open tasks of people, for their load. */
    List<OpenTask> openOf(Collection<UUID> members) {
        return sql.of("""
                select id, campaign_id, assignee_id as assignee, status, start_date as start, due_date as due, planned_start,
                       planned_finish, estimate_hours, actual_hours, duration_days
                  from planning_task
                 where workspace_id = :workspace and assignee_id = any(:members) and deleted_at is null
                   and status not in ('done', 'cancelled')
                 order by coalesce(start_date, planned_start), due_date, id""").array("members", "uuid", members).list(OpenTask.class);
    }

    /** The hours recorded on the tasks that a person finished on a day. */
    record Worked(UUID member, LocalDate day, double hours) {}

    /** Between two days; with {@code campaigns}, on the tasks of these. */
    List<Worked> worked(LocalDate from, LocalDate to, String zone, @Nullable Collection<UUID> campaigns) {
        return sql.of("""
                select assignee_id as member, (completed_at at time zone :zone)::date as day,
                       sum(actual_hours)::double precision as hours
                  from planning_task
                 where workspace_id = :workspace and deleted_at is null and status = 'done' and assignee_id is not null
                   and (completed_at at time zone :zone)::date between :from and :to
                   and (:all or campaign_id = any(:campaigns))
                 group by 1, 2""")
                .bind("from", from)
                .bind("to", to)
                .bind("zone", zone)
                .bind("all", campaigns == null)
                .array("campaigns", "uuid", campaigns == null ? List.of() : campaigns)
                .list(Worked.class);
    }

    /** What a person finished between two instants. */
    List<FinishedTask> finished(UUID member, Instant from, Instant to) {
        return sql.of("""
                select kind, due_date as due, started_at, review_at, completed_at, estimate_hours, actual_hours, reopened
                  from planning_task
                 where workspace_id = :workspace and assignee_id = :member and deleted_at is null and status = 'done'
                   and completed_at >= :from and completed_at < :to
                 order by completed_at""")
                .bind("member", member)
                .bind("from", from)
                .bind("to", to)
                .list(FinishedTask.class);
    }

    /** How many tasks of each campaign people have. */
    record Share(UUID campaignId, UUID assigneeId, long tasks) {}

    List<Share> shares(Collection<UUID> campaigns) {
        if (campaigns.isEmpty()) return List.of();
        return sql.of("""
                select campaign_id, assignee_id, count(*) as tasks from planning_task
                 where workspace_id = :workspace and campaign_id = any(:campaigns) and assignee_id is not null
                   and deleted_at is null and status <> 'cancelled'
                 group by campaign_id, assignee_id""").array("campaigns", "uuid", campaigns).list(Share.class);
    }
}
