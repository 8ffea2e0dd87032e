package io.fanfare.planning;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Refused;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who of the team is off when. */
@RestController
@RequestMapping("/api/team/absences")
class TeamAbsences {
    private static final int USUAL_DAYS = 28;
    private static final int MOST_DAYS = 366;

    private final TeamStore team;
    private final TeamMemberAnswers answers;

    TeamAbsences(TeamStore team, TeamMemberAnswers answers) {
        this.team = team;
        this.answers = answers;
    }

    /** Days on which someone is off, the first and the last included; {@code holiday} is the name of a public holiday. */
    record Absence(
            UUID memberId,
            String name,
            LocalDate from,
            LocalDate to,
            DayOff.Kind kind,
            double share,
            @Nullable String holiday) {}

    record AbsenceList(List<Absence> items) {}

    /**
     * Lists the days off and public holidays of everyone in the team that touch the days from one to another (default: the next 28 days,
     * at most 366), by their first day. Notes of days off are not part of it.
     */
    @GetMapping
    @Allow("plan.read")
    AbsenceList listAbsences(@RequestParam @Nullable LocalDate from, @RequestParam @Nullable LocalDate to) {
        var first = from == null ? answers.today() : from;
        var last = to == null ? first.plusDays(USUAL_DAYS - 1) : to;
        TimelineDetails.requireYear("from", first);
        TimelineDetails.requireYear("to", last);
        if (last.isBefore(first)) throw Refused.invalid("to", "must not be before from");
        if (!last.isBefore(first.plusDays(MOST_DAYS)))
            throw Refused.invalid("to", "must be within " + MOST_DAYS + " days after from");
        return new AbsenceList(team.list(new TeamQuery(null, null, true, null, null, null, null)).stream()
                .flatMap(member -> of(member, first, last))
                .sorted(Comparator.comparing(Absence::from)
                        .thenComparing(Absence::name)
                        .thenComparing(Absence::memberId))
                .toList());
    }

    private static Stream<Absence> of(TeamMember member, LocalDate first, LocalDate last) {
        var off = member.daysOff().stream()
                .filter(days -> days.share() > 0)
                .filter(days -> !days.to().isBefore(first) && !days.from().isAfter(last))
                .map(days -> new Absence(
                        member.id(), member.name(), days.from(), days.to(), days.kind(), days.share(), null));
        var holidays = member.availability().holidays(first, last).entrySet().stream()
                .map(day -> new Absence(
                        member.id(),
                        member.name(),
                        day.getKey(),
                        day.getKey(),
                        DayOff.Kind.PUBLIC_HOLIDAY,
                        1,
                        day.getValue()));
        return Stream.concat(off, holidays);
    }
}
