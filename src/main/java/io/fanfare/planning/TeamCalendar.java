package io.fanfare.planning;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.SignedToken;
import io.fanfare.kernel.Transactions;
import io.fanfare.outbox.ICalendar;
import io.fanfare.outbox.ICalendar.Days;
import io.fanfare.planning.Load.OpenTask;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The tasks and days off of a person, as other calendars read them. */
@RestController
class TeamCalendar {
    static final String PURPOSE = "team-calendar";

    private static final MediaType TYPE = new MediaType("text", "calendar", StandardCharsets.UTF_8);

    private final TeamStore team;
    private final TaskStore tasks;
    private final TeamMemberAnswers answers;
    private final SignedToken tokens;
    private final Transactions transactions;
    private final Now now;

    TeamCalendar(
            TeamStore team,
            TaskStore tasks,
            TeamMemberAnswers answers,
            SignedToken tokens,
            Transactions transactions,
            Now now) {
        this.team = team;
        this.tasks = tasks;
        this.answers = answers;
        this.tokens = tokens;
        this.transactions = transactions;
        this.now = now;
    }

    /**
     * Reads the calendar of a team member as iCalendar (RFC 5545): their open tasks on the days of the plan or on the due date, their days
     * off, and the public holidays of their country in the next twelve months. {@code t} is the signed token of {@code calendarUrl}; another one, or one of a
     * person who was removed, is 404.
     */
    @GetMapping("/api/team/{id}/calendar.ics")
    @Allow(value = "public", outside = true)
    ResponseEntity<String> readTeamCalendar(@PathVariable UUID id, @RequestParam @Nullable String t) {
        return Optional.ofNullable(t)
                .flatMap(token -> tokens.readIds(PURPOSE, token))
                .filter(ids -> ids.size() == 2 && ids.getLast().equals(id))
                .flatMap(ids -> Current.house(ids.getFirst(), "calendar")
                        .call(() -> transactions.read(() -> team.find(id).map(this::written))))
                .map(text -> ResponseEntity.ok()
                        .contentType(TYPE)
                        .header("Cache-Control", "private, max-age=300")
                        .header("Content-Disposition", "inline; filename=\"tasks.ics\"")
                        .body(text))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private String written(TeamMember member) {
        var today = answers.today();
        var calendar = new ICalendar(member.name(), now.instant());
        var open = tasks.openOf(List.of(member.id()));
        var titles = tasks.all(open.stream().map(OpenTask::id).toList()).stream()
                .collect(Collectors.toMap(Task::id, Function.identity()));
        for (var task : open) {
            var known = titles.get(task.id());
            if (known != null && (task.due() != null || task.plannedFinish() != null)) calendar.days(days(task, known));
        }
        for (var off : member.daysOff())
            if (off.share() > 0)
                calendar.days(new Days(
                        off.from() + "-" + member.id() + "@fanfare",
                        off.from(),
                        off.to(),
                        off.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        ""));
        member.availability()
                .holidays(today, today.plusYears(1))
                .forEach((day, name) ->
                        calendar.days(new Days("holiday-" + day + "-" + member.id() + "@fanfare", day, day, name, "")));
        return calendar.text();
    }

    /** On the days on which the plan has it, otherwise on its due date. */
    private static Days days(OpenTask task, Task known) {
        var to = task.plannedFinish() == null ? task.due() : task.plannedFinish();
        var last = to == null
                ? known.createdAt().atOffset(java.time.ZoneOffset.UTC).toLocalDate()
                : to;
        var from = task.plannedStart() == null || task.plannedStart().isAfter(last) ? last : task.plannedStart();
        return new Days(
                "task-" + task.id() + "@fanfare",
                from,
                last,
                known.title(),
                task.status().word().replace('_', ' ') + (task.due() == null ? "" : ", due " + task.due()));
    }
}
