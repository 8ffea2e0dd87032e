package io.fanfare.delivery;

import io.fanfare.kernel.Allow;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether e-mails of a workspace reach people, or only its test inbox. */
@RestController
public class MailServer {
    private final MailAccounts accounts;

    MailServer(MailAccounts accounts) {
        this.accounts = accounts;
    }

    /** {@code connected} is false while e-mails only go to the test inbox. */
    record MailServerState(boolean connected) {}

    /** Reads whether a mail server is connected. Without one, e-mails are stored in the test inbox and reach no one. */
    @GetMapping("/api/email/server")
    @Allow("content.read")
    MailServerState readMailServer() {
        return new MailServerState(isConnected());
    }

    // For later rooms

    public boolean isConnected() {
        return accounts.isConnected();
    }
}
