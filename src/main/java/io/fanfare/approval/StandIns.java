package io.fanfare.approval;

import io.fanfare.approval.DelegationStore.Delegation;
import io.fanfare.kernel.Now;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Who decides for whom now. */
@Component
class StandIns {
    private final DelegationStore store;
    private final ReviewerHours hours;
    private final Now now;

    StandIns(DelegationStore store, ReviewerHours hours, Now now) {
        this.store = store;
        this.hours = hours;
        this.now = now;
    }

    /** Today where a person is. */
    LocalDate today(UUID person) {
        return LocalDate.ofInstant(
                now.instant(),
                Objects.requireNonNull(hours.zones(List.of(person)).get(person)));
    }

    /** The delegations of this moment. */
    List<Delegation> active() {
        // Somewhere it may still be the day before.
        var all = store.after(LocalDate.ofInstant(now.instant(), ZoneOffset.UTC).minusDays(1));
        if (all.isEmpty()) return all;
        var zones = hours.zones(all.stream().map(Delegation::personId).toList());
        return all.stream().filter(one -> one.isOn(today(one, zones))).toList();
    }

    /** A person, and those they decide for now. */
    List<UUID> with(UUID person) {
        return Stream.concat(
                        Stream.of(person),
                        active().stream()
                                .filter(one -> one.delegateId().equals(person))
                                .map(Delegation::personId))
                .toList();
    }

    private LocalDate today(Delegation one, Map<UUID, ZoneId> zones) {
        return LocalDate.ofInstant(now.instant(), Objects.requireNonNull(zones.get(one.personId())));
    }

    /**
     * Who of these may decide for each person in a scope. A delegate who is away is followed by their own, so that someone is
     * there.
     */
    static Map<UUID, Set<UUID>> of(List<Delegation> active, Scope scope, Collection<UUID> able) {
        var next = new HashMap<UUID, UUID>();
        active.stream().filter(one -> one.covers(scope)).forEach(one -> next.put(one.personId(), one.delegateId()));
        var found = new HashMap<UUID, Set<UUID>>();
        for (var person : next.keySet()) {
            var delegates = new LinkedHashSet<UUID>();
            for (var at = next.get(person); at != null && !at.equals(person) && delegates.add(at); ) at = next.get(at);
            delegates.retainAll(able);
            found.put(person, delegates);
        }
        return found;
    }
}
