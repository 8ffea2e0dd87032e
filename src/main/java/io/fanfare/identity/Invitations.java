package io.fanfare.identity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.SignedToken;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How somebody becomes a member: the token of an invitation carries the workspace and the invitation, signed. */
@RestController
@RequestMapping("/api/members")
class Invitations {
    private static final String TOKEN = "identity invitation";

    private final MemberStore store;
    private final PersonStore people;
    private final WorkspaceStore places;
    private final SignIn signIn;
    private final Passwords passwords;
    private final Transactions transactions;
    private final ObjectProvider<Letters> letters;
    private final SignedToken tokens;
    private final BaseUrl baseUrl;
    private final Audit audit;

    Invitations(
            MemberStore store,
            PersonStore people,
            WorkspaceStore places,
            SignIn signIn,
            Passwords passwords,
            Transactions transactions,
            ObjectProvider<Letters> letters,
            SignedToken tokens,
            BaseUrl baseUrl,
            Audit audit) {
        this.store = store;
        this.people = people;
        this.places = places;
        this.signIn = signIn;
        this.passwords = passwords;
        this.transactions = transactions;
        this.letters = letters;
        this.tokens = tokens;
        this.baseUrl = baseUrl;
        this.audit = audit;
    }

    /** Somebody to be invited. */
    record NewInvitation(
            @EmailAddress String email,
            @NotNull Role role,
            @Nullable List<@NotNull StageRole> stageRoles) {}

    /** An invitation that has just been made: whoever opens the address can accept it. */
    record Invited(UUID id, String acceptUrl, Instant expiresAt) {}

    /** Who accepts; the name is needed by somebody new, and the password is theirs where they have an account. */
    record Acceptance(
            @NotBlank @Size(max = 200) String token,
            @Nullable @Size(max = 200) String name,
            @NotNull @Size(max = Passwords.LONGEST) String password) {}

    /**
     * Invites somebody by e-mail. The answer holds {@code acceptUrl}, which is also mailed to them: whoever opens it within
     * seven days becomes a member with that role. A new invitation to the same address replaces the open one. Only an owner
     * invites owners, and nobody, an API key least of all, gives a role that may do more than they may themselves (403).
     * Somebody who is a member already is a 409.
     */
    @PostMapping("/invite")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("member.manage")
    Invited inviteMember(@Valid @RequestBody NewInvitation details) {
        Members.mayGive(details.role());
        if (store.isMember(details.email()))
            throw Refused.conflict("already_member", "They are a member already; change their role instead.");
        var current = Current.get();
        var invitation = store.invite(
                Ids.next(),
                details.email(),
                details.role(),
                Objects.requireNonNullElse(details.stageRoles(), List.of()),
                current.person());
        String token = tokens.sign(TOKEN, current.workspace(), invitation.id());
        audit.record(Subject.of("invitation", invitation.id(), invitation.email()), null, invitation);
        write(invitation, baseUrl.get() + "/accept?token=" + token);
        return new Invited(invitation.id(), baseUrl.ofRequest() + "/accept?token=" + token, invitation.expiresAt());
    }

    private void write(Invitation invitation, String url) {
        var current = Current.get();
        String name = places.current().name();
        letters.ifAvailable(post ->
                post.send(current.workspace(), invitation.email(), "Join " + name + " on Fanfare", """
                %s invites you to %s as %s.

                Accept within seven days:
                %s
                """.formatted(
                                current.actor().name(), name, invitation.role().text(), url)));
    }

    /**
     * Accepts an invitation and signs in. Somebody new gives a name and a password of 10 to 200 characters; somebody who has an
     * account under the invited address gives the password of that. An invitation that expired, was used or was
     * replaced is a 422.
     */
    @PostMapping("/accept")
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<Session> acceptInvitation(@Valid @RequestBody Acceptance details, HttpServletRequest request) {
        var ids = tokens.readIds(TOKEN, details.token())
                .filter(read -> read.size() == 2)
                .orElseThrow(Invitations::notValid);
        var workspace = ids.getFirst();
        var invitation = Current.house(workspace, "invitation")
                .call(() -> transactions.write(
                        () -> store.findOpenInvitation(ids.getLast()).orElseThrow(Invitations::notValid)));
        var known = transactions.read(() -> people.findByEmail(invitation.email()));
        var person = known.isPresent()
                ? signIn.known(invitation.email(), details.password(), request)
                : newcomer(invitation.email(), details);
        var opened = Members.by(workspace, person, invitation.role())
                .call(() -> transactions.write(() -> join(invitation.id(), person, known.isEmpty())));
        return SignIn.answer(HttpStatus.OK, opened, request);
    }

    private Person newcomer(String email, Acceptance details) {
        if (details.name() == null || details.name().isBlank()) throw Refused.invalid("name", "is missing");
        if (details.password().length() < Passwords.SHORTEST)
            throw Refused.invalid("password", "has " + Passwords.SHORTEST + " characters at least");
        return new Person(Ids.next(), email, details.name(), passwords.hash(details.password()), null, false);
    }

    private Session.Opened join(UUID id, Person person, boolean isNew) {
        // Read again under a lock: another tab may have used it meanwhile.
        var invitation = store.findOpenInvitation(id).orElseThrow(Invitations::notValid);
        var workspace = places.current();
        if (isNew) people.insert(person.ofDemo(workspace.demo()));
        store.insert(person.id(), invitation.role(), invitation.stageRoles());
        people.joined(person.id(), workspace.id());
        store.accepted(id);
        audit.record(Subject.of("member", person.id(), person.name()), null, invitation);
        return signIn.start(person, workspace.id());
    }

    private static Refused notValid() {
        return Refused.unprocessable(
                "invitation_not_valid", "This invitation has expired, was used or was replaced; ask for a new one.");
    }
}
