package io.fanfare.planning;

import io.fanfare.planning.TaskStore.Worked;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the active people of the team used their time, for dashboards. */
@Component
public class TeamTime {
    private final TeamStore team;
    private final TaskStore tasks;

    TeamTime(TeamStore team, TaskStore tasks) {
        this.team = team;
        this.tasks = tasks;
    }

    /** The hours that everyone could work on a day, and those recorded on the tasks that were finished on it. */
    public record DayTime(LocalDate date, double capacityHours, double workedHours) {}

    /** Of each day; with {@code campaigns}, only the work on their tasks counts. */
    public List<DayTime> of(LocalDate from, LocalDate to, String timeZone, @Nullable Collection<UUID> campaigns) {
        var members = team.active();
        var ids = members.stream().map(TeamMember::id).collect(Collectors.toSet());
        var calendars = members.stream()
                .map(member -> member.availability().calendar(member.timeZone(), from, to))
                .toList();
        var worked = tasks.worked(from, to, timeZone, campaigns).stream()
                .filter(each -> ids.contains(each.member()))
                .collect(Collectors.groupingBy(Worked::day, Collectors.summingDouble(Worked::hours)));
        return from.datesUntil(to.plusDays(1))
                .map(day -> new DayTime(
                        day,
                        calendars.stream()
                                        .mapToLong(calendar -> calendar.on(day).toMinutes())
                                        .sum()
                                / 60.0,
                        worked.getOrDefault(day, 0.0)))
                .toList();
    }
}
