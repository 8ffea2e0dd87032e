package io.fanfare.identity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the workspace requires of those who sign in, and where its members are signed in. */
@RestController
class Security {
    private final SecurityStore store;
    private final WorkspaceStore workspaces;
    private final MemberStore members;
    private final SessionStore sessions;
    private final Audit audit;
    private final Inputs inputs;

    Security(
            SecurityStore store,
            WorkspaceStore workspaces,
            MemberStore members,
            SessionStore sessions,
            Audit audit,
            Inputs inputs) {
        this.store = store;
        this.workspaces = workspaces;
        this.members = members;
        this.sessions = sessions;
        this.audit = audit;
        this.inputs = inputs;
    }

    /** Returns what the workspace requires of those who sign in. */
    @GetMapping("/api/security")
    @Allow("security.read")
    SecuritySettings readSecurity() {
        return store.current();
    }

    /**
     * Changes what the workspace requires, with a JSON merge patch. With {@code secondFactorRequired}, members without a second factor set one
     * up at their next sign-in, and sessions without one end at their next refresh, within 15 minutes; a company's sign-in counts as one.
     * {@code defaultRole} and {@code roleMappings} give a role to people managed by the company; never {@code owner}. Needs a recent sign-in.
     */
    @PatchMapping("/api/security")
    @Allow("security.manage")
    SecuritySettings changeSecurity(@RequestBody Patch<SecuritySettings> patch) {
        RecentSignIn.requirePerson();
        workspaces.lock();
        var before = store.current();
        var after = patch.onto(before, SecuritySettings.class, inputs).checked();
        store.update(after);
        var place = workspaces.current();
        audit.record(Subject.of("security", place.id(), place.name()), before, after);
        return after;
    }

    /** Lists the owners, and which of them can sign in without the company ({@code breakGlass}) if its identity provider fails. */
    @GetMapping("/api/security/break-glass")
    @Allow("security.read")
    Page<MemberStore.BreakGlass> listBreakGlass() {
        return Page.all(members.owners());
    }

    /** Whether an owner can sign in without the company. */
    record BreakGlassRule(@NotNull Boolean breakGlass) {}

    /**
     * Lets an owner sign in with a password and a second factor, or with a passkey, although their domain signs in with the company. An owner
     * without a second factor is a 409 {@code second_factor_needed}. Needs a recent sign-in.
     */
    @PutMapping("/api/security/break-glass/{id}")
    @Allow("security.manage")
    MemberStore.BreakGlass putBreakGlass(@PathVariable UUID id, @Valid @RequestBody BreakGlassRule details) {
        var before = owner(id);
        RecentSignIn.requirePerson();
        if (details.breakGlass() && !before.secondFactor())
            throw Refused.conflict(
                    "second_factor_needed", "This owner has no second factor yet. They set one up in their profile.");
        members.breakGlass(id, details.breakGlass());
        var after = owner(id);
        audit.record(Subject.of("member", id, after.name()), before, after);
        return after;
    }

    private MemberStore.BreakGlass owner(UUID id) {
        return members.owners().stream()
                .filter(owner -> owner.id().equals(id))
                .findFirst()
                .orElseThrow(Refused::notFound);
    }

    /** Lists where a member is signed in to this workspace, last used first. */
    @GetMapping("/api/members/{id}/sessions")
    @Allow("member.manage")
    Page<SessionStore.OpenSession> listMemberSessions(@PathVariable UUID id) {
        if (members.find(id).isEmpty()) throw Refused.notFound();
        return Page.all(sessions.open(id, null, Current.get().workspace()));
    }

    /** Signs a member out of this workspace everywhere, immediately. Only owners sign owners out (403). */
    @DeleteMapping("/api/members/{id}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("member.manage")
    void endMemberSessions(@PathVariable UUID id) {
        var member = members.find(id).orElseThrow(Refused::notFound);
        if (member.role() == Role.OWNER && Role.of(Current.get()) != Role.OWNER)
            throw Refused.forbidden("owner_needed", "Only an owner can sign out an owner. Ask one.");
        sessions.endAll(id, Current.get().workspace());
        audit.record(Subject.of("member", id, member.name()), null, null);
    }
}
