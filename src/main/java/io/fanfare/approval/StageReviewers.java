package io.fanfare.approval;

import io.fanfare.approval.ReviewDetails.EligiblePerson;
import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.identity.Members;
import io.fanfare.identity.Workspace;
import io.fanfare.identity.Workspaces;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who may decide in a stage, and by when. */
@Component
class StageReviewers {
    private static final String DECIDE = "approval.decide";

    private final Members members;
    private final Workspaces workspaces;
    private final ReviewerHours hours;

    StageReviewers(Members members, Workspaces workspaces, ReviewerHours hours) {
        this.members = members;
        this.workspaces = workspaces;
        this.hours = hours;
    }

    /** The members of a stage, whoever wrote the items. */
    List<UUID> of(PolicyStage stage) {
        if (stage.role() != null) return members.with(DECIDE, stage.role());
        var able = members.with(DECIDE);
        return stage.people().isEmpty()
                ? able
                : stage.people().stream().distinct().filter(able::contains).toList();
    }

    /** Those who wrote none of these items, unless the only member of the workspace may approve own work. */
    List<UUID> of(PolicyStage stage, ScopeState state, Collection<ItemRow> items) {
        if (selfApproval()) return of(stage);
        return of(stage).stream()
                .filter(person -> items.stream().noneMatch(item -> state.writtenBy(item, person)))
                .toList();
    }

    List<EligiblePerson> named(List<UUID> people) {
        var names = members.people(people);
        return people.stream()
                .map(id -> new EligiblePerson(id, names.getOrDefault(id, "")))
                .toList();
    }

    boolean selfApproval() {
        return workspaces.current().selfApproval() == Workspace.SelfApproval.WHILE_ALONE && members.count() == 1;
    }

    /** When a stage that opens at an instant is due: once as many people as it needs have had the time in their working hours. */
    Instant deadline(PolicyStage stage, List<UUID> people, Instant opens, Review.Urgency urgency, String priority) {
        var work =
                Duration.ofMinutes(Math.round(60 * Math.max(1, stage.hours() * urgency.factor() * factor(priority))));
        if (people.isEmpty()) return hours.usual(opens, work);
        var ends = hours.after(people, opens, work).values().stream().sorted().toList();
        return ends.get(Math.min(ends.size(), stage.how().needed(ends.size())) - 1);
    }

    private static final Map<String, Double> FACTORS = Map.of("urgent", 0.5, "high", 0.75);

    private static double factor(String priority) {
        return FACTORS.getOrDefault(priority, 1.0);
    }
}
