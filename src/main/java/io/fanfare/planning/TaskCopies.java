package io.fanfare.planning;

import io.fanfare.campaign.CampaignCopy;
import io.fanfare.campaign.CampaignCopy.Part;
import io.fanfare.campaign.CopiedWith;
import io.fanfare.planning.TaskLinks.TaskLink;
import io.fanfare.planning.TimelineStore.Membership;
import io.fanfare.planning.TimelineStore.NewAnchor;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Copies the tasks of a campaign that is cloned: to be done again, in a timeline of their own if the copy has dates. */
@Component
@Order(CopiedWith.TASKS)
class TaskCopies implements CopiedWith {
    private static final String KIND = "task";

    private final TaskStore store;
    private final TaskEdits edits;
    private final TaskLinks links;
    private final TimelineStore timelines;
    private final TimelineCreation creation;
    private final TeamStore team;

    TaskCopies(
            TaskStore store,
            TaskEdits edits,
            TaskLinks links,
            TimelineStore timelines,
            TimelineCreation creation,
            TeamStore team) {
        this.store = store;
        this.edits = edits;
        this.links = links;
        this.timelines = timelines;
        this.creation = creation;
        this.team = team;
    }

    @Override
    public void copy(CampaignCopy copy) {
        if (!copy.includes(Part.TASKS)) return;
        var tasks = store.ofCampaign(copy.from().id()).stream()
                .filter(task -> task.status() != Task.Status.CANCELLED)
                .toList();
        var ids = new HashMap<UUID, UUID>();
        for (var task : tasks) {
            var made = edits.create(details(task, copy));
            ids.put(task.id(), made.id());
            copy.copied(Part.TASKS, task.id(), made.id());
        }
        links.insert(links.among(ids.keySet()).stream()
                .map(link -> new TaskLink(of(ids, link.fromId()), of(ids, link.toId()), link.type(), link.lagDays()))
                .toList());
        timelines.find(copy.from().id()).ifPresent(timeline -> planned(timeline, tasks, ids, copy));
    }

    private void planned(Timeline timeline, List<Task> tasks, Map<UUID, UUID> ids, CampaignCopy copy) {
        var date = copy.moved(timeline.anchorDate());
        if (date == null) {
            copy.left("timeline", "Timeline", "It needs a date. Choose the first day of the copy to plan it.");
            return;
        }
        creation.planned(
                copy.to(),
                new NewAnchor(timeline.template(), timeline.anchor(), date, timeline.direction()),
                () -> timelines.setMilestones(memberships(tasks, ids, copy)));
    }

    private List<Membership> memberships(List<Task> tasks, Map<UUID, UUID> ids, CampaignCopy copy) {
        var known = timelines.milestones(copy.from().id());
        var made = timelines.addMilestones(
                copy.to().id(), known.stream().map(Timeline.Milestone::name).toList());
        var copies = new HashMap<UUID, UUID>();
        for (int i = 0; i < known.size(); i++)
            copies.put(known.get(i).id(), made.get(i).id());
        return tasks.stream()
                .filter(task -> task.milestoneId() != null && copies.containsKey(task.milestoneId()))
                .map(task -> new Membership(of(ids, task.id()), of(copies, Objects.requireNonNull(task.milestoneId()))))
                .toList();
    }

    private static UUID of(Map<UUID, UUID> ids, UUID original) {
        return Objects.requireNonNull(ids.get(original));
    }

    private TaskDetails details(Task task, CampaignCopy copy) {
        return new TaskDetails(
                task.title(),
                copy.to().id(),
                task.description(),
                task.kind(),
                Task.Status.TODO,
                task.priority(),
                assignee(task, copy),
                task.skills(),
                task.estimateHours(),
                task.estimateLow(),
                task.estimateHigh(),
                BigDecimal.ZERO,
                task.durationDays(),
                copy.moved(task.startDate()),
                task.duePlanned() ? null : copy.moved(task.dueDate()),
                List.of(),
                null,
                subject(task, copy),
                task.checklist().stream().map(Task.ChecklistItem::open).toList(),
                task.tags(),
                task.pinned() && copy.moved(task.startDate()) != null,
                null,
                null);
    }

    private @Nullable UUID assignee(Task task, CampaignCopy copy) {
        if (task.assigneeId() == null || !copy.includes(Part.ASSIGNEES)) return null;
        if (team.find(task.assigneeId()).isPresent()) return task.assigneeId();
        copy.left(KIND, task.title(), "Its person has left the team.");
        return null;
    }

    private static Task.@Nullable About subject(Task task, CampaignCopy copy) {
        var about = task.subject();
        if (about == null) return null;
        return copy.copyOf(about.id())
                .map(made -> new Task.About(about.kind(), made))
                .orElse(null);
    }
}
