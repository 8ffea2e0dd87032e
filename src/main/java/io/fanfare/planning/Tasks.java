package io.fanfare.planning;

import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Versions;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tasks: what has to be done, who does it, and until when. */
@RestController
@RequestMapping("/api/tasks")
class Tasks {
    private final TaskStore store;
    private final TaskEdits edits;
    private final TaskLinks links;
    private final TaskAnswers answers;
    private final TaskChanges changes;
    private final TeamStore team;
    private final Campaigns campaigns;
    private final Inputs inputs;

    Tasks(
            TaskStore store,
            TaskEdits edits,
            TaskLinks links,
            TaskAnswers answers,
            TaskChanges changes,
            TeamStore team,
            Campaigns campaigns,
            Inputs inputs) {
        this.store = store;
        this.edits = edits;
        this.links = links;
        this.answers = answers;
        this.changes = changes;
        this.team = team;
        this.campaigns = campaigns;
        this.inputs = inputs;
    }

    /**
     * Lists tasks by due date, those without one last. Filters: {@code campaignId}, {@code campaignIds}, {@code assignee} (the id of a team member, {@code me}
     * or {@code none}), {@code status}, {@code open} (neither done nor canceled), {@code priority}, {@code overdue}, {@code blocked}
     * (blocked, or waiting for another task), {@code critical}, {@code dueFrom}, {@code dueTo}, {@code doneFrom}, {@code doneTo} (days of the workspace), {@code skill}, {@code tag} and
     * {@code q}, which finds any part of title and description. {@code sort} is one of due, priority, updatedAt and title, with a minus
     * for descending order. A task is overdue from the day after its due date, in the time zone of the workspace.
     */
    @GetMapping
    @Tool(value = Tool.Set.PLANNING, common = true)
    @Allow("plan.read")
    Page<TaskAnswer> listTasks(TaskQuery query) {
        var assignee = query.assigneeId();
        if (TaskQuery.ME.equals(query.assignee())) {
            var me = team.ofPerson(Current.get().person());
            if (me.isEmpty()) return Page.of(java.util.List.of(), 0, query.range());
            assignee = me.get().id();
        }
        var page = store.page(query, assignee, answers.today(), answers.zone());
        return new Page<>(answers.of(page.items()), page.total(), page.limit(), page.offset());
    }

    /**
     * Creates a task, in a campaign or in none. {@code dependsOn} lists the tasks that it waits for: {@code FS} (default) starts after
     * their finish, {@code SS} with their start, {@code FF} finishes after their finish and {@code SF} after their start, each with a
     * lag in working days. Tasks that wait for each other return 422 {@code task_cycle} with {@code cycle}. With
     * {@code repeat}, the next task is created when this one is done. With {@code autoAssign} it is assigned as
     * {@code autoAssignTasks} does, and stays without an assignee if it fits no member.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Tool(value = Tool.Set.PLANNING, common = true)
    @Allow("plan.write")
    TaskAnswer createTask(@RequestBody @Valid TaskDetails details) {
        hold(details.campaignId());
        return answers.of(edits.create(details.checked()));
    }

    /** Reads one task. */
    @GetMapping("/{id}")
    @Tool(Tool.Set.PLANNING)
    @Allow("plan.read")
    TaskAnswer readTask(@PathVariable UUID id) {
        return answers.of(store.find(id).orElseThrow(Refused::notFound));
    }

    /**
     * Changes a task by a JSON merge patch. With {@code version}, a task that has changed since then returns 409
     * {@code task_version_conflict}. {@code status} changes from todo to in_progress, blocked or cancelled; from in_progress to in_review,
     * done, blocked, todo or cancelled; from in_review to done, in_progress or cancelled; from blocked to todo, in_progress or
     * cancelled; from done to in_progress; and from cancelled to todo. Any other change returns 409
     * {@code task_transition_not_allowed} with {@code allowed}. A task whose predecessors are not done can't be started: 409
     * {@code task_waits} with {@code blockedBy}. {@code blocked} requires {@code blockedReason}.
     */
    @PatchMapping("/{id}")
    @Tool(value = Tool.Set.PLANNING, common = true)
    @Allow("plan.write")
    TaskAnswer changeTask(@PathVariable UUID id, @RequestBody Patch<TaskDetails> patch) {
        if (patch.names("dependsOn"))
            hold(store.find(id).orElseThrow(Refused::notFound).campaignId());
        var before = store.lock(id);
        Versions.expect(patch, before.version(), "task");
        var known = TaskDetails.of(before, links.of(id));
        return answers.of(edits.change(
                before, known, patch.onto(known, TaskDetails.class, inputs).checked()));
    }

    /**
     * Deletes a task. The tasks that it waited for are linked with those that waited for it. A task that is in progress returns 409
     * {@code task_in_progress}.
     */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Tool(Tool.Set.PLANNING)
    @Allow("plan.write")
    void deleteTask(@PathVariable UUID id) {
        var task = store.lock(id);
        if (task.status() == Task.Status.IN_PROGRESS)
            throw Refused.conflict(
                    "task_in_progress",
                    "This task is in progress. Finish it, or move it back to todo, before you delete it.");
        var details = TaskDetails.of(task, links.of(id));
        links.bridge(id);
        store.delete(id);
        changes.task(task, details, null);
    }

    /** Two changes of dependencies in one campaign, each fine by itself, could make a cycle. */
    private void hold(@Nullable UUID campaign) {
        if (campaign != null) campaigns.hold(campaign);
    }
}
