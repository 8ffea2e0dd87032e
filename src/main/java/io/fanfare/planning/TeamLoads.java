package io.fanfare.planning;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The active people of the team and how busy they are, for dashboards. */
@Component
public class TeamLoads {
    /** From here on a person is full. */
    private static final double FULL = 0.9;

    private final TeamStore store;
    private final StoredLoads loads;
    private final TeamMemberAnswers answers;

    TeamLoads(TeamStore store, StoredLoads loads, TeamMemberAnswers answers) {
        this.store = store;
        this.loads = loads;
        this.answers = answers;
    }

    /** A person: whether they work today, the hours that they can work and have to do in the next four weeks, and their open tasks. */
    public record MemberLoad(
            UUID id,
            String name,
            @Nullable UUID personId,
            boolean works,
            double capacityHours,
            double assignedHours,
            int openTasks) {
        /** The part of their time that is assigned; null if they have none. */
        public @Nullable Double utilization() {
            return capacityHours == 0 ? null : Load.rounded(assignedHours / capacityHours);
        }

        public boolean full() {
            return assignedHours > 0 && assignedHours >= FULL * capacityHours;
        }
    }

    public List<MemberLoad> list() {
        var today = answers.today();
        var members = store.active();
        var stored = loads.of(members, today);
        return members.stream()
                .map(member -> {
                    var load = java.util.Objects.requireNonNull(stored.get(member.id()));
                    boolean works = member.availability()
                            .calendar(member.timeZone(), today, today)
                            .works(today);
                    return new MemberLoad(
                            member.id(),
                            member.name(),
                            member.personId(),
                            works,
                            load.capacityHours(),
                            load.assignedHours(),
                            load.openTasks());
                })
                .toList();
    }
}
