package io.fanfare.identity;

import io.fanfare.kernel.Json;
import io.fanfare.kernel.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Mails the link to set a new password after the request has been answered, so that the time of the response does not tell
 * whether an address has an account. Without lanes, as in tests, it is mailed before.
 */
@Component
class ResetMail {
    private static final Logger LOG = LoggerFactory.getLogger(ResetMail.class);

    private final PersonStore people;
    private final SignIn signIn;
    private final Transactions transactions;
    private final AccountMail mail;
    private final boolean afterwards;

    ResetMail(
            PersonStore people,
            SignIn signIn,
            Transactions transactions,
            AccountMail mail,
            @Value("${fanfare.lanes:true}") boolean afterwards) {
        this.people = people;
        this.signIn = signIn;
        this.transactions = transactions;
        this.mail = mail;
        this.afterwards = afterwards;
    }

    void sendTo(String email) {
        if (!afterwards) send(email);
        else
            Thread.ofVirtual().name("password reset").start(() -> {
                try {
                    send(email);
                } catch (RuntimeException failed) {
                    LOG.error("A link to set a new password was not mailed", failed);
                }
            });
    }

    private void send(String email) {
        transactions.read(() -> people.findByEmail(email)).ifPresent(person -> transactions
                .read(() -> signIn.home(person))
                .ifPresent(home -> Members.at(home, person).run(() -> transactions.write(() -> write(person)))));
    }

    private void write(Person person) {
        String token = SessionStore.random();
        if (people.insertReset(person.id(), Json.sha256(token))) mail.resetPassword(person, token);
    }
}
