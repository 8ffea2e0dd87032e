package io.fanfare.planning;

import io.fanfare.kernel.Records;
import io.fanfare.kernel.Refused;
import io.fanfare.planning.TaskLinks.TaskLink;
import io.fanfare.planning.TimelineDetails.BufferChange;
import io.fanfare.planning.TimelineDetails.LinkChange;
import io.fanfare.planning.TimelineDetails.TaskChange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes of a timeline, made without the database: the plan that they would give. */
final class TimelineEdits {
    private static final String PROJECT = "project";

    private final TimelineCase before;
    private final TimelinePlan plan;
    private final TimelineDetails details;

    TimelineEdits(TimelinePlan plan, TimelineDetails details) {
        this.before = plan.given();
        this.plan = plan;
        this.details = details;
    }

    TimelineCase after() {
        return new TimelineCase(
                timeline(),
                before.campaign(),
                tasks(),
                details.links() == null ? before.links() : links(details.links()),
                before.people(),
                before.milestones(),
                before.today());
    }

    private Timeline timeline() {
        var timeline = before.timeline();
        var anchor = details.anchor();
        var calendar = before.calendar();
        var date = anchor == null || anchor.date() == null ? timeline.anchorDate() : anchor.date();
        if (details.shiftDays() != null && details.shiftDays() != 0) date = moved(calendar, date, details.shiftDays());
        int moves = calendar.index((int) date.toEpochDay())
                - calendar.index((int) timeline.anchorDate().toEpochDay());
        return Records.with(
                timeline,
                "anchor",
                anchor == null || anchor.kind() == null ? timeline.anchor() : anchor.kind(),
                "anchorDate",
                date,
                "target",
                target(timeline.target(), calendar, moves),
                "country",
                details.country(),
                "bufferDays",
                bufferDays(timeline.bufferDays()));
    }

    private static LocalDate moved(WorkingDays calendar, LocalDate date, int days) {
        return LocalDate.ofEpochDay(calendar.day(calendar.index((int) date.toEpochDay()) + days));
    }

    /** A target moves with the anchor unless it is set at the same time. One that was only read is no target of its own. */
    private @Nullable LocalDate target(@Nullable LocalDate now, WorkingDays calendar, int moves) {
        var set = details.target();
        if (set == null) return null;
        if (now == null) return set.equals(plan.targetDay()) ? null : set;
        return moves != 0 && set.equals(now) ? moved(calendar, now, moves) : set;
    }

    private @Nullable Integer bufferDays(@Nullable Integer now) {
        if (details.buffers() == null) return now;
        return details.buffers().stream()
                .filter(buffer -> buffer.id().equals(PROJECT) && buffer.days() != null)
                .map(BufferChange::days)
                .filter(days -> now != null || !Objects.equals(days, plan.bufferDays()))
                .findFirst()
                .orElse(now);
    }

    private List<Task> tasks() {
        if (details.tasks() == null) return before.tasks();
        var positions = before.positions();
        var changes = new HashMap<UUID, TaskChange>();
        for (int at = 0; at < details.tasks().size(); at++) {
            var change = details.tasks().get(at);
            if (!positions.containsKey(change.id()))
                throw Refused.invalid("tasks[" + at + "].id", "must be a task of this campaign");
            if (change.start() != null) TimelineDetails.requireYear("tasks[" + at + "].start", change.start());
            changes.put(change.id(), change);
        }
        return before.tasks().stream()
                .map(task -> changed(task, changes.get(task.id())))
                .toList();
    }

    private Task changed(Task task, @Nullable TaskChange change) {
        if (change == null) return task;
        var start = change.start() == null ? task.startDate() : change.start();
        var length = change.durationDays() == null ? task.durationDays() : change.durationDays();
        if (Objects.equals(length, TimelinePlan.length(task))) length = task.durationDays();
        boolean pinned = change.pinned() == null ? task.pinned() : change.pinned();
        boolean moves = !Objects.equals(start, task.startDate()) || !Objects.equals(length, task.durationDays());
        if (moves && (task.status() == Task.Status.DONE || (task.pinned() && pinned)))
            throw Refused.unprocessable(
                    "timeline_impossible",
                    "“" + task.title() + "” is " + (task.status() == Task.Status.DONE ? "done" : "pinned")
                            + " and doesn't move." + (task.pinned() ? " Unpin it first." : ""));
        return Records.with(task, "startDate", start, "durationDays", length, "pinned", pinned);
    }

    private List<TaskLink> links(List<LinkChange> changes) {
        var known = before.positions().keySet();
        var pairs = new HashSet<List<UUID>>();
        var links = new ArrayList<TaskLink>();
        for (int at = 0; at < changes.size(); at++) {
            var change = changes.get(at);
            for (var end : Map.of("from", change.from(), "to", change.to()).entrySet())
                if (!known.contains(end.getValue()))
                    throw Refused.invalid("links[" + at + "]." + end.getKey(), "must be a task of this campaign");
            if (!pairs.add(List.of(change.from(), change.to())))
                throw Refused.invalid("links[" + at + "]", "must be listed only once");
            links.add(new TaskLink(
                    change.from(),
                    change.to(),
                    change.type() == null ? Link.Type.FS : change.type(),
                    change.lagDays() == null ? 0 : change.lagDays()));
        }
        return links;
    }
}
