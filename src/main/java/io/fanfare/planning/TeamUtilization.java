package io.fanfare.planning;

import io.fanfare.campaign.CampaignChoice;
import io.fanfare.campaign.CampaignLines;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Tool;
import io.fanfare.planning.TaskStore.Worked;
import io.fanfare.planning.TeamWorkload.MemberWorkload;
import io.fanfare.planning.TeamWorkload.WorkloadCell;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How much of everyone's time is assigned. */
@RestController
@RequestMapping("/api/dashboard/team-utilization")
class TeamUtilization {
    private static final int WEEK = 7;

    private final TeamWorkload workload;
    private final TaskStore tasks;
    private final Workspaces workspaces;
    private final CampaignLines lines;

    TeamUtilization(TeamWorkload workload, TaskStore tasks, Workspaces workspaces, CampaignLines lines) {
        this.lines = lines;
        this.workload = workload;
        this.tasks = tasks;
        this.workspaces = workspaces;
    }

    /** Hours that can be worked and are assigned; {@code utilization} is null without working time. */
    record WeekHours(
            LocalDate from,
            double capacityHours,
            double assignedHours,
            @Nullable Double utilization) {}

    /** A person. {@code actualHours} are those recorded on their tasks that they finished in the period. */
    record MemberUtilization(
            UUID memberId,
            String name,
            double capacityHours,
            double assignedHours,
            double actualHours,
            @Nullable Double utilization,
            List<WeekHours> weeks,
            Load.State state) {}

    /** Everyone together. */
    record TeamHours(
            double capacityHours,
            double assignedHours,
            double actualHours,
            @Nullable Double utilization) {}

    record Utilization(LocalDate from, LocalDate to, List<MemberUtilization> items, TeamHours team) {}

    /**
     * Reads how much of everyone's time is assigned from one day to another (default: the next 28 days, at most 100), in total and in
     * weeks that start with the first day. The hours of tasks are spread as in {@code readWorkload}, with the same filters.
     */
    @GetMapping
    @Tool(Tool.Set.PLANNING)
    @Allow("plan.read")
    Utilization readTeamUtilization(WorkloadQuery query, CampaignChoice choice) {
        var campaigns = lines.ids(choice);
        var days = workload.of(query, campaigns);
        var actual = tasks
                .worked(
                        days.days().getFirst(),
                        days.days().getLast(),
                        workspaces.current().timeZone(),
                        campaigns)
                .stream()
                .collect(Collectors.groupingBy(Worked::member, Collectors.summingDouble(Worked::hours)));
        var items = days.items().stream()
                .map(member -> of(member, actual.getOrDefault(member.memberId(), 0.0)))
                .toList();
        double capacity =
                items.stream().mapToDouble(MemberUtilization::capacityHours).sum();
        double assigned =
                items.stream().mapToDouble(MemberUtilization::assignedHours).sum();
        double worked =
                items.stream().mapToDouble(MemberUtilization::actualHours).sum();
        return new Utilization(
                days.days().getFirst(),
                days.days().getLast(),
                items,
                new TeamHours(
                        Load.rounded(capacity),
                        Load.rounded(assigned),
                        Load.rounded(worked),
                        share(assigned, capacity)));
    }

    private static MemberUtilization of(MemberWorkload member, double actual) {
        double capacity = hours(member.cells(), true);
        double assigned = hours(member.cells(), false);
        var weeks = new ArrayList<WeekHours>();
        for (int at = 0; at < member.cells().size(); at += WEEK) {
            var cells = member.cells()
                    .subList(at, Math.min(at + WEEK, member.cells().size()));
            weeks.add(new WeekHours(
                    cells.getFirst().date(),
                    hours(cells, true),
                    hours(cells, false),
                    share(hours(cells, false), hours(cells, true))));
        }
        return new MemberUtilization(
                member.memberId(),
                member.name(),
                capacity,
                assigned,
                Load.rounded(actual),
                share(assigned, capacity),
                weeks,
                Load.state(assigned, capacity));
    }

    private static double hours(List<WorkloadCell> cells, boolean capacity) {
        return Load.rounded(cells.stream()
                        .mapToLong(cell -> capacity ? cell.capacityMinutes() : cell.assignedMinutes())
                        .sum()
                / 60.0);
    }

    private static @Nullable Double share(double assigned, double capacity) {
        return capacity == 0 ? null : Load.rounded(assigned / capacity);
    }
}
