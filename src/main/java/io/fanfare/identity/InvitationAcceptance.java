package io.fanfare.identity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.SignedToken;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Accepting an invitation: its signed token names the workspace and the invitation. */
@RestController
class InvitationAcceptance {
    private final MemberStore store;
    private final PersonStore people;
    private final WorkspaceStore places;
    private final SignIn signIn;
    private final PasswordSignIn passwords;
    private final Transactions transactions;
    private final SignedToken tokens;
    private final Audit audit;

    InvitationAcceptance(
            MemberStore store,
            PersonStore people,
            WorkspaceStore places,
            SignIn signIn,
            PasswordSignIn passwords,
            Transactions transactions,
            SignedToken tokens,
            Audit audit) {
        this.store = store;
        this.people = people;
        this.places = places;
        this.signIn = signIn;
        this.passwords = passwords;
        this.transactions = transactions;
        this.tokens = tokens;
        this.audit = audit;
    }

    /** Accepts an invitation. A new person also sends a name; a person with an account sends its password. */
    record Acceptance(
            @NotBlank @Size(max = 200) String token,
            @Nullable @Size(max = 200) String name,
            @NotNull @Size(max = Passwords.LONGEST) String password) {}

    /**
     * Accepts an invitation and signs in. A new person sends a name and a password of 10 to 200 characters; a person whose
     * address has an account sends its password. If a second factor is required, the person joins and gets the same 401 as from {@code
     * login}. An invitation that has expired, was used or was replaced is a 422.
     */
    @PostMapping("/api/members/accept")
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<Session> acceptInvitation(@Valid @RequestBody Acceptance details, HttpServletRequest request) {
        var ids = ids(details.token());
        var workspace = ids.getFirst();
        var invitation = Current.house(workspace, "invitation")
                .call(() -> transactions.write(
                        () -> store.findOpenInvitation(ids.getLast()).orElseThrow(InvitationAcceptance::notValid)));
        var known = transactions.read(() -> people.findByEmail(invitation.email()));
        var person = known.isPresent()
                ? passwords.known(invitation.email(), details.password(), request)
                : newcomer(invitation.email(), details);
        var member = Members.by(workspace, person, invitation.role());
        member.run(() -> transactions.write(() -> join(invitation.id(), person, known.isEmpty())));
        var by = Authentication.byPassword(signIn.now());
        var opened = member.call(() -> transactions.write(() -> signIn.start(person, workspace, by, request)));
        return signIn.answer(HttpStatus.OK, opened, request);
    }

    /** The token of an invitation. */
    record InvitationToken(@NotBlank @Size(max = 200) String token) {}

    /**
     * Shows what an invitation is for, before it is accepted: the workspace, who invited, the role and the address. With {@code
     * hasAccount}, the address belongs to an account, whose password accepts it. An invitation that has expired, was used or
     * was replaced is a 422.
     */
    @PostMapping("/api/members/accept/preview")
    @Allow(value = "public", outside = true, plain = true)
    MemberStore.InvitationPreview previewInvitation(@Valid @RequestBody InvitationToken details) {
        var ids = ids(details.token());
        return Current.house(ids.getFirst(), "invitation")
                .call(() -> transactions.read(
                        () -> store.previewInvitation(ids.getLast()).orElseThrow(InvitationAcceptance::notValid)));
    }

    private List<UUID> ids(String token) {
        return tokens.readIds(Invitations.TOKEN, token)
                .filter(read -> read.size() == 2)
                .orElseThrow(InvitationAcceptance::notValid);
    }

    private Person newcomer(String email, Acceptance details) {
        if (details.name() == null || details.name().isBlank()) throw Refused.invalid("name", "is missing");
        if (details.password().length() < Passwords.SHORTEST)
            throw Refused.invalid("password", "must have at least " + Passwords.SHORTEST + " characters");
        return passwords.newcomer(email, details.name(), details.password());
    }

    private void join(UUID id, Person person, boolean isNew) {
        // Read again under a lock: another tab may have used it since.
        var invitation = store.findOpenInvitation(id).orElseThrow(InvitationAcceptance::notValid);
        var workspace = places.current();
        if (isNew) people.insert(person.ofDemo(workspace.demo()));
        store.insert(person.id(), invitation.role(), invitation.stageRoles());
        people.joined(person.id(), workspace.id());
        store.accepted(id);
        audit.record(Subject.of("member", person.id(), person.name()), null, invitation);
    }

    private static Refused notValid() {
        return Refused.unprocessable(
                "invitation_not_valid", "This invitation has expired, was used or was replaced. Ask for a new one.");
    }
}
