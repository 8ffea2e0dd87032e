package io.fanfare.identity;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What the operator sets about accounts. */
@Component
class IdentitySettings {
    private final SignUp signUp;
    private final int registrationsPerHour;
    private final int invitationsPerDay;

    IdentitySettings(
            @Value("${fanfare.signup:}") String signUp,
            @Value("${fanfare.limits.registrations-per-hour:20}") int registrationsPerHour,
            @Value("${fanfare.limits.invitations-per-day:100}") int invitationsPerDay) {
        this.signUp = SignUp.of(signUp);
        this.registrationsPerHour = registrationsPerHour;
        this.invitationsPerDay = invitationsPerDay;
    }

    SignUp signUp() {
        return signUp;
    }

    /** For each address on the network. */
    int registrationsPerHour() {
        return registrationsPerHour;
    }

    /** For each workspace. */
    int invitationsPerDay() {
        return invitationsPerDay;
    }
}
