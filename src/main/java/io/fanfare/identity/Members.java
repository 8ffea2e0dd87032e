package io.fanfare.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The members of the workspace and their roles. */
@RestController
@RequestMapping("/api/members")
public class Members {
    private final MemberStore store;
    private final PersonStore people;
    private final SessionStore sessions;
    private final ApiKeyStore keys;
    private final Audit audit;
    private final Inputs inputs;

    Members(
            MemberStore store,
            PersonStore people,
            SessionStore sessions,
            ApiKeyStore keys,
            Audit audit,
            Inputs inputs) {
        this.store = store;
        this.people = people;
        this.sessions = sessions;
        this.keys = keys;
        this.audit = audit;
        this.inputs = inputs;
    }

    /** A member in the list; {@code you} marks the caller. */
    record MemberListItem(
            UUID id, String email, String name, Role role, List<StageRole> stageRoles, Instant joinedAt, boolean you) {
        static MemberListItem of(Member member, UUID asking) {
            return new MemberListItem(
                    member.id(),
                    member.email(),
                    member.name(),
                    member.role(),
                    member.stageRoles(),
                    member.joinedAt(),
                    member.id().equals(asking));
        }
    }

    /** A page of members, with the open invitations for callers who may invite. */
    record MemberList(List<MemberListItem> items, long total, int limit, int offset, List<Invitation> invitations) {}

    /** What may be changed of a member. */
    record Details(
            @NotNull Role role,

            @JsonProperty(defaultValue = "[]") @Size(max = 4)
            List<@NotNull StageRole> stageRoles) {
        Details {
            stageRoles = Objects.requireNonNullElse(stageRoles, List.of());
        }
    }

    /**
     * Lists the members of the workspace in the order they joined, or by {@code sort}: {@code joinedAt}, {@code name}, {@code
     * email} or {@code role}; a minus reverses it. {@code you} marks the caller. Callers who may invite also
     * get the open invitations.
     */
    @GetMapping
    @Allow("member.read")
    MemberList listMembers(MemberQuery query) {
        var range = query.range();
        var current = Current.get();
        var items = store.list(query).stream()
                .map(member -> MemberListItem.of(member, current.person()))
                .toList();
        var invitations = current.may("member.manage") ? store.invitations() : List.<Invitation>of();
        return new MemberList(items, store.count(), range.limit(), range.offset(), invitations);
    }

    /**
     * Changes the role or the stage roles of a member with a JSON merge patch; it takes effect with their next request. Only owners make or
     * change owners, and you can only grant roles whose permissions you hold yourself (403). The last owner can't be changed (409).
     * Open invitations of a member who loses permissions are withdrawn. Making or changing an owner needs a recent sign-in (403 {@code
     * reauthentication_required}).
     */
    @PatchMapping("/{id}")
    @Allow("member.manage")
    MemberListItem changeMember(@PathVariable UUID id, @RequestBody Patch<Details> patch) {
        var owners = store.lockOwners();
        var before = store.find(id).orElseThrow(Refused::notFound);
        var details = patch.onto(new Details(before.role(), before.stageRoles()), Details.class, inputs);
        if (before.role() != details.role()) {
            if (before.role() == Role.OWNER) ownersOnly();
            mayGive(details.role());
            if (before.role() == Role.OWNER || details.role() == Role.OWNER) RecentSignIn.require();
            if (before.role() == Role.OWNER) notTheLast(owners);
        }
        store.update(id, details.role(), details.stageRoles());
        if (!details.role().permissions().containsAll(before.role().permissions())) store.withdrawInvitationsOf(id);
        var after = store.find(id).orElseThrow();
        audit.record(Subject.of("member", id, after.name()), before, after);
        return MemberListItem.of(after, Current.get().person());
    }

    /**
     * Removes a member. Their sessions in this workspace, their API keys and their open invitations end immediately; what they
     * wrote stays. Only owners remove owners (403), after a recent sign-in, and never the last one (409).
     */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("member.manage")
    void removeMember(@PathVariable UUID id) {
        var owners = store.lockOwners();
        var member = store.find(id).orElseThrow(Refused::notFound);
        if (member.role() == Role.OWNER) {
            ownersOnly();
            notTheLast(owners);
            RecentSignIn.require();
        }
        store.delete(id);
        people.left(id, Current.get().workspace());
        sessions.endAll(id, Current.get().workspace());
        keys.revokeAllOf(id);
        store.withdrawInvitationsOf(id);
        audit.record(Subject.of("member", id, member.name()), member, null);
    }

    /** You can only grant a role whose permissions you hold: an API key has the role of its creator, but not all its permissions. */
    static void mayGive(Role role) {
        if (role == Role.OWNER) ownersOnly();
        if (!Current.get().permissions().containsAll(role.permissions()))
            throw Refused.forbidden(
                    "scope_too_wide",
                    "You can only grant roles whose permissions you hold yourself. Ask a member who holds them.");
    }

    private static void ownersOnly() {
        if (Role.of(Current.get()) != Role.OWNER)
            throw Refused.forbidden("owner_needed", "Only an owner can add, change or remove owners. Ask one.");
    }

    private static void notTheLast(List<UUID> owners) {
        if (owners.size() == 1)
            throw Refused.conflict("last_owner", "A workspace needs an owner. Make another member an owner first.");
    }

    /** A person at work in a workspace with the permissions of a role. */
    static Current by(UUID workspace, Person person, Role role) {
        return new Current(
                workspace,
                Actor.person(person.id(), person.name()),
                role.text(),
                role.permissions(),
                Current.find().map(Current::requestId).orElseGet(Ids::next),
                null);
    }

    /** A person who changes their own account, in the workspace whose audit trail records it. */
    static Current at(UUID workspace, Person person) {
        return by(workspace, person, Role.VIEWER);
    }

    /** Names by id, of present and former members; an unknown id has none. */
    public Map<UUID, String> people(Collection<UUID> ids) {
        // Most of what people read is their own, and their name is known.
        var caller = Current.get().actor();
        if (caller.kind() == Actor.Kind.PERSON && ids.stream().allMatch(id -> id.equals(caller.id())))
            return ids.isEmpty() ? Map.of() : Map.of(java.util.Objects.requireNonNull(caller.id()), caller.name());
        return store.names(ids).stream().collect(Collectors.toMap(MemberStore.Named::id, MemberStore.Named::name));
    }

    /** The members whose role has a permission. */
    public List<UUID> with(String permission) {
        return store.withRole(Role.with(permission));
    }

    /** The members whose role has a permission and who decide in a stage of approval. */
    public List<UUID> with(String permission, StageRole stage) {
        return store.withRole(Role.with(permission), stage);
    }

    /** What the caller can do where no member may approve something: invite a reviewer, or ask those who may. */
    public String reviewerAdvice() {
        if (Current.get().may("member.manage"))
            return "Invite a reviewer, or give another member a role that may approve.";
        var able = new TreeSet<>(people(with("member.manage")).values());
        return "Ask " + String.join(" or ", able)
                + " to invite a reviewer, or to give another member a role that may approve.";
    }

    public Optional<Member> find(UUID person) {
        return store.find(person);
    }

    /** The addresses of members among these, in lower case. */
    public Set<String> emailsAmong(Collection<String> emails) {
        return store.emailsAmong(emails);
    }

    public long count() {
        return store.count();
    }

    /** A member at work in the current workspace with the permissions of their present role; empty for a former member. */
    public Optional<Current> as(UUID person) {
        var around = Current.get();
        return store.find(person)
                .map(member -> new Current(
                        around.workspace(),
                        Actor.person(person, member.name()),
                        member.role().text(),
                        member.role().permissions(),
                        around.requestId(),
                        null));
    }
}
