package io.fanfare.planning;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.Refused;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the people of the team finished. */
@RestController
@RequestMapping("/api/team/{id}/performance")
class TeamPerformance {
    private static final int USUAL_DAYS = 90;
    private static final int MOST_DAYS = 1_100;

    private final TeamStore team;
    private final TaskStore tasks;
    private final TeamMemberAnswers answers;

    TeamPerformance(TeamStore team, TaskStore tasks, TeamMemberAnswers answers) {
        this.team = team;
        this.tasks = tasks;
        this.answers = answers;
    }

    /**
     * Reads what a person finished from one day to another (default: the last 90 days): how many tasks, how many by their due date, how
     * long they took, and how the hours compare with the estimates. Rates, medians and {@code efficiency} (estimated divided by actual
     * hours) are null under five tasks. Only the person and those who manage the team can read it; for others it is 403
     * {@code performance_private}.
     */
    @GetMapping
    @Allow("plan.read")
    Performance readPerformance(
            @PathVariable UUID id, @RequestParam @Nullable LocalDate from, @RequestParam @Nullable LocalDate to) {
        var member = team.find(id).orElseThrow(Refused::notFound);
        if (!member.visible())
            throw Refused.forbidden(
                    "performance_private", "Only the person and those who manage the team can see these figures.");
        var today = answers.today();
        var last = to == null ? today : to;
        var first = from == null ? last.minusDays(USUAL_DAYS - 1) : from;
        if (first.isAfter(last)) throw Refused.invalid("from", "must not be after to");
        if (first.plusDays(MOST_DAYS).isBefore(last))
            throw Refused.invalid("from", "must be within three years before to");
        var zone = PlannedTime.zone(member.timeZone());
        var finished = tasks.finished(
                id,
                first.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant());
        int overdue = (int) tasks.openOf(List.of(id)).stream()
                .filter(task -> task.due() != null && task.due().isBefore(today))
                .count();
        var calendar = member.availability().calendar(member.timeZone(), first.minusDays(MOST_DAYS), last);
        return Performance.of(first, last, calendar, finished, overdue);
    }
}
