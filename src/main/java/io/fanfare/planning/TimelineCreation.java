package io.fanfare.planning;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Refused;
import io.fanfare.planning.TaskLinks.TaskLink;
import io.fanfare.planning.Timeline.Milestone;
import io.fanfare.planning.TimelineStore.Membership;
import io.fanfare.planning.TimelineStore.NewAnchor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the timeline of a campaign, with the tasks of a template. */
@Component
class TimelineCreation {
    private final TimelineStore store;
    private final TimelineCases cases;
    private final TimelineChanges changes;
    private final TaskEdits edits;
    private final TaskChanges tasks;
    private final TaskLinks links;
    private final Campaigns campaigns;

    TimelineCreation(
            TimelineStore store,
            TimelineCases cases,
            TimelineChanges changes,
            TaskEdits edits,
            TaskChanges tasks,
            TaskLinks links,
            Campaigns campaigns) {
        this.store = store;
        this.cases = cases;
        this.changes = changes;
        this.edits = edits;
        this.tasks = tasks;
        this.links = links;
        this.campaigns = campaigns;
    }

    TimelinePlan create(UUID campaignId, NewTimeline request) {
        var campaign = campaigns.hold(campaignId);
        var template = template(request, campaign);
        var date = request.date() == null ? campaign.startDate() : request.date();
        if (date == null)
            throw Refused.unprocessable(
                    "timeline_without_date", "A timeline needs a date. Send date, or give the campaign a start date.");
        TimelineDetails.requireYear("date", date);
        if (store.lock(campaignId).isPresent()) remove(campaign, request.replaces());
        return planned(
                campaign,
                new NewAnchor(template == null ? null : template.name(), request.fixed(), date, request.planned()),
                () -> fill(campaign, tasks(request, template, campaign)));
    }

    /** A campaign that has no timeline gets one, filled with tasks, and its plan. */
    TimelinePlan planned(Campaign campaign, NewAnchor anchor, Runnable filling) {
        var timeline = store.insert(campaign.id(), anchor);
        campaigns.timelineAdded(campaign.id());
        filling.run();
        var plan = new TimelinePlan(cases.of(campaign, timeline));
        changes.committed(plan, null, timeline);
        // The tasks have due dates now.
        return new TimelinePlan(cases.of(campaign, targeted(timeline, plan)));
    }

    /** What starts on a day has to end by the planned finish and its buffer; what ends on a day follows that day. */
    private Timeline targeted(Timeline timeline, TimelinePlan plan) {
        if (timeline.direction() == Timeline.Direction.BACKWARD
                || plan.network().size() == 0) return timeline;
        return store.setTarget(timeline.campaignId(), plan.targetDay());
    }

    private static @Nullable TimelineTemplate template(NewTimeline request, Campaign campaign) {
        if (request.tasks() != null) return null;
        if (request.template() == null) return TimelineTemplate.of(campaign.type());
        return request.template().equals(NewTimeline.NONE) ? null : TimelineTemplate.named(request.template());
    }

    private void remove(Campaign campaign, boolean replaces) {
        if (!replaces)
            throw Refused.conflict(
                    "timeline_exists",
                    "This campaign has a timeline. Change it, or send replace: true; tasks of its template that are not started are then deleted.");
        for (var task : store.delete(campaign.id())) {
            var details = TaskDetails.of(task, links.of(task.id()));
            links.bridge(task.id());
            tasks.task(task, details, null);
        }
    }

    private static List<TemplateTask> tasks(
            NewTimeline request, @Nullable TimelineTemplate template, Campaign campaign) {
        if (request.tasks() != null) return request.tasks();
        if (template == null) return List.of();
        return template.steps().stream()
                .map(step -> TemplateTask.of(step, step.days(campaign.priority(), request.paced())))
                .toList();
    }

    private void fill(Campaign campaign, List<TemplateTask> given) {
        var names = given.stream()
                .map(TemplateTask::milestone)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var milestones = store.addMilestones(campaign.id(), names).stream()
                .collect(Collectors.toMap(Milestone::name, Milestone::id));
        var ids = new HashMap<String, UUID>();
        var memberships = new ArrayList<Membership>();
        for (var each : given) {
            var task = edits.create(each.details(campaign).checked());
            ids.put(each.key(), task.id());
            if (each.milestone() != null)
                memberships.add(new Membership(task.id(), Objects.requireNonNull(milestones.get(each.milestone()))));
        }
        store.setMilestones(memberships);
        var added = new ArrayList<TaskLink>();
        for (var each : given) for (var after : each.links()) added.add(link(after, each, ids));
        links.insert(added);
        links.requireNoCycle(added);
    }

    private static TaskLink link(TemplateTask.After after, TemplateTask task, Map<String, UUID> ids) {
        return new TaskLink(
                Objects.requireNonNull(ids.get(after.key())),
                Objects.requireNonNull(ids.get(task.key())),
                after.type() == null ? Link.Type.FS : after.type(),
                after.lagDays() == null ? 0 : after.lagDays());
    }
}
