package io.fanfare.identity;

import org.springframework.stereotype.Component;

/**
 * Ends every way into an account that existed before the owner of its domain vouched for it: whoever created it need not be the person with
 * that address. They can set a new password by mail.
 */
@Component
class ForeignAccess {
    private final PersonStore people;
    private final SessionStore sessions;
    private final SecondFactorStore factors;
    private final PasskeyStore passkeys;

    ForeignAccess(PersonStore people, SessionStore sessions, SecondFactorStore factors, PasskeyStore passkeys) {
        this.people = people;
        this.sessions = sessions;
        this.factors = factors;
        this.passkeys = passkeys;
    }

    void end(Person person) {
        people.password(person.id(), Passwords.NONE);
        sessions.endAll(person.id());
        factors.delete(person.id());
        passkeys.deleteAll(person.id());
    }
}
