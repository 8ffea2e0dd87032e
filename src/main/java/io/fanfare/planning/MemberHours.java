package io.fanfare.planning;

import io.fanfare.approval.ReviewerHours;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.PlannedTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The working hours of members for the deadlines of reviews: those of the team, or Monday to Friday from 9 to 17. */
@Component
class MemberHours implements ReviewerHours {
    private static final int MOST_DAYS = 400;
    private static final Availability USUAL = new Availability(null, null, null, List.of());

    private final TeamStore team;
    private final Workspaces workspaces;

    MemberHours(TeamStore team, Workspaces workspaces) {
        this.team = team;
        this.workspaces = workspaces;
    }

    @Override
    public Map<UUID, Instant> after(Collection<UUID> people, Instant from, Duration work) {
        var ends = new HashMap<UUID, Instant>();
        var known = team.ofPeople(people);
        for (UUID person : people) ends.put(person, end(availability(known, person), from, work));
        return ends;
    }

    @Override
    public Instant usual(Instant from, Duration work) {
        return end(USUAL, from, work);
    }

    @Override
    public Map<UUID, ZoneId> zones(Collection<UUID> people) {
        String usual = workspaces.current().timeZone();
        var known = team.ofPeople(people);
        var zones = new HashMap<UUID, ZoneId>();
        for (UUID person : people)
            zones.put(
                    person,
                    PlannedTime.zone(Objects.requireNonNullElse(
                            availability(known, person).timeZone(), usual)));
        return zones;
    }

    private static Availability availability(Map<UUID, TeamMember> known, UUID person) {
        var member = known.get(person);
        return member == null ? USUAL : member.availability();
    }

    /** Someone who does not work at all within a year has the usual hours. */
    private Instant end(Availability availability, Instant from, Duration work) {
        String zone = workspaces.current().timeZone();
        var first = LocalDate.ofInstant(from, workspaces.current().zone()).minusDays(1);
        var last = first.plusDays(MOST_DAYS);
        return availability
                .calendar(zone, first, last)
                .after(from, work)
                .or(() -> USUAL.calendar(zone, first, last).after(from, work))
                .orElse(from);
    }
}
