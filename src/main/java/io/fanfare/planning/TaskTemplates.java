package io.fanfare.planning;

import io.fanfare.campaign.Campaign;
import io.fanfare.planning.TaskLinks.TaskLink;
import io.fanfare.planning.Timeline.Milestone;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tasks of campaigns as templates hold them, for later rooms. */
@Component
public class TaskTemplates {
    private final TaskStore tasks;
    private final TaskLinks links;
    private final TimelineStore timelines;

    TaskTemplates(TaskStore tasks, TaskLinks links, TimelineStore timelines) {
        this.tasks = tasks;
        this.links = links;
        this.timelines = timelines;
    }

    /** The tasks of a type of campaign. */
    public static List<TemplateTask> named(String type) {
        return TimelineTemplate.named(type).steps().stream()
                .map(step -> TemplateTask.of(step, step.days()))
                .toList();
    }

    /** The timeline of a campaign, if it has one. */
    public Optional<Timeline> timeline(UUID campaign) {
        return timelines.find(campaign);
    }

    /** The tasks of a campaign without those that are canceled; due dates count from {@code launch}. */
    public List<TemplateTask> of(Campaign campaign, LocalDate launch) {
        var open = tasks.ofCampaign(campaign.id()).stream()
                .filter(task -> task.status() != Task.Status.CANCELLED)
                .toList();
        var keys = new HashMap<UUID, String>();
        open.forEach(task -> keys.put(task.id(), "task" + (keys.size() + 1)));
        var milestones =
                timelines.milestones(campaign.id()).stream().collect(Collectors.toMap(Milestone::id, Milestone::name));
        var before = links.among(keys.keySet()).stream().collect(Collectors.groupingBy(TaskLink::toId));
        return open.stream()
                .map(task -> new TemplateTask(
                        Objects.requireNonNull(keys.get(task.id())),
                        task.title(),
                        task.description(),
                        task.kind(),
                        task.milestoneId() == null ? null : milestones.get(task.milestoneId()),
                        task.priority(),
                        task.durationDays(),
                        task.estimateHours(),
                        task.estimateLow(),
                        task.estimateHigh(),
                        due(task, launch),
                        task.skills(),
                        task.checklist().stream().map(Task.ChecklistItem::text).toList(),
                        task.tags(),
                        after(before.getOrDefault(task.id(), List.of()), keys)))
                .toList();
    }

    private static @Nullable Integer due(Task task, LocalDate launch) {
        return task.dueDate() == null || task.duePlanned()
                ? null
                : Math.toIntExact(ChronoUnit.DAYS.between(launch, task.dueDate()));
    }

    private static List<TemplateTask.After> after(List<TaskLink> links, Map<UUID, String> keys) {
        return links.stream()
                .map(link -> new TemplateTask.After(
                        Objects.requireNonNull(keys.get(link.fromId())), link.type(), link.lagDays()))
                .toList();
    }
}
