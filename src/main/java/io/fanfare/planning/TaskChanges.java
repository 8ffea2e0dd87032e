package io.fanfare.planning;

import io.fanfare.activity.Notifications;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reports changes of tasks and of the team: to the audit trail, to the people concerned and to live updates. */
@Component
class TaskChanges {
    private final Audit audit;
    private final Notifications notifications;
    private final Live live;
    private final TeamStore team;
    private final Ready ready;
    private final Now now;

    TaskChanges(Audit audit, Notifications notifications, Live live, TeamStore team, Ready ready, Now now) {
        this.audit = audit;
        this.notifications = notifications;
        this.live = live;
        this.team = team;
        this.ready = ready;
        this.now = now;
    }

    static Subject subject(Task task) {
        return new Subject("task", task.id(), task.title(), task.campaignId(), task.version());
    }

    /** Records what changed of a task: {@code before} is null for a new one, {@code after} for a deleted one. */
    void task(Task task, @Nullable Object before, @Nullable Object after) {
        // Operations of other names add and remove tasks too, such as those of a timeline.
        if (before == null) audit.record("taskAdded", subject(task), null, after);
        else if (after == null) audit.record("taskRemoved", subject(task), before, null);
        else audit.record(subject(task), before, after);
        live(List.of(task));
    }

    void team(TeamMember member, @Nullable Object before, @Nullable Object after) {
        audit.record(Subject.of("team_member", member.id(), member.name()), before, after);
        live.changed(Topic.TASKS, "team_member", member.id(), member.version());
        ready.mark(PlanningLane.LANE, now.instant());
    }

    void live(Collection<Task> tasks) {
        for (var task : tasks) {
            live.changed(Topic.TASKS, "task", task.id(), task.version());
        }
        var closed = tasks.stream()
                .filter(task -> task.status().closed())
                .map(Task::id)
                .toList();
        // What people said about it is still to be read.
        if (!closed.isEmpty())
            notifications.resolve(closed, "task_assigned", "task_due", "task_overdue", "task_unblocked");
        if (!tasks.isEmpty()) ready.mark(PlanningLane.LANE, now.instant());
    }

    /** Tells the people mentioned, the assignee and those in the conversation about a comment. */
    void commented(Task task, TaskComment comment, Collection<UUID> writers) {
        audit.record(subject(task), null, Map.of("comment", comment.text()));
        live.changed(Topic.TASKS, "task_comment", task.id(), null);
        mentioned(task, comment, comment.mentions());
        var others = new HashSet<>(writers);
        var assignee = person(task.assigneeId());
        if (assignee != null) others.add(assignee);
        others.removeAll(comment.mentions());
        others.remove(comment.byId());
        notifications.notify(
                others,
                "task_commented",
                comment.byName() + " commented on the task " + task.title(),
                comment.text(),
                subject(task));
    }

    private void mentioned(Task task, TaskComment comment, Collection<UUID> people) {
        var mentioned = new HashSet<>(people);
        mentioned.remove(comment.byId());
        notifications.notify(
                mentioned,
                "mentioned",
                comment.byName() + " mentioned you in the task " + task.title(),
                comment.text(),
                subject(task));
    }

    /** Tells the people whom only the changed comment mentions. */
    void edited(Task task, TaskComment before, TaskComment after) {
        audit.record(subject(task), Map.of("comment", before.text()), Map.of("comment", after.text()));
        live.changed(Topic.TASKS, "task_comment", task.id(), null);
        var added = new HashSet<>(after.mentions());
        before.mentions().forEach(added::remove);
        mentioned(task, after, added);
    }

    void uncommented(Task task, TaskComment comment) {
        audit.record(subject(task), Map.of("comment", comment.text()), null);
        live.changed(Topic.TASKS, "task_comment", task.id(), null);
    }

    void resolved(Task task, TaskComment comment) {
        boolean open = comment.resolvedAt() == null;
        audit.record(subject(task), Map.of("resolved", open), Map.of("resolved", !open));
        live.changed(Topic.TASKS, "task_comment", task.id(), null);
    }

    void unchanged() {
        audit.unchanged();
    }

    /** Notifies a person that they have a task, unless they gave it to themselves. */
    void assigned(Task task) {
        notify(
                task,
                "task_assigned",
                "Task assigned to you: " + task.title(),
                Current.get().actor().name() + " assigned you a task."
                        + (task.dueDate() == null ? "" : " It is due on " + Check.day(task.dueDate()) + "."));
    }

    /** Notifies the person who has a task that it is due or overdue. */
    void due(Task task, LocalDate today) {
        if (task.dueDate() == null) return;
        boolean late = task.dueDate().isBefore(today);
        notify(
                task,
                late ? "task_overdue" : "task_due",
                (late ? "Overdue: " : "Due today: ") + task.title(),
                late ? "It was due on " + Check.day(task.dueDate()) + "." : "Mark it as done, or change its due date.");
    }

    /** Notifies people whose tasks can start. */
    void unblocked(Collection<Task> tasks, Task finished) {
        for (var task : tasks)
            if (task.status() == Task.Status.TODO)
                notify(
                        task,
                        "task_unblocked",
                        "You can start: " + task.title(),
                        "“" + finished.title() + "” is done, and the task waited for nothing else.");
    }

    private void notify(Task task, String kind, String title, String text) {
        var person = person(task.assigneeId());
        if (person == null || person.equals(Current.get().actor().personId())) return;
        notifications.notify(List.of(person), kind, title, text, subject(task));
    }

    private @Nullable UUID person(@Nullable UUID member) {
        return member == null
                ? null
                : team.find(member).map(TeamMember::personId).orElse(null);
    }
}
