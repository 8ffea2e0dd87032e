package io.fanfare.approval;

import io.fanfare.approval.DelegationStore.Delegation;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who decides on approvals for a person while they are away. */
@RestController
@RequestMapping("/api/approvals/delegation")
class Delegations {
    private static final String DECIDE = "approval.decide";

    private final DelegationStore store;
    private final Members members;
    private final StandIns standIns;
    private final Audit audit;

    Delegations(DelegationStore store, Members members, StandIns standIns, Audit audit) {
        this.store = store;
        this.members = members;
        this.standIns = standIns;
        this.audit = audit;
    }

    /**
     * Who decides for you from one day to another. Both days count, in your time zone. {@code scopes} limits it to some scopes;
     * without any it covers all of them.
     */
    record DelegationTerms(
            @Nullable UUID delegateId,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable @Size(max = 4) List<@NotNull Scope> scopes) {}

    /** A person who decides for another one. */
    record ActingFor(UUID id, String name, LocalDate from, LocalDate to, List<Scope> scopes) {}

    /** Your delegation; without a {@code delegateId} there is none. {@code actingFor} are the people you decide for, now or later. */
    record MyDelegation(
            @Nullable UUID delegateId,
            @Nullable String delegateName,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            List<Scope> scopes,
            boolean active,
            List<ActingFor> actingFor) {}

    /** Reads who decides on approvals for you while you are away, and who you decide for. */
    @GetMapping
    @Allow("approval.read")
    MyDelegation readDelegation() {
        var person = Current.get().person();
        var all = store.after(standIns.today(person).minusDays(1));
        var acting = all.stream().filter(one -> one.delegateId().equals(person)).toList();
        var own = store.find(person);
        var ids = acting.stream().map(Delegation::personId).collect(Collectors.toSet());
        own.ifPresent(one -> ids.add(one.delegateId()));
        var names = ids.isEmpty() ? Map.<UUID, String>of() : members.people(ids);
        return new MyDelegation(
                own.map(Delegation::delegateId).orElse(null),
                own.map(one -> names.getOrDefault(one.delegateId(), "")).orElse(null),
                own.map(Delegation::starts).orElse(null),
                own.map(Delegation::ends).orElse(null),
                own.map(Delegation::scopes).orElse(List.of()),
                own.filter(one -> one.isOn(standIns.today(person))).isPresent(),
                acting.stream()
                        .map(one -> new ActingFor(
                                one.personId(),
                                names.getOrDefault(one.personId(), ""),
                                one.starts(),
                                one.ends(),
                                one.scopes()))
                        .toList());
    }

    /**
     * Lets another member decide on approvals for you while you are away. You can still decide yourself. Both names are recorded with
     * each decision. Your delegate can't approve what you or they wrote. {@code delegateId: null} ends the delegation. 422 {@code
     * delegation_cycle} if that person has named you as their delegate for that time, directly or through others.
     */
    @PutMapping
    @Allow("approval.decide")
    MyDelegation changeDelegation(@RequestBody @Valid DelegationTerms terms) {
        var person = Current.get().person();
        var before = store.find(person);
        if (terms.delegateId() == null) {
            if (before.isEmpty()) audit.unchanged();
            else {
                store.delete(person);
                audit.record(subject(), Map.of("delegate", before.get().delegateId()), null);
            }
            return readDelegation();
        }
        var after = delegation(person, terms);
        requireNoCycle(after);
        store.put(after);
        audit.record(
                subject(),
                before.map(one -> Map.<String, Object>of("delegate", one.delegateId()))
                        .orElse(null),
                Map.of("delegate", after.delegateId(), "from", after.starts(), "to", after.ends()));
        return readDelegation();
    }

    private static Subject subject() {
        return new Subject("delegation", Current.get().person(), "approvals", null);
    }

    private Delegation delegation(UUID person, DelegationTerms terms) {
        var delegate = Objects.requireNonNull(terms.delegateId());
        if (terms.from() == null) throw Refused.invalid("from", "is required");
        if (terms.to() == null) throw Refused.invalid("to", "is required");
        if (terms.to().isBefore(terms.from())) throw Refused.invalid("to", "must not be before from");
        if (terms.to().isBefore(standIns.today(person))) throw Refused.invalid("to", "must not be in the past");
        if (delegate.equals(person)) throw Refused.invalid("delegateId", "must be another member");
        if (!members.with(DECIDE).contains(delegate))
            throw Refused.invalid("delegateId", "must be a member who may decide on approvals");
        return new Delegation(
                person, delegate, terms.from(), terms.to(), Objects.requireNonNullElse(terms.scopes(), List.of()));
    }

    private void requireNoCycle(Delegation added) {
        var all = store.lock(added.starts()).stream()
                .filter(one -> !one.personId().equals(added.personId()) && one.meets(added))
                .collect(Collectors.toMap(Delegation::personId, one -> one));
        var seen = new HashSet<UUID>();
        for (UUID at = added.delegateId(); at != null && seen.add(at); ) {
            if (at.equals(added.personId()))
                throw Refused.unprocessable(
                        "delegation_cycle",
                        "This person has named you as their delegate for that time. Choose another person or other dates.");
            var next = all.get(at);
            at = next == null ? null : next.delegateId();
        }
    }
}
