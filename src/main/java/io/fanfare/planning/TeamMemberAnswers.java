package io.fanfare.planning;

import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.PlannedTime;
import io.fanfare.kernel.SignedToken;
import io.fanfare.planning.Load.OpenTask;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adds to team members what is derived: their load and what the caller may do. */
@Component
class TeamMemberAnswers {
    private static final List<String> CHANGES = List.of("changeTeamMember", "removeTeamMember", "setAvailability");

    private final TaskStore tasks;
    private final Workspaces workspaces;
    private final Operations operations;
    private final SignedToken tokens;
    private final BaseUrl base;
    private final Now now;

    TeamMemberAnswers(
            TaskStore tasks, Workspaces workspaces, Operations operations, SignedToken tokens, BaseUrl base, Now now) {
        this.tasks = tasks;
        this.workspaces = workspaces;
        this.operations = operations;
        this.tokens = tokens;
        this.base = base;
        this.now = now;
    }

    /** Today in the workspace. */
    LocalDate today() {
        return now.instant()
                .atZone(PlannedTime.zone(workspaces.current().timeZone()))
                .toLocalDate();
    }

    String zone() {
        return workspaces.current().timeZone();
    }

    TeamMemberAnswer of(TeamMember member) {
        return of(List.of(member)).getFirst();
    }

    List<TeamMemberAnswer> of(List<TeamMember> members) {
        if (members.isEmpty()) return List.of();
        var today = today();
        var open = tasks.openOf(members.stream().map(TeamMember::id).toList()).stream()
                .collect(Collectors.groupingBy(OpenTask::assignee));
        var can = operations.permitted(CHANGES);
        return members.stream()
                .map(member -> TeamMemberAnswer.of(
                        member,
                        calendarUrl(member),
                        load(member, today, open.getOrDefault(member.id(), List.of())),
                        member.visible()
                                ? can
                                : can.stream()
                                        .filter(operation -> !operation.equals("setAvailability"))
                                        .toList()))
                .toList();
    }

    private @Nullable String calendarUrl(TeamMember member) {
        if (!member.visible()) return null;
        return base.ofRequest() + "/api/team/" + member.id() + "/calendar.ics?t="
                + tokens.sign(TeamCalendar.PURPOSE, Current.get().workspace(), member.id());
    }

    static Load load(TeamMember member, LocalDate today, List<OpenTask> open) {
        var calendar = member.availability().calendar(member.timeZone(), today, Load.end(today));
        return Load.of(calendar, today, open);
    }
}
