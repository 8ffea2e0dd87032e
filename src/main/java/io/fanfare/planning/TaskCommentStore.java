package io.fanfare.planning;

import io.fanfare.kernel.Page;
import io.fanfare.kernel.Sql;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The SQL of comments on tasks. */
@Component
class TaskCommentStore {
    private final Sql sql;

    TaskCommentStore(Sql sql) {
        this.sql = sql;
    }

    void insert(TaskComment comment) {
        sql.of("""
                insert into planning_task_comment (id, task_id, parent, text, mentions, by_id, by_name)
                values (:id, :taskId, :parent, :text, :mentions, :byId, :byName)""").bind(comment).array("mentions", "uuid", comment.mentions()).run();
    }

    TaskComment edit(UUID id, String text, Collection<UUID> mentions) {
        return sql.of("""
                update planning_task_comment set text = :text, mentions = :mentions, edited_at = fanfare_now()
                 where workspace_id = :workspace and id = :id
                returning *""")
                .bind("id", id)
                .bind("text", text)
                .array("mentions", "uuid", mentions)
                .one(TaskComment.class);
    }

    /** Deletes a comment; where others have answered it, only what it says, until the last answer is deleted. */
    void delete(TaskComment comment) {
        boolean answered = sql.of("""
                select 1 from planning_task_comment where workspace_id = :workspace and parent = :id""").bind("id", comment.id()).exists();
        if (answered) sql.of("""
                    update planning_task_comment set text = '', mentions = '{}', deleted_at = fanfare_now()
                     where workspace_id = :workspace and id = :id""").bind("id", comment.id()).run();
        else
            sql.of("""
                    delete from planning_task_comment c
                     where c.workspace_id = :workspace
                       and (c.id = :id or c.id = :thread and c.deleted_at is not null and not exists (
                            select from planning_task_comment a
                             where a.workspace_id = :workspace and a.parent = c.id and a.id <> :id))""")
                    .bind("id", comment.id())
                    .bind("thread", comment.thread())
                    .run();
    }

    /** Resolves a conversation; by null, it is opened again. */
    TaskComment resolve(UUID id, @Nullable String by) {
        return sql.of("""
                update planning_task_comment
                   set resolved_at = case when cast(:by as text) is null then null else fanfare_now() end, resolved_by = :by
                 where workspace_id = :workspace and id = :id
                returning *""").bind("id", id).bind("by", by).one(TaskComment.class);
    }

    Optional<TaskComment> find(UUID id) {
        return sql.of("select * from planning_task_comment where workspace_id = :workspace and id = :id")
                .bind("id", id)
                .find(TaskComment.class);
    }

    /** The comments on a task, newest first. */
    Page<TaskComment> page(UUID task, Page.Range range) {
        var items = sql.of("""
                select * from planning_task_comment
                 where workspace_id = :workspace and task_id = :task
                 order by id desc limit :limit offset :offset""")
                .bind("task", task)
                .bind("limit", range.limit())
                .bind("offset", range.offset())
                .list(TaskComment.class);
        long total = sql.of(
                        "select count(*) from planning_task_comment where workspace_id = :workspace and task_id = :task")
                .bind("task", task)
                .one(Long.class);
        return Page.of(items, total, range);
    }

    /** Who wrote in a conversation. */
    List<UUID> writers(UUID thread) {
        return sql.of("""
                select distinct by_id from planning_task_comment
                 where workspace_id = :workspace and (id = :thread or parent = :thread) and by_id is not null""").bind("thread", thread).list(UUID.class);
    }

    private record Count(UUID taskId, int comments) {}

    /** How many comments these tasks have; a task without any is missing. */
    Map<UUID, Integer> counts(Collection<UUID> tasks) {
        return sql.of("""
                select task_id, cast(count(*) as integer) as comments from planning_task_comment
                 where workspace_id = :workspace and task_id = any(:tasks) and deleted_at is null
                 group by task_id""").array("tasks", "uuid", tasks).list(Count.class).stream()
                .collect(Collectors.toMap(Count::taskId, Count::comments));
    }
}
