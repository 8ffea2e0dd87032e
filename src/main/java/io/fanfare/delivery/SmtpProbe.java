package io.fanfare.delivery;

import io.fanfare.delivery.channels.SmtpClient;
import io.fanfare.identity.Credential;
import io.fanfare.identity.CredentialTest;
import org.springframework.stereotype.Component;

/** Tests an SMTP account: connects and signs in as for a mail, and sends none. */
@Component
class SmtpProbe implements CredentialTest {
    private final MailAccounts accounts;

    SmtpProbe(MailAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Credential.Kind kind() {
        return Credential.Kind.SMTP;
    }

    @Override
    public Result test(Credential.Opened credential) {
        var account = accounts.account(credential);
        try (var client = new SmtpClient(account.settings(), account.reachable())) {
            return client.findProblem()
                    .map(problem -> new Result(false, problem))
                    .orElseGet(() -> new Result(true, "Connected and signed in."));
        }
    }
}
