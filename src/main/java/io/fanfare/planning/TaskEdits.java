package io.fanfare.planning;

import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Records;
import io.fanfare.kernel.Refused;
import io.fanfare.planning.TaskLinks.Predecessor;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Creates and changes tasks, with everything that follows from it. */
@Component
class TaskEdits {
    private final TaskStore store;
    private final TaskLinks links;
    private final TaskChanges changes;
    private final TeamStore team;
    private final Assigner assigner;
    private final Campaigns campaigns;
    private final Now now;

    TaskEdits(
            TaskStore store,
            TaskLinks links,
            TaskChanges changes,
            TeamStore team,
            Assigner assigner,
            Campaigns campaigns,
            Now now) {
        this.store = store;
        this.links = links;
        this.changes = changes;
        this.team = team;
        this.assigner = assigner;
        this.campaigns = campaigns;
        this.now = now;
    }

    Task create(TaskDetails details) {
        requireKnown(details, null);
        var task = store.insert(details, Task.Course.created().to(details.status(), now.instant()));
        links.replace(task, details.dependsOn());
        changes.task(task, null, details);
        if (task.assigneeId() != null) changes.assigned(task);
        return details.assignsItself() ? assigned(task) : task;
    }

    Task change(Task before, TaskDetails known, TaskDetails details) {
        requireKnown(details, known);
        before.requireMove(details.status());
        boolean linked = !details.dependsOn().equals(known.dependsOn());
        if (!Objects.equals(details.campaignId(), before.campaignId())) requireUnlinked(before, details);
        var after = store.update(before.id(), details, before.course().to(details.status(), now.instant()));
        if (linked) links.replace(after, details.dependsOn());
        if (starts(before, after)) requireReady(after);
        changes.task(after, known, details);
        if (after.assigneeId() != null && !after.assigneeId().equals(before.assigneeId())) changes.assigned(after);
        if (after.status() == Task.Status.DONE && before.status() != Task.Status.DONE) after = finished(after);
        return details.assignsItself() ? assigned(after) : after;
    }

    private static boolean starts(Task before, Task after) {
        return after.status() == Task.Status.IN_PROGRESS
                && (before.status() == Task.Status.TODO || before.status() == Task.Status.BLOCKED);
    }

    private void requireReady(Task task) {
        var before = links.before(List.of(task.id())).stream()
                .filter(Predecessor::waits)
                .toList();
        if (before.isEmpty()) return;
        throw Refused.conflict(
                        "task_waits",
                        "This task waits for " + before.size() + (before.size() == 1 ? " task" : " tasks")
                                + " that must be done first: "
                                + String.join(
                                        ", ",
                                        before.stream().map(Predecessor::title).toList()) + ".")
                .with(
                        "blockedBy",
                        before.stream()
                                .map(link -> new TaskAnswer.Predecessor(link.fromId(), link.title()))
                                .toList());
    }

    /** People whose tasks can start are notified, and a task that repeats passes its rule on to the next one. */
    private Task finished(Task task) {
        changes.unblocked(store.all(links.after(task.id())), task);
        var repeat = task.repeat();
        if (repeat == null || task.dueDate() == null || !repeat.covers(repeat.after(task.dueDate()))) return task;
        var details = TaskDetails.of(task, List.of());
        create(Records.with(
                details,
                "status",
                Task.Status.TODO,
                "start",
                task.startDate() == null ? null : repeat.after(task.startDate()),
                "due",
                repeat.after(task.dueDate()),
                "actualHours",
                BigDecimal.ZERO,
                "checklist",
                details.checklist().stream().map(Task.ChecklistItem::open).toList()));
        return store.stopRepeating(task.id());
    }

    private Task assigned(Task task) {
        assigner.assign(task);
        return store.find(task.id()).orElseThrow();
    }

    private void requireKnown(TaskDetails details, @Nullable TaskDetails known) {
        if (details.campaignId() != null
                && (known == null || !details.campaignId().equals(known.campaignId())))
            campaigns.get(details.campaignId());
        var assignee = details.assignee();
        if (assignee == null || (known != null && assignee.equals(known.assignee()))) return;
        if (team.find(assignee).isEmpty()) throw Refused.invalid("assignee", "must be the id of a team member");
    }

    /** Links hold tasks of one campaign together. */
    private void requireUnlinked(Task task, TaskDetails details) {
        if (!details.dependsOn().isEmpty() || links.linked(task.id()))
            throw Refused.invalid("campaignId", "can't change while the task depends on others or others depend on it");
    }
}
