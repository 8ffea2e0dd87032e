package io.fanfare.delivery;

import io.fanfare.delivery.channels.MailAddress;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Current;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Mail of the system to one of its users: sent by the mail account of the installation, in the name of the workspace. */
@Component
public class Letters {
    /** The channel of the ledger that sends them. */
    public static final String CHANNEL = MailChannels.SYSTEM;

    private final MailAccounts accounts;
    private final Workspaces workspaces;
    private final MailSettings settings;

    Letters(MailAccounts accounts, Workspaces workspaces, MailSettings settings) {
        this.accounts = accounts;
        this.workspaces = workspaces;
        this.settings = settings;
    }

    /** Whether a mail server sends them; without one they stay in the Test inbox of their reader. */
    public boolean isConnected() {
        return accounts.installation().isPresent();
    }

    /** What a letter says. */
    public record Words(String subject, String text, String html) {}

    /** Writes the letters of the current workspace. Made within a transaction, used without one. */
    @FunctionalInterface
    public interface Writer {
        Message write(Delivery row, Words words);
    }

    /** The writer, which knows the sender. */
    public Writer writer() {
        var from = new MailAddress(
                accounts.installation()
                        .flatMap(MailAccounts.Account::from)
                        .map(MailAddress::address)
                        .orElse("no-reply@" + settings.host()),
                name());
        return (row, words) -> letter(from, row, words);
    }

    /** What the system tells its operator is about no workspace. */
    private String name() {
        return Current.get().workspace().equals(Current.INSTALLATION)
                ? "Fanfare"
                : workspaces.current().name();
    }

    private static Message letter(MailAddress from, Delivery row, Words words) {
        var to = MailAddress.canonical(row.target());
        if (to.isEmpty()) return new Message.Excluded(Message.Excluded.Cause.CONTENT, "the address is not valid");
        return new Message.Mail(
                from,
                MailAddress.of(to.get()),
                null,
                words.subject(),
                words.html(),
                words.text(),
                Map.of("Auto-Submitted", "auto-generated"));
    }
}
