package io.fanfare.identity;

import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Finds the passkey that answered a challenge, and lets each answer count once. */
@Component
class PasskeyCheck {
    private final WebAuthn webAuthn;
    private final PasskeyStore store;
    private final SecondFactorStore factors;
    private final Transactions transactions;
    private final InstantSource clock;

    PasskeyCheck(
            WebAuthn webAuthn,
            PasskeyStore store,
            SecondFactorStore factors,
            Transactions transactions,
            InstantSource machineClock) {
        this.webAuthn = webAuthn;
        this.store = store;
        this.factors = factors;
        this.transactions = transactions;
        this.clock = machineClock;
    }

    /** The passkey behind a valid response; its use is recorded. */
    @SuppressWarnings("NullAway") // a response that was read has an id
    Passkey.Stored require(WebAuthn.Use use, Map<String, Object> credential) {
        var data = webAuthn.read(credential);
        return transactions.write(() -> {
            var passkey = store.findByCredential(data.getCredentialId())
                    .orElseThrow(() -> Refused.unauthorized(
                            "passkey_invalid", "This passkey is unknown here or its response is invalid."));
            var verified = webAuthn.verified(use, data, passkey);
            spend(verified.challenge());
            store.used(passkey.id(), verified.signCount());
            return passkey;
        });
    }

    void spend(String challenge) {
        if (!factors.spend(challenge, clock.instant().plus(WebAuthn.CHALLENGE_LIFE)))
            throw Refused.unauthorized("challenge_expired", "This took too long or is no longer valid. Start again.");
    }
}
