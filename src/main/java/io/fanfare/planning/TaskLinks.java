package io.fanfare.planning;

import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What tasks wait for. */
@Component
class TaskLinks {
    private final Sql sql;
    private final TaskStore tasks;

    TaskLinks(Sql sql, TaskStore tasks) {
        this.sql = sql;
        this.tasks = tasks;
    }

    /** A link, with the task that comes first. */
    record Predecessor(UUID toId, UUID fromId, Link.Type type, int lagDays, String title, Task.Status status) {
        Task.Dependency dependency() {
            return new Task.Dependency(fromId, type, lagDays);
        }

        /** The second task can't start yet. */
        boolean waits() {
            return type == Link.Type.FS && !status.closed();
        }
    }

    /** A link between two tasks. */
    record TaskLink(UUID fromId, UUID toId, Link.Type type, int lagDays) {}

    List<Predecessor> before(Collection<UUID> ids) {
        if (ids.isEmpty()) return List.of();
        return sql.of("""
                select l.to_id, l.from_id, l.type, l.lag_days, p.title, p.status
                  from planning_link l join planning_task p on p.workspace_id = l.workspace_id and p.id = l.from_id
                 where l.workspace_id = :workspace and l.to_id = any(:ids) and p.deleted_at is null
                 order by l.to_id, l.from_id""").array("ids", "uuid", ids).list(Predecessor.class);
    }

    List<Task.Dependency> of(UUID id) {
        return before(List.of(id)).stream().map(Predecessor::dependency).toList();
    }

    /** Whether other tasks wait for a task. */
    boolean linked(UUID id) {
        return sql.of("select 1 from planning_link where workspace_id = :workspace and (from_id = :id or to_id = :id)")
                .bind("id", id)
                .exists();
    }

    /** Tasks that can start now that another one is finished. */
    List<UUID> after(UUID id) {
        return sql.of("""
                select l.to_id from planning_link l
                 where l.workspace_id = :workspace and l.from_id = :id and l.type = 'fs'
                   and not exists (
                       select from planning_link o join planning_task p on p.workspace_id = o.workspace_id and p.id = o.from_id
                        where o.workspace_id = :workspace and o.to_id = l.to_id and o.type = 'fs' and p.deleted_at is null
                          and p.status not in ('done', 'cancelled'))""").bind("id", id).list(UUID.class);
    }

    /** The links between the tasks of a campaign, or between the tasks of none. */
    List<TaskLink> ofCampaign(@Nullable UUID campaign) {
        return among(tasks.idsOf(campaign));
    }

    /** The links between tasks. Their ids are given, because a join over a large campaign takes minutes before its statistics are known. */
    List<TaskLink> among(Collection<UUID> ids) {
        var known = Set.copyOf(ids);
        return sql.of("""
                select from_id, to_id, type, lag_days from planning_link
                 where workspace_id = :workspace and to_id = any(:ids)
                 order by to_id, from_id""").array("ids", "uuid", known).list(TaskLink.class).stream()
                .filter(link -> known.contains(link.fromId()))
                .toList();
    }

    /** Sets what a task waits for. Tasks of other campaigns, unknown ones and cycles are refused. */
    void replace(Task task, List<Task.Dependency> dependsOn) {
        var known = tasks.all(dependsOn.stream().map(Task.Dependency::taskId).toList()).stream()
                .filter(before -> java.util.Objects.equals(before.campaignId(), task.campaignId()))
                .map(Task::id)
                .collect(Collectors.toSet());
        for (int at = 0; at < dependsOn.size(); at++)
            if (!known.contains(dependsOn.get(at).taskId()))
                throw Refused.invalid("dependsOn[" + at + "].taskId", "must be another task of the same campaign");
        sql.of("delete from planning_link where workspace_id = :workspace and to_id = :id")
                .bind("id", task.id())
                .run();
        insert(dependsOn.stream().map(before -> before.to(task.id())).toList());
        if (!dependsOn.isEmpty()) requireNoCycle(ofCampaign(task.campaignId()));
    }

    void insert(List<TaskLink> links) {
        if (links.isEmpty()) return;
        sql.of("""
                insert into planning_link (from_id, to_id, type, lag_days)
                select * from unnest(:from, :to, :type, :lag)
                on conflict (workspace_id, to_id, from_id) do update set type = excluded.type, lag_days = excluded.lag_days""")
                .array("from", "uuid", links.stream().map(TaskLink::fromId).toList())
                .array("to", "uuid", links.stream().map(TaskLink::toId).toList())
                .array("type", "text", links.stream().map(TaskLink::type).toList())
                .array("lag", "integer", links.stream().map(TaskLink::lagDays).toList())
                .run();
    }

    void requireNoCycle(List<TaskLink> links) {
        var cycle = cycle(links);
        if (cycle.isEmpty()) return;
        var titles = tasks.all(cycle).stream().collect(Collectors.toMap(Task::id, Task::title));
        var named = new ArrayList<>(cycle.stream().map(titles::get).toList());
        named.add(named.getFirst());
        throw Task.cycle(named);
    }

    /** Tasks that wait for each other, empty if there are none. */
    static List<UUID> cycle(List<TaskLink> links) {
        var positions = new HashMap<UUID, Integer>();
        var ids = new ArrayList<UUID>();
        for (var link : links)
            for (var id : List.of(link.fromId(), link.toId()))
                if (positions.putIfAbsent(id, ids.size()) == null) ids.add(id);
        var days = WorkingDays.all(0);
        try {
            var _ = new Network(
                    ids.stream().map(_ -> NetworkTask.of(1, days)).toList(),
                    links.stream()
                            .map(link -> new Link(
                                    positions.getOrDefault(link.fromId(), 0),
                                    positions.getOrDefault(link.toId(), 0),
                                    link.type(),
                                    link.lagDays()))
                            .toList(),
                    days);
            return List.of();
        } catch (Network.Cycle found) {
            return found.tasks().stream().map(ids::get).toList();
        }
    }

    /** Links the tasks before a deleted one with those after it. */
    void bridge(UUID id) {
        sql.of("""
                insert into planning_link (from_id, to_id, type, lag_days)
                select b.from_id, a.to_id, case when b.type = 'fs' then a.type else 'fs' end, b.lag_days + a.lag_days
                  from planning_link b join planning_link a on a.workspace_id = b.workspace_id and a.from_id = b.to_id
                 where b.workspace_id = :workspace and b.to_id = :id
                on conflict (workspace_id, to_id, from_id) do nothing""").bind("id", id).run();
        sql.of("delete from planning_link where workspace_id = :workspace and (to_id = :id or from_id = :id)")
                .bind("id", id)
                .run();
    }
}
