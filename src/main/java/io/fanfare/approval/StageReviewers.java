package io.fanfare.approval;

import io.fanfare.approval.DelegationStore.Delegation;
import io.fanfare.approval.ReviewDetails.EligiblePerson;
import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.identity.Members;
import io.fanfare.identity.StageRole;
import io.fanfare.identity.Workspace;
import io.fanfare.identity.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who may decide in a stage, and by when. */
@Component
class StageReviewers {
    private static final String DECIDE = "approval.decide";
    private static final Map<String, Double> FACTORS = Map.of("urgent", 0.5, "high", 0.75);

    private final Members members;
    private final Workspaces workspaces;
    private final ReviewerHours hours;
    private final StandIns standIns;

    StageReviewers(Members members, Workspaces workspaces, ReviewerHours hours, StandIns standIns) {
        this.members = members;
        this.workspaces = workspaces;
        this.hours = hours;
        this.standIns = standIns;
    }

    /** Who sits where in the workspace now; read once for many stages. */
    class Seats {
        private final List<UUID> able = members.with(DECIDE);
        private final boolean ownWork = selfApproval();
        private final Map<StageRole, List<UUID>> ofRoles = new EnumMap<>(StageRole.class);
        private final List<Delegation> away = standIns.active();

        /** With {@code guests}, those who have a link to the review. */
        Panel panel(int position, PolicyStage terms, Scope scope, List<Panel.Guest> guests) {
            var seated = seated(terms);
            return new Panel(
                    position,
                    terms,
                    seated,
                    Panel.standIns(seated, StandIns.of(away, scope, able)),
                    terms.role() == StageRole.EXTERNAL ? guests : List.of(),
                    ownWork);
        }

        private List<UUID> seated(PolicyStage stage) {
            var role = stage.role();
            if (role != null) return ofRoles.computeIfAbsent(role, any -> members.with(DECIDE, role));
            return stage.people().isEmpty()
                    ? able
                    : stage.people().stream().distinct().filter(able::contains).toList();
        }
    }

    Seats seats() {
        return new Seats();
    }

    /** Those who wrote none of these items, unless the only member of the workspace may approve own work. */
    List<UUID> of(Panel panel, ScopeState state, Collection<ItemRow> items) {
        return panel.people().stream()
                .filter(person ->
                        panel.mayApprove(person, one -> items.stream().anyMatch(item -> state.writtenBy(item, one))))
                .toList();
    }

    List<EligiblePerson> named(Collection<UUID> people) {
        if (people.isEmpty()) return List.of();
        var names = members.people(people);
        return people.stream()
                .map(id -> new EligiblePerson(id, names.getOrDefault(id, "")))
                .toList();
    }

    boolean selfApproval() {
        return workspaces.current().selfApproval() == Workspace.SelfApproval.WHILE_ALONE && members.count() == 1;
    }

    /** When a stage that opens at an instant is due: once as many people as it needs have had the time in their working hours. */
    Instant deadline(
            PolicyStage stage, Collection<UUID> people, Instant opens, Review.Urgency urgency, String priority) {
        var work =
                Duration.ofMinutes(Math.round(60 * Math.max(1, stage.hours() * urgency.factor() * factor(priority))));
        if (people.isEmpty()) return hours.usual(opens, work);
        var ends = hours.after(people, opens, work).values().stream().sorted().toList();
        return ends.get(Math.min(ends.size(), stage.how().needed(ends.size())) - 1);
    }

    private static double factor(String priority) {
        return FACTORS.getOrDefault(priority, 1.0);
    }
}
