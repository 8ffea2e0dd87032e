package io.fanfare.planning;

import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.planning.AssignmentResult.Assignment;
import io.fanfare.planning.Load.OpenTask;
import io.fanfare.planning.TaskAssignment.Demand;
import io.fanfare.planning.TaskAssignment.Person;
import io.fanfare.planning.TaskLinks.Predecessor;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads what an assignment of tasks needs to know, and stores its result. */
@Component
class Assigner {
    private static final int WEEKS = 8;
    private static final int LONGEST_DAYS = 366;
    private static final int AFTER_DUE = 14;

    private final TaskStore tasks;
    private final TaskLinks links;
    private final TeamStore team;
    private final TaskChanges changes;
    private final Workspaces workspaces;
    private final Now now;

    Assigner(TaskStore tasks, TaskLinks links, TeamStore team, TaskChanges changes, Workspaces workspaces, Now now) {
        this.tasks = tasks;
        this.links = links;
        this.team = team;
        this.changes = changes;
        this.workspaces = workspaces;
        this.now = now;
    }

    /** What an assignment rests on, without the database. */
    TaskAssignment prepare(List<Task> wanted, AssignmentRequest request) {
        var zone = PlannedTime.zone(workspaces.current().timeZone());
        var instant = now.instant();
        var today = instant.atZone(zone).toLocalDate();
        var before = links.before(wanted.stream().map(Task::id).toList());
        var shares = tasks.shares(
                wanted.stream().map(Task::campaignId).filter(Objects::nonNull).collect(Collectors.toSet()));
        return new TaskAssignment(
                sorted(wanted, before, new Times(instant, zone, request.maxUtilization())),
                people(instant, until(wanted, today), request.maxUtilization()),
                request,
                instant,
                byCampaign(shares));
    }

    private record Times(Instant now, ZoneId zone, double utilization) {
        long release(Task task) {
            var start = task.startDate();
            long first = TaskAssignment.minute(now);
            return start == null
                    ? first
                    : Math.max(
                            first,
                            TaskAssignment.minute(start.atStartOfDay(zone).toInstant()));
        }

        /** The minute at which a day is over. */
        long end(LocalDate day) {
            return TaskAssignment.minute(day.plusDays(1).atStartOfDay(zone).toInstant());
        }
    }

    private static LocalDate until(List<Task> wanted, LocalDate today) {
        var until = today.plusWeeks(WEEKS);
        for (var task : wanted)
            for (var date : Optional.ofNullable(task.dueDate()).or(() -> Optional.ofNullable(task.startDate())).stream()
                    .toList()) if (date.plusDays(AFTER_DUE).isAfter(until)) until = date.plusDays(AFTER_DUE);
        var longest = today.plusDays(LONGEST_DAYS);
        return until.isAfter(longest) ? longest : until;
    }

    /** The tasks in an order in which each comes after those it waits for. */
    private List<Demand> sorted(List<Task> wanted, List<Predecessor> before, Times times) {
        var byId = wanted.stream().collect(Collectors.toMap(Task::id, Function.identity()));
        var outside = tasks
                .all(before.stream()
                        .map(Predecessor::fromId)
                        .filter(id -> !byId.containsKey(id))
                        .collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(Task::id, Function.identity()));
        var linked = before.stream().collect(Collectors.groupingBy(Predecessor::toId));
        var places = new HashMap<UUID, Integer>();
        var sorted = new ArrayList<Demand>();
        for (var task : ordered(wanted, linked)) {
            var earlier = linked.getOrDefault(task.id(), List.of());
            places.put(task.id(), sorted.size());
            sorted.add(new Demand(
                    task,
                    effort(Load.left(task.estimateHours(), task.durationDays(), task.actualHours()), times.utilization),
                    earlier.stream()
                            .filter(link -> byId.containsKey(link.fromId()))
                            .mapToInt(link -> Objects.requireNonNull(places.get(link.fromId())))
                            .toArray(),
                    release(
                            task,
                            earlier.stream()
                                    .map(link -> outside.get(link.fromId()))
                                    .toList(),
                            times),
                    task.dueDate() == null ? Long.MAX_VALUE : times.end(task.dueDate())));
        }
        return sorted;
    }

    private static List<Task> ordered(List<Task> wanted, Map<UUID, List<Predecessor>> linked) {
        var places = new HashMap<UUID, Integer>();
        for (var task : wanted) places.put(task.id(), places.size());
        var days = WorkingDays.all(0);
        var network = new Network(
                wanted.stream().map(_ -> NetworkTask.of(1, days)).toList(),
                linked.values().stream()
                        .flatMap(List::stream)
                        .filter(link -> places.containsKey(link.fromId()))
                        .map(link -> new Link(
                                Objects.requireNonNull(places.get(link.fromId())),
                                Objects.requireNonNull(places.get(link.toId())),
                                Link.Type.FS,
                                0))
                        .toList(),
                days);
        var ordered = new ArrayList<Task>();
        for (int at : network.order()) ordered.add(wanted.get(at));
        return ordered;
    }

    /** Not before the open tasks of other people that it waits for are planned to end. */
    private static long release(Task task, List<Task> outside, Times times) {
        long release = times.release(task);
        for (var before : outside) {
            if (before == null || before.status().closed()) continue;
            var end = before.plannedFinish() == null ? before.dueDate() : before.plannedFinish();
            if (end != null) release = Math.max(release, times.end(end));
        }
        return release;
    }

    private static long effort(double hours, double utilization) {
        return (long) Math.ceil(hours * 60 / utilization - 1e-9);
    }

    private List<Person> people(Instant from, LocalDate until, double utilization) {
        var members = team.list(new TeamQuery(null, null, null, null, null, null, null));
        var open = tasks.openOf(members.stream().map(TeamMember::id).toList()).stream()
                .collect(Collectors.groupingBy(OpenTask::assignee));
        return members.stream()
                .map(member -> person(member, open.getOrDefault(member.id(), List.of()), from, until, utilization))
                .toList();
    }

    private static Person person(
            TeamMember member, List<OpenTask> open, Instant from, LocalDate until, double utilization) {
        var zone = PlannedTime.zone(member.timeZone());
        var first = from.atZone(zone).toLocalDate();
        var clock = WorkClock.of(member.availability().calendar(member.timeZone(), first, until), from, until);
        var busy = new ArrayList<long[]>();
        long free = 0;
        for (var task : open) {
            long start = clock.worked(
                    TaskAssignment.minute(task.first(first).atStartOfDay(zone).toInstant()));
            long begin = Math.max(free, start);
            free = begin + effort(task.hours(), utilization);
            if (free > begin) busy.add(new long[] {begin, free});
        }
        int concurrent = (int) open.stream()
                .filter(task -> task.status() == Task.Status.IN_PROGRESS || task.status() == Task.Status.IN_REVIEW)
                .count();
        return new Person(member, clock, busy, concurrent);
    }

    private static Map<UUID, Map<UUID, Double>> byCampaign(List<TaskStore.Share> shares) {
        var all = shares.stream()
                .collect(Collectors.groupingBy(
                        TaskStore.Share::campaignId, Collectors.summingLong(TaskStore.Share::tasks)));
        var byCampaign = new HashMap<UUID, Map<UUID, Double>>();
        for (var share : shares)
            byCampaign
                    .computeIfAbsent(share.campaignId(), _ -> new HashMap<>())
                    .put(
                            share.assigneeId(),
                            share.tasks() / (double) Objects.requireNonNull(all.get(share.campaignId())));
        return byCampaign;
    }

    /** Assigns one task, in the transaction that created it; it stays without a person if it fits none. */
    void assign(Task task) {
        store(prepare(List.of(task), AssignmentRequest.usual()).solve());
    }

    /** Stores who does what. Tasks that were assigned or started since then stay as they are. */
    void store(AssignmentResult result) {
        var zones = team
                .all(result.assigned().stream().map(Assignment::memberId).collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.toMap(TeamMember::id, member -> PlannedTime.zone(member.timeZone())));
        for (var assigned : result.assigned()) {
            var task = tasks.lock(assigned.taskId());
            if (task.assigneeId() != null || task.status() != Task.Status.TODO) continue;
            var zone = Objects.requireNonNull(zones.get(assigned.memberId()));
            var after = tasks.assign(
                    task.id(),
                    assigned.memberId(),
                    assigned.start().atZone(zone).toLocalDate(),
                    assigned.finish().atZone(zone).toLocalDate());
            changes.task(after, Map.of(), Map.of("assignee", assigned.memberId(), "score", assigned.score()));
            changes.assigned(after);
        }
    }
}
