package io.fanfare.planning;

import io.fanfare.kernel.Operations;
import io.fanfare.planning.TimelineAnswer.AnchorDate;
import io.fanfare.planning.TimelineAnswer.Buffer;
import io.fanfare.planning.TimelineAnswer.CalendarDays;
import io.fanfare.planning.TimelineAnswer.Holiday;
import io.fanfare.planning.TimelineAnswer.MilestoneAnswer;
import io.fanfare.planning.TimelineAnswer.MilestoneState;
import io.fanfare.planning.TimelineAnswer.PlannedTask;
import io.fanfare.planning.TimelineAnswer.TimelineLink;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A calculated plan as it is returned. */
@Component
class TimelineAnswers {
    private static final List<String> WORK_DAYS = List.of("mon", "tue", "wed", "thu", "fri");
    private static final double HOURS = 8;

    private final Operations operations;

    TimelineAnswers(Operations operations) {
        this.operations = operations;
    }

    TimelineAnswer of(TimelinePlan plan) {
        return of(plan, null);
    }

    /** With what differs from a plan before. */
    TimelineAnswer of(TimelinePlan plan, @Nullable TimelinePlan before) {
        var timeline = plan.given().timeline();
        return new TimelineAnswer(
                timeline.campaignId(),
                timeline.version(),
                timeline.template(),
                new AnchorDate(timeline.anchor(), timeline.anchorDate()),
                timeline.direction(),
                timeline.country(),
                calendar(plan),
                plan.start(),
                plan.plannedFinish(),
                plan.projectedFinish(),
                plan.targetDay(),
                plan.bufferDays(),
                plan.bufferUsed(),
                plan.state(),
                milestones(plan),
                tasks(plan),
                plan.given().links().stream()
                        .map(link -> new TimelineLink(link.fromId(), link.toId(), link.type(), link.lagDays()))
                        .toList(),
                buffers(plan),
                plan.ids(plan.path().criticalTasks()),
                TimelineFindings.broken(plan),
                before == null ? null : TimelineFindings.changes(before, plan),
                before == null ? null : TimelineFindings.newlyCritical(before, plan),
                TimelineFindings.checks(plan),
                operations.permitted(List.of("changeTimeline", "createTimeline")));
    }

    private static CalendarDays calendar(TimelinePlan plan) {
        var last = latest(plan.projectedFinish(), plan.targetDay());
        var holidays = plan.given().availability().holidays(plan.start(), last).entrySet().stream()
                .map(day -> new Holiday(day.getKey(), day.getValue()))
                .toList();
        return new CalendarDays(plan.given().campaign().timeZone(), WORK_DAYS, HOURS, holidays);
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static List<PlannedTask> tasks(TimelinePlan plan) {
        var tasks = new ArrayList<PlannedTask>();
        for (int at = 0; at < plan.network().size(); at++) tasks.add(task(plan, at));
        tasks.sort(Comparator.comparing(PlannedTask::earliestStart)
                .thenComparing(PlannedTask::earliestFinish)
                .thenComparing(PlannedTask::id));
        return tasks;
    }

    private static PlannedTask task(TimelinePlan plan, int at) {
        var task = plan.task(at);
        var path = plan.path();
        var person = task.assigneeId() == null ? null : plan.given().people().get(task.assigneeId());
        return new PlannedTask(
                task.id(),
                task.title(),
                task.kind(),
                task.status(),
                task.priority(),
                task.assigneeId(),
                person == null ? null : person.name(),
                task.estimateHours(),
                task.actualHours(),
                plan.network().length(at),
                task.startDate(),
                task.dueDate(),
                task.startedAt(),
                task.completedAt(),
                task.milestoneId(),
                task.pinned(),
                task.overdue(plan.given().today()),
                plan.earliestStart(at),
                plan.end(path.earliestFinish(at)),
                plan.latestStart(at),
                plan.end(path.latestFinish(at)),
                path.totalSlack(at),
                path.freeSlack(at),
                path.critical(at),
                task.version());
    }

    private static List<MilestoneAnswer> milestones(TimelinePlan plan) {
        var days = plan.days();
        Map<UUID, List<Task>> byMilestone = plan.given().tasks().stream()
                .filter(task -> task.milestoneId() != null)
                .collect(Collectors.groupingBy(task -> java.util.Objects.requireNonNull(task.milestoneId())));
        return plan.given().milestones().stream()
                .map(milestone -> {
                    var tasks = byMilestone.getOrDefault(milestone.id(), List.of());
                    var date = tasks.stream()
                            .map(task -> days.getOrDefault(task.id(), List.of()))
                            .filter(span -> !span.isEmpty())
                            .map(List::getLast)
                            .max(Comparator.naturalOrder());
                    long done = tasks.stream()
                            .filter(task -> task.status().closed())
                            .count();
                    var state = !tasks.isEmpty() && done == tasks.size()
                            ? MilestoneState.DONE
                            : date.isPresent()
                                            && date.get().isBefore(plan.given().today())
                                    ? MilestoneState.LATE
                                    : MilestoneState.OPEN;
                    return new MilestoneAnswer(
                            milestone.id(),
                            milestone.name(),
                            date.orElse(null),
                            state,
                            tasks.isEmpty() ? 0 : Load.rounded(done / (double) tasks.size()),
                            tasks.stream().map(Task::id).toList());
                })
                .toList();
    }

    private static List<Buffer> buffers(TimelinePlan plan) {
        var buffers = new ArrayList<Buffer>();
        if (plan.network().size() == 0) return buffers;
        var critical = plan.path().criticalTasks();
        buffers.add(new Buffer(
                "project",
                "project",
                plan.bufferDays(),
                critical.isEmpty() ? null : plan.id(critical.getLast()),
                plan.bufferUsed()));
        for (var feeding : Buffers.feeding(
                plan.network(), plan.path(), plan.given().campaign().priority()))
            buffers.add(new Buffer(
                    plan.id(feeding.afterTask()) + ":" + plan.id(feeding.beforeTask()),
                    "feeding",
                    feeding.days(),
                    plan.id(feeding.afterTask()),
                    Load.rounded(feeding.used() / (double) feeding.days())));
        return buffers;
    }
}
