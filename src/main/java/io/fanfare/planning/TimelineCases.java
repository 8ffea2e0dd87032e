package io.fanfare.planning;

import io.fanfare.campaign.Campaign;
import io.fanfare.campaign.Campaigns;
import io.fanfare.kernel.Refused;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads what the plan of a campaign is calculated from. */
@Component
class TimelineCases {
    private final TimelineStore store;
    private final TaskStore tasks;
    private final TaskLinks links;
    private final TeamStore team;
    private final TeamMemberAnswers members;
    private final Campaigns campaigns;

    TimelineCases(
            TimelineStore store,
            TaskStore tasks,
            TaskLinks links,
            TeamStore team,
            TeamMemberAnswers members,
            Campaigns campaigns) {
        this.store = store;
        this.tasks = tasks;
        this.links = links;
        this.team = team;
        this.members = members;
        this.campaigns = campaigns;
    }

    TimelineCase get(UUID campaignId) {
        var campaign = campaigns.get(campaignId);
        return of(campaign, store.find(campaignId).orElseThrow(TimelineCases::missing));
    }

    /** Locked until the transaction ends. */
    TimelineCase hold(UUID campaignId) {
        var campaign = campaigns.hold(campaignId);
        return of(campaign, store.lock(campaignId).orElseThrow(TimelineCases::missing));
    }

    private static Refused missing() {
        return Refused.missing("timeline_missing", "This campaign has no timeline. Create one.");
    }

    TimelineCase of(Campaign campaign, Timeline timeline) {
        // A canceled task takes no time and holds none up.
        List<Task> open = tasks.ofCampaign(campaign.id()).stream()
                .filter(task -> task.status() != Task.Status.CANCELLED)
                .toList();
        var ids = open.stream().map(Task::id).collect(Collectors.toSet());
        var people =
                team
                        .all(open.stream()
                                .map(Task::assigneeId)
                                .filter(Objects::nonNull)
                                .collect(Collectors.toSet()))
                        .stream()
                        .collect(Collectors.toMap(TeamMember::id, Function.identity()));
        return new TimelineCase(
                timeline, campaign, open, links.among(ids), people, store.milestones(campaign.id()), members.today());
    }
}
