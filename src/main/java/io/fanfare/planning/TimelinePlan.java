package io.fanfare.planning;

import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Refused;
import io.fanfare.planning.TaskLinks.TaskLink;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A calculated plan. {@code path} is the plan as it is now: tasks that have not started can't start before today. The planned finish is the one
 * that the tasks had if all were started in time.
 */
final class TimelinePlan {
    static final double AT_RISK = 2.0 / 3;

    private final TimelineCase given;
    private final WorkingDays calendar;
    private final Map<UUID, WorkingDays> calendars;
    private final Map<UUID, Integer> positions;
    private final List<Link> links;
    private final CriticalPath planned;
    private final CriticalPath path;
    private final Network network;
    private final int bufferDays;
    private final int start;

    enum State {
        ON_TRACK,
        AT_RISK,
        LATE,
        DONE
    }

    TimelinePlan(TimelineCase given) {
        this.given = given;
        calendar = given.calendar();
        calendars = given.calendars();
        positions = given.positions();
        links = given.links().stream().map(this::link).toList();
        var plain = network(false);
        int length = CriticalPath.forward(plain, anchor()).length();
        var fixed = given.timeline().bufferDays();
        bufferDays = fixed == null ? Buffers.days(length, given.campaign().priority()) : fixed;
        planned = given.timeline().direction() == Timeline.Direction.FORWARD
                ? CriticalPath.forward(plain, anchor())
                : CriticalPath.backward(plain, calendar.shift(given.timeline().end(), -bufferDays));
        start = plain.size() == 0 ? anchor() : planned.start();
        network = network(true);
        path = CriticalPath.forward(network, start);
    }

    private int anchor() {
        return (int) given.timeline().anchorDate().toEpochDay();
    }

    private Link link(TaskLink link) {
        return new Link(
                Objects.requireNonNull(positions.get(link.fromId())),
                Objects.requireNonNull(positions.get(link.toId())),
                link.type(),
                link.lagDays());
    }

    private Network network(boolean fromToday) {
        var tasks = given.tasks().stream().map(task -> task(task, fromToday)).toList();
        try {
            return new Network(tasks, links, calendar);
        } catch (Network.Cycle cycle) {
            var titles = new ArrayList<>(cycle.tasks().stream()
                    .map(at -> given.tasks().get(at).title())
                    .toList());
            titles.add(titles.getFirst());
            throw Refused.unprocessable(
                            "timeline_cycle",
                            "These tasks would wait for each other: " + String.join(" → ", titles)
                                    + ". Remove one of the links.")
                    .with("cycle", titles);
        }
    }

    private NetworkTask task(Task task, boolean fromToday) {
        var days = task.assigneeId() == null ? calendar : calendars.getOrDefault(task.assigneeId(), calendar);
        int length = length(task);
        var plain = NetworkTask.of(length, days);
        int today = (int) given.today().toEpochDay();
        return switch (task.status()) {
            case DONE -> done(task, plain);
            case IN_PROGRESS, IN_REVIEW -> {
                int begun = days.next(day(task.startedAt(), given.today()));
                yield plain.fixed(begun, Math.max(finish(days, begun, length), fromToday ? today + 1 : begun), false);
            }
            case TODO, BLOCKED, CANCELLED -> {
                var due = task.duePlanned() || task.dueDate() == null
                        ? null
                        : (int) task.dueDate().toEpochDay() + 1;
                var from = given.point(task.startDate());
                if (task.pinned() && from != null) {
                    int pinned = days.next(from);
                    yield plain.finishBy(due).fixed(pinned, finish(days, pinned, length), false);
                }
                int first = from == null ? Integer.MIN_VALUE : from;
                if (fromToday) first = Math.max(first, today);
                yield plain.notBefore(first == Integer.MIN_VALUE ? null : first).finishBy(due);
            }
        };
    }

    private NetworkTask done(Task task, NetworkTask plain) {
        int end = day(task.completedAt(), given.today());
        int begun = Math.min(end, day(task.startedAt(), given.today()));
        return plain.length() == 0 ? plain.fixed(end, end, true) : plain.fixed(begun, end + 1, true);
    }

    private static int finish(WorkingDays days, int start, int length) {
        return length == 0 ? start : days.finish(days.index(start), length);
    }

    private int day(@org.jspecify.annotations.Nullable Instant instant, LocalDate otherwise) {
        ZoneId zone = PlannedTime.zone(given.campaign().timeZone());
        return (int) (instant == null ? otherwise : instant.atZone(zone).toLocalDate()).toEpochDay();
    }

    /** The length of a task in working days: its duration, or its estimate in days of eight hours, or one. */
    static int length(Task task) {
        if (task.durationDays() != null) return task.durationDays();
        if (task.estimateHours() == null) return 1;
        return Math.max(1, (int) Math.ceil(task.estimateHours().doubleValue() / 8));
    }

    TimelineCase given() {
        return given;
    }

    Network network() {
        return network;
    }

    CriticalPath path() {
        return path;
    }

    int firstPoint() {
        return start;
    }

    int bufferDays() {
        return bufferDays;
    }

    LocalDate start() {
        return LocalDate.ofEpochDay(start);
    }

    LocalDate plannedFinish() {
        return network.size() == 0 ? start() : end(planned.finish());
    }

    LocalDate projectedFinish() {
        return network.size() == 0 ? start() : end(path.finish());
    }

    /** The last day of what finishes at a point. */
    LocalDate end(int point) {
        return LocalDate.ofEpochDay(point > start ? point - 1 : point);
    }

    /** The day on which a task starts; a milestone is on the day that it ends. */
    LocalDate earliestStart(int task) {
        return network.length(task) == 0
                ? end(path.earliestStart(task))
                : LocalDate.ofEpochDay(path.earliestStart(task));
    }

    LocalDate latestStart(int task) {
        return network.length(task) == 0 ? end(path.latestStart(task)) : LocalDate.ofEpochDay(path.latestStart(task));
    }

    /** The point by which everything has to be finished. */
    int target() {
        var target = given.timeline().target();
        if (target != null) return (int) target.toEpochDay() + 1;
        if (given.timeline().direction() == Timeline.Direction.BACKWARD)
            return given.timeline().end();
        return network.size() == 0 ? start : calendar.shift(planned.finish(), bufferDays);
    }

    /** The last day of work that keeps the target, also where the plan begins after it. */
    LocalDate targetDay() {
        var timeline = given.timeline();
        if (timeline.target() != null) return timeline.target();
        return timeline.direction() == Timeline.Direction.BACKWARD
                ? LocalDate.ofEpochDay(timeline.end() - 1L)
                : end(target());
    }

    /** The used share of the project buffer, more than 1 if the plan ends after its target. */
    double bufferUsed() {
        if (network.size() == 0) return 0;
        int left = calendar.index(target()) - calendar.index(path.finish());
        if (bufferDays == 0) return left < 0 ? 1 - left : 0;
        return Load.rounded(Math.max(0, (bufferDays - left) / (double) bufferDays));
    }

    State state() {
        if (network.size() > 0
                && given.tasks().stream().allMatch(task -> task.status().closed())) return State.DONE;
        if (network.size() > 0 && calendar.index(path.finish()) > calendar.index(target())) return State.LATE;
        return bufferUsed() >= AT_RISK ? State.AT_RISK : State.ON_TRACK;
    }

    UUID id(int task) {
        return given.tasks().get(task).id();
    }

    Task task(int task) {
        return given.tasks().get(task);
    }

    List<UUID> ids(List<Integer> tasks) {
        return tasks.stream().map(this::id).toList();
    }

    int position(UUID task) {
        return Objects.requireNonNull(positions.get(task));
    }

    boolean has(UUID task) {
        return positions.containsKey(task);
    }

    List<Link> links() {
        return links;
    }

    WorkingDays calendar() {
        return calendar;
    }

    /** The first and the last day of each task. */
    Map<UUID, List<LocalDate>> days() {
        var days = new HashMap<UUID, List<LocalDate>>();
        for (int task = 0; task < network.size(); task++)
            days.put(id(task), List.of(earliestStart(task), end(path.earliestFinish(task))));
        return days;
    }
}
