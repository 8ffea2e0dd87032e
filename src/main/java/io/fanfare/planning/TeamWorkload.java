package io.fanfare.planning;

import io.fanfare.campaign.CampaignChoice;
import io.fanfare.campaign.CampaignLines;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import io.fanfare.planning.Load.OpenTask;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How busy the people of the team are, day by day. */
@RestController
@RequestMapping("/api/dashboard/workload")
class TeamWorkload {
    private static final int USUAL_DAYS = 28;
    private static final int MOST_DAYS = 100;

    private final TeamStore team;
    private final TaskStore tasks;
    private final TeamMemberAnswers answers;
    private final CampaignLines lines;

    TeamWorkload(TeamStore team, TaskStore tasks, TeamMemberAnswers answers, CampaignLines lines) {
        this.lines = lines;
        this.team = team;
        this.tasks = tasks;
        this.answers = answers;
    }

    /** What a person can work on a day, and what is left of their tasks for it. */
    record WorkloadCell(LocalDate date, long capacityMinutes, long assignedMinutes, List<UUID> taskIds) {}

    record MemberWorkload(UUID memberId, String name, List<WorkloadCell> cells) {}

    /** {@code unassigned} is the number of open tasks without an assignee. */
    record Workload(List<LocalDate> days, List<MemberWorkload> items, long unassigned) {}

    /**
     * Reads the workload of everyone in the team from one day to another (default: the next 28 days, at most 100). What is left of a task
     * is spread evenly over the working days of its person, from its start or today up to its due date; of a task that is late, it is all
     * on today. The filters are as in {@code readOverview} and choose the campaigns whose tasks count.
     */
    @GetMapping
    @Tool(Tool.Set.PLANNING)
    @Allow("plan.read")
    Workload readWorkload(WorkloadQuery query, CampaignChoice choice) {
        return of(query, lines.ids(choice));
    }

    /** With {@code campaigns}, only their tasks count. */
    Workload of(WorkloadQuery query, @Nullable Collection<UUID> campaigns) {
        var today = answers.today();
        var from = query.from() == null ? today : query.from();
        var to = query.to() == null ? from.plusDays(USUAL_DAYS - 1) : query.to();
        TimelineDetails.requireYear("from", from);
        TimelineDetails.requireYear("to", to);
        if (to.isBefore(from)) throw Refused.invalid("to", "must not be before from");
        if (!to.isBefore(from.plusDays(MOST_DAYS)))
            throw Refused.invalid("to", "must be within " + MOST_DAYS + " days after from");
        var members = team.list(new TeamQuery(null, null, true, null, null, null, null));
        var open = tasks.openOf(members.stream().map(TeamMember::id).toList()).stream()
                .filter(task -> campaigns == null || campaigns.contains(task.campaignId()))
                .collect(Collectors.groupingBy(OpenTask::assignee));
        var items = members.stream()
                .map(member -> of(member, open.getOrDefault(member.id(), List.of()), today, from, to))
                .toList();
        return new Workload(from.datesUntil(to.plusDays(1)).toList(), items, tasks.countUnassigned(campaigns));
    }

    private static MemberWorkload of(
            TeamMember member, List<OpenTask> open, LocalDate today, LocalDate from, LocalDate to) {
        var last = open.stream()
                .map(task -> task.last(today))
                .reduce(to, (one, other) -> one.isAfter(other) ? one : other);
        var first = from.isBefore(today) ? from : today;
        var calendar = member.availability().calendar(member.timeZone(), first, last);
        Map<LocalDate, Double> minutes = new HashMap<>();
        Map<LocalDate, List<UUID>> ids = new HashMap<>();
        for (var task : open) {
            var days = task.first(today)
                    .datesUntil(task.last(today).plusDays(1))
                    .filter(calendar::works)
                    .toList();
            // Someone who is off until the due date has it to do on that day all the same.
            if (days.isEmpty()) days = List.of(task.last(today));
            for (var day : days) {
                minutes.merge(day, task.hours() * 60 / days.size(), Double::sum);
                ids.computeIfAbsent(day, any -> new ArrayList<>()).add(task.id());
            }
        }
        var cells = from.datesUntil(to.plusDays(1))
                .map(day -> new WorkloadCell(
                        day,
                        calendar.on(day).toMinutes(),
                        Math.round(minutes.getOrDefault(day, 0.0)),
                        ids.getOrDefault(day, List.of())))
                .toList();
        return new MemberWorkload(member.id(), member.name(), cells);
    }
}
