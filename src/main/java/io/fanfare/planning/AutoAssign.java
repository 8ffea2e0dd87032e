package io.fanfare.planning;

import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.LongComputation;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import io.fanfare.kernel.Transactions;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Objects;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Assigns tasks automatically. */
@RestController
@RequestMapping("/api/tasks/auto-assign")
class AutoAssign {
    private static final int MOST = 500;

    private final Assigner assigner;
    private final TaskStore tasks;
    private final Campaigns campaigns;
    private final Transactions transactions;

    AutoAssign(Assigner assigner, TaskStore tasks, Campaigns campaigns, Transactions transactions) {
        this.assigner = assigner;
        this.tasks = tasks;
        this.campaigns = campaigns;
        this.transactions = transactions;
    }

    /**
     * Assigns open tasks without an assignee to members of the team: those of a campaign, those in {@code taskIds}, or all (at most 500).
     * A member needs the skills of the task at their levels, working time, enough free hours and fewer than {@code maxConcurrent} tasks
     * in progress; open tasks that they have already take their time first, so no one is overloaded. Of the plans that keep to this, it takes
     * one with high scores that finishes early. {@code score} is the weighted sum of {@code deadline} (1 if the task ends by its due
     * date, 0 if it is late by its own length), {@code balance} (1 minus the share of the working time that is assigned then) and
     * {@code continuity} (the share of the campaign's tasks that the member has). Tasks that wait for others come after them.
     * {@code maxUtilization} leaves a part of everyone's time free. The same seed gives the same result. A task that fits no member is in
     * {@code unassigned}, with the reason for each member.
     */
    @PostMapping
    @Tool(value = Tool.Set.PLANNING, common = true, destructive = true)
    @Allow(value = "plan.write", outside = true)
    AssignmentResult autoAssignTasks(@RequestBody @Valid AssignmentRequest request) {
        var assignment = transactions.read(() -> assigner.prepare(wanted(request), request));
        var result = LongComputation.run(assignment::solve);
        if (request.commits()) transactions.write(() -> assigner.store(result));
        return result;
    }

    private List<Task> wanted(AssignmentRequest request) {
        if (request.campaignId() != null) campaigns.get(request.campaignId());
        if (request.taskIds() == null) return tasks.unassigned(request.campaignId(), MOST);
        var found = tasks.all(request.taskIds());
        if (found.size() < request.taskIds().stream().distinct().count())
            throw Refused.invalid("taskIds", "must be the ids of tasks of this workspace");
        return found.stream()
                .filter(task -> task.assigneeId() == null && task.status() == Task.Status.TODO)
                .filter(task -> request.campaignId() == null || Objects.equals(task.campaignId(), request.campaignId()))
                .toList();
    }
}
