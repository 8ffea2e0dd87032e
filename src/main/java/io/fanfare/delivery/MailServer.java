package io.fanfare.delivery;

import io.fanfare.identity.Credential;
import io.fanfare.identity.Credentials;
import io.fanfare.kernel.Allow;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether e-mails of a workspace reach people, or only its test inbox. */
@RestController
public class MailServer {
    private final MailAccounts accounts;
    private final Credentials credentials;

    MailServer(MailAccounts accounts, Credentials credentials) {
        this.accounts = accounts;
        this.credentials = credentials;
    }

    /**
     * {@code connected} is false while e-mails only go to the test inbox; {@code credentialId} and {@code lastTest} are those
     * of the workspace's own mail server.
     */
    record MailServerState(boolean connected, @Nullable UUID credentialId, Credential.@Nullable LastTest lastTest) {}

    /**
     * Reads whether a mail server is connected, and the result of its last test. Without one, e-mails are stored in the test
     * inbox and reach no one.
     */
    @GetMapping("/api/email/server")
    @Allow("content.read")
    MailServerState readMailServer() {
        return own().map(own -> new MailServerState(true, own.id(), own.lastTest()))
                .orElseGet(() -> new MailServerState(isConnected(), null, null));
    }

    // For later rooms

    public boolean isConnected() {
        return accounts.isConnected();
    }

    /** The mail server that the workspace has connected. */
    public Optional<Credential> own() {
        return credentials.used(Credential.Kind.SMTP);
    }
}
