package io.fanfare.approval;

import io.fanfare.identity.Members;
import io.fanfare.identity.StageRole;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** To whom reviews are escalated. */
@Component
class EscalationPeople {
    private static final String DECIDE = "approval.decide";

    private final Members members;

    EscalationPeople(Members members) {
        this.members = members;
    }

    /** The owners and admins. */
    Set<UUID> managers() {
        return new HashSet<>(members.with("member.manage"));
    }

    /** Those who may decide on approvals. */
    Set<UUID> deciders() {
        return Set.copyOf(members.with(DECIDE));
    }

    /** The people that a policy names; the managers if none of them is a member any more. */
    Set<UUID> of(List<String> named) {
        var people = new HashSet<UUID>();
        for (String name : named)
            if (name.equals(Escalation.MANAGERS)) people.addAll(managers());
            else
                role(name).ifPresentOrElse(role -> people.addAll(members.with(DECIDE, role)), () -> members.find(
                                UUID.fromString(name))
                        .ifPresent(member -> people.add(member.id())));
        return people.isEmpty() ? managers() : people;
    }

    /** Whether a name is {@code managers}, a stage role or a member. */
    boolean isKnown(String name) {
        if (name.equals(Escalation.MANAGERS) || role(name).isPresent()) return true;
        try {
            return members.find(UUID.fromString(name)).isPresent();
        } catch (IllegalArgumentException notAnId) {
            return false;
        }
    }

    private static Optional<StageRole> role(String name) {
        return Arrays.stream(StageRole.values())
                .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
