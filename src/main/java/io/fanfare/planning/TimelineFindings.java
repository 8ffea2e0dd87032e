package io.fanfare.planning;

import io.fanfare.kernel.Check;
import io.fanfare.planning.TimelineAnswer.Change;
import io.fanfare.planning.TimelineAnswer.Conflict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is wrong with a plan, and what differs between two. */
final class TimelineFindings {
    private TimelineFindings() {}

    /** Links and due dates that the plan can't keep, and a target that it misses. */
    static List<Conflict> broken(TimelinePlan plan) {
        var broken = new ArrayList<Conflict>();
        for (var link : plan.links())
            if (!plan.path().keeps(link))
                broken.add(new Conflict(
                        "link",
                        plan.id(link.to()),
                        "“" + plan.task(link.to()).title() + "” doesn't wait for “"
                                + plan.task(link.from()).title() + "”, because its dates are fixed."));
        for (int task = 0; task < plan.network().size(); task++) {
            var by = plan.network().task(task).finishBy();
            if (by != null && plan.path().earliestFinish(task) > by)
                broken.add(new Conflict(
                        "due",
                        plan.id(task),
                        "“" + plan.task(task).title() + "” ends on "
                                + Check.day(plan.end(plan.path().earliestFinish(task))) + ", after its due date "
                                + Check.day(LocalDate.ofEpochDay(by - 1)) + "."));
        }
        if (plan.state() == TimelinePlan.State.LATE)
            broken.add(new Conflict(
                    "target",
                    null,
                    "The plan ends on " + Check.day(plan.projectedFinish()) + ", after its target "
                            + Check.day(plan.targetDay()) + "."));
        return broken;
    }

    /** What moves between two plans of the same tasks. */
    static List<Change> changes(TimelinePlan before, TimelinePlan after) {
        var changes = new ArrayList<Change>();
        for (int task = 0; task < after.network().size(); task++) {
            var id = after.id(task);
            if (!before.has(id)) continue;
            int was = before.position(id);
            add(changes, id, "start", before.earliestStart(was), after.earliestStart(task));
            add(
                    changes,
                    id,
                    "finish",
                    before.end(before.path().earliestFinish(was)),
                    after.end(after.path().earliestFinish(task)));
            add(
                    changes,
                    id,
                    "durationDays",
                    TimelinePlan.length(before.task(was)),
                    TimelinePlan.length(after.task(task)));
            add(
                    changes,
                    id,
                    "pinned",
                    before.task(was).pinned(),
                    after.task(task).pinned());
        }
        return changes;
    }

    private static void add(List<Change> changes, UUID task, String field, Object before, Object after) {
        if (!before.equals(after)) changes.add(new Change(task, field, before.toString(), after.toString()));
    }

    static List<UUID> newlyCritical(TimelinePlan before, TimelinePlan after) {
        var was = before.ids(before.path().criticalTasks());
        return after.ids(after.path().criticalTasks()).stream()
                .filter(task -> !was.contains(task))
                .toList();
    }

    static List<Check> checks(TimelinePlan plan) {
        var checks = new ArrayList<Check>();
        var about = new Check.About("timeline", plan.given().timeline().campaignId());
        Map<String, Object> evidence = Map.of(
                "projectedFinish", plan.projectedFinish(), "target", plan.targetDay(), "bufferUsed", plan.bufferUsed());
        if (plan.state() == TimelinePlan.State.LATE)
            checks.add(Check.warning(
                            "timeline_late",
                            "The plan ends after its target",
                            "It is expected to end on " + Check.day(plan.projectedFinish())
                                    + ". Shorten critical tasks, or move the target.",
                            about,
                            null)
                    .with(evidence));
        if (plan.state() == TimelinePlan.State.AT_RISK)
            checks.add(Check.warning(
                            "timeline_at_risk",
                            "Most of the buffer is used",
                            "Two thirds or more of the buffer before the target are used. Shorten critical tasks.",
                            about,
                            null)
                    .with(evidence));
        var unassigned = plan.path().criticalTasks().stream()
                .filter(task -> plan.task(task).assigneeId() == null)
                .toList();
        if (!unassigned.isEmpty())
            checks.add(Check.suggestion(
                            "timeline_critical_unassigned",
                            "Critical tasks have no assignee",
                            "Every day that they are late delays the finish. Assign them.",
                            about,
                            null)
                    .with(Map.of("tasks", plan.ids(unassigned))));
        return checks;
    }
}
