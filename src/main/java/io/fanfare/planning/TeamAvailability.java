package io.fanfare.planning;

import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** When the people of the team work. */
@RestController
@RequestMapping("/api/team")
class TeamAvailability {
    private final TeamStore store;
    private final TeamMemberAnswers answers;
    private final TaskChanges changes;
    private final Workspaces workspaces;
    private final Operations operations;

    TeamAvailability(
            TeamStore store,
            TeamMemberAnswers answers,
            TaskChanges changes,
            Workspaces workspaces,
            Operations operations) {
        this.store = store;
        this.answers = answers;
        this.changes = changes;
        this.workspaces = workspaces;
        this.operations = operations;
    }

    /** A public holiday on which a person is off. */
    record PublicHoliday(LocalDate date, String name) {}

    /** When a person works, with the public holidays of the next twelve months. */
    record AvailabilityAnswer(
            String timeZone,
            @Nullable String country,
            WorkingWeek week,
            List<DayOff> daysOff,
            List<PublicHoliday> holidays,
            List<String> can) {}

    /** The availability of one person, when several are set together. */
    record MemberAvailability(
            @NotNull UUID memberId,
            @Nullable @Size(max = 100) String timeZone,
            @Nullable @Size(max = 2) String country,
            @Nullable @Valid WorkingWeek week,
            @Nullable @Size(max = 500) List<@NotNull @Valid DayOff> daysOff) {
        Availability availability() {
            return new Availability(timeZone, country, week, daysOff == null ? List.of() : daysOff).checked();
        }
    }

    record Availabilities(@NotNull @Size(max = 200) List<@NotNull @Valid MemberAvailability> items) {}

    /** What happened to the availability of one person. */
    record AvailabilityResult(
            UUID memberId, boolean ok, @Nullable String error) {}

    record AvailabilityResults(List<AvailabilityResult> items, int done, int failed) {}

    /**
     * Reads when a person works: their week, days off, and the public holidays of their country. Only the person, owners and admins read
     * the {@code note} of a day off; for others it is null.
     */
    @GetMapping("/{id}/availability")
    @Tool(Tool.Set.PLANNING)
    @Allow("plan.read")
    AvailabilityAnswer readAvailability(@PathVariable UUID id) {
        return answer(store.find(id).orElseThrow(Refused::notFound));
    }

    /**
     * Sets when a person works; what is left out returns to its default: Monday to Friday from 9 to 17 in the time zone of the workspace,
     * without days off. {@code country} (ISO 3166, e.g. DE) makes its public holidays days off. A day off with {@code share: 0.5} is
     * half a day, one with {@code share: 0} makes a public holiday a working day. People set their own availability, and those who manage the
     * team that of everyone; for others it is 403 {@code availability_private}. Notes that you can't read are kept.
     */
    @PutMapping("/{id}/availability")
    @Allow("plan.read")
    AvailabilityAnswer setAvailability(@PathVariable UUID id, @RequestBody @Valid Availability availability) {
        var member = store.lock(id);
        if (!member.visible())
            throw Refused.forbidden(
                    "availability_private", "Only the person and those who manage the team can change this.");
        return answer(set(member, availability.checked()));
    }

    /** Sets the availability of several people, as {@code setAvailability} does. An error in one does not stop the others. */
    @PutMapping("/availability")
    @Allow("team.manage")
    AvailabilityResults setAvailabilities(@RequestBody @Valid Availabilities availabilities) {
        var results = new ArrayList<AvailabilityResult>();
        for (var item : availabilities.items()) results.add(result(item));
        int done = (int) results.stream().filter(AvailabilityResult::ok).count();
        return new AvailabilityResults(results, done, results.size() - done);
    }

    private AvailabilityResult result(MemberAvailability item) {
        try {
            var availability = item.availability();
            var member = store.find(item.memberId()).orElseThrow(Refused::notFound);
            set(member, availability);
            return new AvailabilityResult(item.memberId(), true, null);
        } catch (Refused refused) {
            return new AvailabilityResult(item.memberId(), false, reason(refused));
        }
    }

    private static String reason(Refused refused) {
        return refused.more().get("errors") instanceof Map<?, ?> errors
                ? errors.entrySet().stream()
                        .map(error -> error.getKey() + " " + error.getValue())
                        .sorted()
                        .findFirst()
                        .orElse(refused.sentence())
                : refused.sentence();
    }

    private TeamMember set(TeamMember before, Availability availability) {
        String zone = availability.timeZone() == null ? workspaces.current().timeZone() : availability.timeZone();
        var kept = before.confides() ? availability : availability.keepingNotes(before.daysOff());
        var after = store.setAvailability(before.id(), kept, zone);
        // Many people read the audit trail.
        changes.team(
                after,
                before.availability().withoutNotes(),
                after.availability().withoutNotes());
        return after;
    }

    private AvailabilityAnswer answer(TeamMember member) {
        var today = answers.today();
        var holidays = member.availability().holidays(today, today.plusYears(1)).entrySet().stream()
                .map(day -> new PublicHoliday(day.getKey(), day.getValue()))
                .toList();
        return new AvailabilityAnswer(
                member.timeZone(),
                member.country(),
                member.week(),
                member.confides()
                        ? member.daysOff()
                        : member.availability().withoutNotes().daysOff(),
                holidays,
                member.visible() ? operations.permitted(List.of("setAvailability")) : List.of());
    }
}
