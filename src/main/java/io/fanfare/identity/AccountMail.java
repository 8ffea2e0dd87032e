package io.fanfare.identity;

import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The mails about accounts: an invitation, and a link to set a new password. Sent by the server's own mail account. */
@Component
class AccountMail {
    private static final Duration BETWEEN_INVITATIONS = Duration.ofHours(1);

    private final ObjectProvider<AccountMailer> letters;
    private final WorkspaceStore workspaces;
    private final Throttle throttle;
    private final BaseUrl baseUrl;

    AccountMail(ObjectProvider<AccountMailer> letters, WorkspaceStore workspaces, Throttle throttle, BaseUrl baseUrl) {
        this.letters = letters;
        this.workspaces = workspaces;
        this.throttle = throttle;
        this.baseUrl = baseUrl;
    }

    /** Mails an invitation, unless this address got one from any workspace within the hour; false if it did. */
    boolean invite(Invitation invitation, String path) {
        boolean first =
                throttle.within("invitation to " + Throttle.ofEmail(invitation.email()), 1, BETWEEN_INVITATIONS);
        if (!first) return false;
        String workspace = workspaces.current().name();
        send(invitation.email(), "Join " + workspace + " on Fanfare", """
                %s invited you to join %s as %s.

                Accept the invitation within seven days:
                %s
                """.formatted(
                Current.get().actor().name(), workspace, invitation.role().text(), baseUrl.get() + path));
        return true;
    }

    /** Whether mails about accounts reach people: this server has a mail server for them. */
    boolean isConnected() {
        return letters.stream().anyMatch(AccountMailer::isConnected);
    }

    void resetPassword(Person person, String token) {
        send(person.email(), "Set a new password for Fanfare", """
                Hello %s,

                Use this link within one hour to set a new password:
                %s/reset?token=%s

                If you didn't request this, ignore this e-mail. Your password stays the same.
                """.formatted(person.name(), baseUrl.get(), token));
    }

    private void send(String to, String subject, String text) {
        letters.ifAvailable(post -> post.send(Current.get().workspace(), to, subject, text));
    }
}
