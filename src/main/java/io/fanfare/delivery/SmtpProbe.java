package io.fanfare.delivery;

import io.fanfare.delivery.channels.SmtpClient;
import io.fanfare.delivery.channels.SmtpProblem;
import io.fanfare.identity.Credential;
import io.fanfare.identity.CredentialTest;
import java.time.Duration;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Tests an SMTP account: connects and signs in as for a mail, and sends none. */
@Component
class SmtpProbe implements CredentialTest {
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final MailAccounts accounts;

    SmtpProbe(MailAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Credential.Kind kind() {
        return Credential.Kind.SMTP;
    }

    /** Tests an account of the current workspace. A person waits for it, so it does not wait as long as a mail does. */
    @Override
    public Result test(Credential.Opened credential) {
        var account = accounts.account(credential);
        var settings = account.settings().withRead(ANSWER);
        try (var client = new SmtpClient(settings, account.reachable())) {
            return client.findProblem()
                    .map(problem -> Result.failed(field(problem.setting()), problem.text()))
                    .orElseGet(() -> Result.worked(
                            settings.username() == null
                                    ? "Connected. No user name is set, so nothing was signed in to."
                                    : "Connected and signed in."));
        }
    }

    private static String field(SmtpProblem.Setting setting) {
        return "settings." + setting.name().toLowerCase(Locale.ROOT);
    }
}
