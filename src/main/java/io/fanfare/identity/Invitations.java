package io.fanfare.identity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.SignedToken;
import io.fanfare.kernel.Subject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Inviting people to the workspace. */
@RestController
class Invitations {
    static final String TOKEN = "identity invitation";

    private final MemberStore store;
    private final AccountMail mail;
    private final Throttle throttle;
    private final IdentitySettings settings;
    private final SignedToken tokens;
    private final BaseUrl baseUrl;
    private final Audit audit;

    Invitations(
            MemberStore store,
            AccountMail mail,
            Throttle throttle,
            IdentitySettings settings,
            SignedToken tokens,
            BaseUrl baseUrl,
            Audit audit) {
        this.store = store;
        this.mail = mail;
        this.throttle = throttle;
        this.settings = settings;
        this.tokens = tokens;
        this.baseUrl = baseUrl;
        this.audit = audit;
    }

    /** An invitation to send. */
    record NewInvitation(
            @EmailAddress String email,
            @NotNull Role role,
            @Nullable List<@NotNull StageRole> stageRoles) {}

    /**
     * An invitation with its link: anyone who opens {@code acceptUrl} can accept it. {@code mailed} is false if it was not mailed,
     * and {@code captured} is true if this server has no mail server for such mail, so that it reaches no one.
     */
    record Invited(UUID id, String email, String acceptUrl, Instant expiresAt, boolean mailed, boolean captured) {}

    /** How an invitation is renewed: with {@code mail}, its link is mailed again. */
    record Renewal(@Nullable Boolean mail) {}

    /**
     * Invites a person by e-mail. The response has {@code acceptUrl}, which is also mailed: anyone who opens it within seven
     * days can join with that role. An address gets at most one such mail an hour ({@code mailed: false} otherwise; send the link
     * yourself), and a workspace can invite 100 times a day (429). A new invitation to the same address replaces the open one.
     * Only owners invite owners, after a recent sign-in, and you can only grant roles whose permissions you hold yourself (403); this includes API
     * keys. A person who is a member already is a 409.
     */
    @PostMapping("/api/members/invite")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("member.manage")
    Invited inviteMember(@Valid @RequestBody NewInvitation details) {
        Members.mayGive(details.role());
        if (details.role() == Role.OWNER) RecentSignIn.require();
        if (store.isMember(details.email()))
            throw Refused.conflict("already_member", "This person is already a member. Change their role instead.");
        limit();
        var invitation = store.invite(
                Ids.next(),
                details.email(),
                details.role(),
                Objects.requireNonNullElse(details.stageRoles(), List.of()),
                Current.get().person());
        audit.record(Subject.of("invitation", invitation.id(), invitation.email()), null, invitation);
        return invited(invitation, true);
    }

    /**
     * Returns the link of a pending invitation again. It is the same link, valid for seven days from now, also if it had expired; with
     * {@code mail} it is mailed again, at most once an hour. You can only renew invitations to roles that you can grant (403).
     */
    @PostMapping("/api/members/invitations/{id}/renew")
    @Allow("member.manage")
    Invited renewInvitation(@PathVariable UUID id, @Valid @RequestBody Renewal details) {
        var before = store.findInvitation(id).orElseThrow(Refused::notFound);
        Members.mayGive(before.role());
        boolean mails = Boolean.TRUE.equals(details.mail());
        if (mails) limit();
        var after = store.renew(id, Current.get().person());
        audit.record(Subject.of("invitation", id, after.email()), before, after);
        return invited(after, mails);
    }

    /** Revokes a pending invitation: its link stops working immediately. */
    @DeleteMapping("/api/members/invitations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("member.manage")
    void revokeInvitation(@PathVariable UUID id) {
        var invitation = store.findInvitation(id).orElseThrow(Refused::notFound);
        store.withdrawInvitation(id);
        audit.record(Subject.of("invitation", id, invitation.email()), invitation, null);
    }

    private void limit() {
        throttle.limit("invitations of " + Current.get().workspace(), settings.invitationsPerDay(), Duration.ofDays(1));
    }

    private Invited invited(Invitation invitation, boolean mails) {
        String path = "/accept?token=" + tokens.sign(TOKEN, Current.get().workspace(), invitation.id());
        boolean mailed = mails && mail.invite(invitation, path);
        return new Invited(
                invitation.id(),
                invitation.email(),
                baseUrl.ofRequest() + path,
                invitation.expiresAt(),
                mailed,
                !mail.isConnected());
    }
}
