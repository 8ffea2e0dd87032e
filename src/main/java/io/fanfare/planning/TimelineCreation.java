package io.fanfare.planning;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Refused;
import io.fanfare.planning.TaskLinks.TaskLink;
import io.fanfare.planning.Timeline.Milestone;
import io.fanfare.planning.TimelineStore.Membership;
import io.fanfare.planning.TimelineStore.NewAnchor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
        var timeline = store.insert(
                campaignId,
                new NewAnchor(template == null ? null : template.name(), request.fixed(), date, request.planned()));
        campaigns.timelineAdded(campaignId);
        if (template != null) fill(campaign, template, request.paced());
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

    private void fill(Campaign campaign, TimelineTemplate template, boolean paced) {
        var milestones = store.addMilestones(campaign.id(), template.milestones()).stream()
                .collect(Collectors.toMap(Milestone::name, Milestone::id));
        var ids = new HashMap<String, UUID>();
        var memberships = new ArrayList<Membership>();
        var added = new ArrayList<TaskLink>();
        for (var step : template.steps()) {
            var task = edits.create(details(campaign, step, step.days(campaign.priority(), paced)));
            ids.put(step.key(), task.id());
            memberships.add(new Membership(task.id(), Objects.requireNonNull(milestones.get(step.milestone()))));
            for (String before : step.after())
                added.add(new TaskLink(Objects.requireNonNull(ids.get(before)), task.id(), Link.Type.FS, 0));
        }
        store.setMilestones(memberships);
        links.insert(added);
    }

    private static TaskDetails details(Campaign campaign, TimelineTemplate.Step step, int days) {
        return new TaskDetails(
                step.title(),
                campaign.id(),
                null,
                step.kind(),
                Task.Status.TODO,
                campaign.priority(),
                null,
                List.of(),
                null,
                null,
                null,
                BigDecimal.ZERO,
                days,
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                false,
                null,
                null);
    }
}
