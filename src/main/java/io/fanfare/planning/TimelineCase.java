package io.fanfare.planning;

import io.fanfare.campaign.Campaign;
import io.fanfare.planning.TaskLinks.TaskLink;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that a plan is calculated from. */
record TimelineCase(
        Timeline timeline,
        Campaign campaign,
        List<Task> tasks,
        List<TaskLink> links,
        Map<UUID, TeamMember> people,
        List<Timeline.Milestone> milestones,
        LocalDate today) {
    private static final int YEARS_BEFORE = 2;
    private static final int YEARS_AFTER = 6;

    /** When the campaign is worked on: Monday to Friday, without the public holidays of its country. */
    Availability availability() {
        return new Availability(campaign.timeZone(), timeline.country(), null, List.of());
    }

    WorkingDays calendar() {
        return days(availability());
    }

    /** The calendar of each person who has a task. */
    Map<UUID, WorkingDays> calendars() {
        var calendars = new HashMap<UUID, WorkingDays>();
        // Someone who never works would hold up the plan forever.
        people.forEach((id, member) -> {
            if (member.week().works()) calendars.put(id, days(member.availability()));
        });
        return calendars;
    }

    private WorkingDays days(Availability availability) {
        var from = timeline.anchorDate().minusYears(YEARS_BEFORE);
        var to = timeline.anchorDate().plusYears(YEARS_AFTER);
        return availability.calendar(campaign.timeZone(), from, to).days(timeline.anchorDate());
    }

    Map<UUID, Integer> positions() {
        var positions = new HashMap<UUID, Integer>();
        for (var task : tasks) positions.put(task.id(), positions.size());
        return positions;
    }

    @Nullable
    Integer point(@Nullable LocalDate date) {
        return date == null ? null : (int) date.toEpochDay();
    }
}
