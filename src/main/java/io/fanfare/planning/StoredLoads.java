package io.fanfare.planning;

import io.fanfare.kernel.Sql;
import io.fanfare.planning.Load.OpenTask;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** How busy everyone is, stored after changes of tasks, because it takes all open tasks to tell. */
@Component
class StoredLoads {
    private final Sql sql;
    private final TeamStore team;
    private final TaskStore tasks;
    private final TeamMemberAnswers answers;

    StoredLoads(Sql sql, TeamStore team, TaskStore tasks, TeamMemberAnswers answers) {
        this.sql = sql;
        this.team = team;
        this.tasks = tasks;
        this.answers = answers;
    }

    /** The hours that a person can work and has to do in the four weeks from a day on, and all open tasks that they have. */
    record StoredLoad(UUID memberId, LocalDate day, double capacityHours, double assignedHours, int openTasks) {
        static StoredLoad of(TeamMember member, Load load) {
            return new StoredLoad(
                    member.id(), load.from(), load.capacityHours(), load.assignedHours(), load.openTasks());
        }
    }

    void refresh() {
        var loads = calculated(team.active(), answers.today());
        if (loads.isEmpty()) return;
        sql.of("""
                insert into planning_load (member_id, day, capacity_hours, assigned_hours, open_tasks)
                select * from unnest(:members, :days, :capacity, :assigned, :open) order by 1
                on conflict (workspace_id, member_id) do update
                   set day = excluded.day, capacity_hours = excluded.capacity_hours, assigned_hours = excluded.assigned_hours,
                       open_tasks = excluded.open_tasks""")
                .array(
                        "members",
                        "uuid",
                        loads.stream().map(StoredLoad::memberId).toList())
                .array("days", "date", loads.stream().map(StoredLoad::day).toList())
                .array(
                        "capacity",
                        "double precision",
                        loads.stream().map(StoredLoad::capacityHours).toList())
                .array(
                        "assigned",
                        "double precision",
                        loads.stream().map(StoredLoad::assignedHours).toList())
                .array(
                        "open",
                        "integer",
                        loads.stream().map(StoredLoad::openTasks).toList())
                .run();
    }

    /** Someone whose load was not stored today is added up now. */
    Map<UUID, StoredLoad> of(List<TeamMember> members, LocalDate today) {
        var loads = sql.of("""
                        select member_id, day, capacity_hours, assigned_hours, open_tasks from planning_load
                         where workspace_id = :workspace and day = :today and open_tasks is not null""").bind("today", today).list(StoredLoad.class).stream()
                .collect(Collectors.toMap(StoredLoad::memberId, load -> load));
        var missing = members.stream()
                .filter(member -> !loads.containsKey(member.id()))
                .toList();
        calculated(missing, today).forEach(load -> loads.put(load.memberId(), load));
        return loads;
    }

    private List<StoredLoad> calculated(Collection<TeamMember> members, LocalDate today) {
        if (members.isEmpty()) return List.of();
        var open = tasks.openOf(members.stream().map(TeamMember::id).toList()).stream()
                .collect(Collectors.groupingBy(OpenTask::assignee));
        return members.stream()
                .map(member -> StoredLoad.of(
                        member, TeamMemberAnswers.load(member, today, open.getOrDefault(member.id(), List.of()))))
                .toList();
    }
}
