package io.fanfare.planning;

import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Operations;
import io.fanfare.planning.TaskLinks.Predecessor;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Adds to tasks what is derived: what they wait for, whether they are overdue, names, and what the caller may do. */
@Component
class TaskAnswers {
    private final TaskLinks links;
    private final TaskCommentStore comments;
    private final TeamStore team;
    private final TeamMemberAnswers members;
    private final Campaigns campaigns;
    private final Operations operations;

    TaskAnswers(
            TaskLinks links,
            TaskCommentStore comments,
            TeamStore team,
            TeamMemberAnswers members,
            Campaigns campaigns,
            Operations operations) {
        this.links = links;
        this.comments = comments;
        this.team = team;
        this.members = members;
        this.campaigns = campaigns;
        this.operations = operations;
    }

    LocalDate today() {
        return members.today();
    }

    String zone() {
        return members.zone();
    }

    TaskAnswer of(Task task) {
        return of(List.of(task)).getFirst();
    }

    List<TaskAnswer> of(List<Task> tasks) {
        if (tasks.isEmpty()) return List.of();
        var ids = tasks.stream().map(Task::id).toList();
        var before = links.before(ids).stream().collect(Collectors.groupingBy(Predecessor::toId));
        var people =
                team
                        .all(tasks.stream()
                                .map(Task::assigneeId)
                                .filter(Objects::nonNull)
                                .collect(Collectors.toSet()))
                        .stream()
                        .collect(Collectors.toMap(TeamMember::id, TeamMember::name));
        var names = campaigns.names(
                tasks.stream().map(Task::campaignId).filter(Objects::nonNull).collect(Collectors.toSet()));
        var about = new About(people, names, comments.counts(ids));
        var today = today();
        return tasks.stream()
                .map(task -> answer(task, before.getOrDefault(task.id(), List.of()), about, today))
                .toList();
    }

    private record About(Map<UUID, String> people, Map<UUID, String> campaigns, Map<UUID, Integer> comments) {}

    private TaskAnswer answer(Task task, List<Predecessor> before, About about, LocalDate today) {
        boolean waits = task.status() == Task.Status.TODO || task.status() == Task.Status.BLOCKED;
        return new TaskAnswer(
                task.id(),
                task.campaignId(),
                task.campaignId() == null ? null : about.campaigns.get(task.campaignId()),
                task.title(),
                task.description(),
                task.kind(),
                task.status(),
                task.priority(),
                task.assigneeId(),
                task.assigneeId() == null ? null : about.people.get(task.assigneeId()),
                task.skills(),
                task.estimateHours(),
                task.estimateLow(),
                task.estimateHigh(),
                task.actualHours(),
                task.durationDays(),
                task.startDate(),
                task.dueDate(),
                task.startedAt(),
                task.completedAt(),
                before.stream().map(Predecessor::dependency).toList(),
                waits
                        ? before.stream()
                                .filter(Predecessor::waits)
                                .map(link -> new TaskAnswer.Predecessor(link.fromId(), link.title()))
                                .toList()
                        : List.of(),
                task.blockedReason(),
                task.milestoneId(),
                task.subject(),
                task.checklist(),
                task.tags(),
                task.pinned(),
                task.repeat(),
                task.overdue(today),
                task.overdue(today) && task.dueDate() != null
                        ? (int) ChronoUnit.DAYS.between(task.dueDate(), today)
                        : 0,
                task.critical(),
                about.comments.getOrDefault(task.id(), 0),
                task.version(),
                task.createdAt(),
                task.updatedAt(),
                operations.permitted(moves(task)));
    }

    private static List<String> moves(Task task) {
        var moves = new ArrayList<>(List.of("changeTask", "commentOnTask"));
        if (task.status() != Task.Status.IN_PROGRESS) moves.add("deleteTask");
        if (task.assigneeId() == null && task.status() == Task.Status.TODO) moves.add("autoAssignTasks");
        return moves;
    }
}
