package io.fanfare.identity;

import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Members whom their company manages, by its sign-in or by provisioning. It never makes, changes or removes an owner. */
@Component
class ManagedMembers {
    private final MemberStore store;
    private final PersonStore people;
    private final SessionStore sessions;
    private final ApiKeyStore keys;
    private final WorkspaceStore workspaces;
    private final SecurityStore security;
    private final ForeignAccess foreign;
    private final Audit audit;

    ManagedMembers(
            MemberStore store,
            PersonStore people,
            SessionStore sessions,
            ApiKeyStore keys,
            WorkspaceStore workspaces,
            SecurityStore security,
            ForeignAccess foreign,
            Audit audit) {
        this.store = store;
        this.people = people;
        this.sessions = sessions;
        this.keys = keys;
        this.workspaces = workspaces;
        this.security = security;
        this.foreign = foreign;
        this.audit = audit;
    }

    /**
     * The person with an address in a domain that this workspace has proven. An account that someone else may have made with it loses
     * every other way in, unless it is a member already.
     */
    Person provide(String email, String name) {
        var known = people.findByEmail(email);
        if (known.isPresent()) {
            var person = known.get();
            if (store.find(person.id()).isEmpty()) foreign.end(person);
            return people.find(person.id()).orElseThrow();
        }
        var person = Person.newcomer(email, name, Passwords.NONE, false)
                .ofDemo(workspaces.current().demo());
        people.insert(person);
        return person;
    }

    Optional<Member> find(UUID person) {
        return store.find(person);
    }

    /** Gives a person access, with the role of their groups. A member whose groups are not known keeps their role. */
    void admit(Person person, Optional<Set<String>> groups) {
        var settings = security.current();
        var before = store.find(person.id());
        var role = groups.flatMap(settings::roleOf)
                .or(() -> before.map(Member::role)
                        .filter(kept ->
                                groups.isEmpty() || settings.roleMappings().isEmpty()))
                .orElse(settings.defaultRole());
        if (before.isPresent()) {
            change(before.get(), role);
            return;
        }
        store.insert(person.id(), role, List.of());
        people.joined(person.id(), Current.get().workspace());
        audit.record(
                "joinWithCompany",
                Subject.of("member", person.id(), person.name()),
                null,
                store.find(person.id()).orElseThrow());
    }

    private void change(Member before, Role role) {
        if (before.role() == Role.OWNER || before.role() == role) return;
        store.update(before.id(), role, before.stageRoles());
        if (!role.permissions().containsAll(before.role().permissions())) store.withdrawInvitationsOf(before.id());
        audit.record(
                "changeRoleWithCompany",
                Subject.of("member", before.id(), before.name()),
                Map.of("role", before.role()),
                Map.of("role", role));
    }

    /** Ends the access of a member at once; false for an owner, whom only owners remove. */
    boolean remove(UUID person) {
        var member = store.find(person);
        if (member.isEmpty()) return true;
        if (member.get().role() == Role.OWNER) return false;
        store.delete(person);
        people.left(person, Current.get().workspace());
        sessions.endAll(person, Current.get().workspace());
        keys.revokeAllOf(person);
        store.withdrawInvitationsOf(person);
        audit.record(
                "removeWithCompany", Subject.of("member", person, member.get().name()), member.get(), null);
        return true;
    }
}
