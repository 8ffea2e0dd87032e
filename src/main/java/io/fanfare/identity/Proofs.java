package io.fanfare.identity;

import io.fanfare.kernel.Refused;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a person can show beside a password: a code or a passkey of their own. */
@Component
class Proofs {
    private final FactorCheck codes;
    private final PasskeyCheck passkeys;
    private final WebAuthn webAuthn;

    Proofs(FactorCheck codes, PasskeyCheck passkeys, WebAuthn webAuthn) {
        this.codes = codes;
        this.passkeys = passkeys;
        this.webAuthn = webAuthn;
    }

    Map<String, Object> options(Person person, List<Passkey.Stored> known) {
        return webAuthn.requestOptions(webAuthn.challenge(WebAuthn.Use.REAUTHENTICATE, person.id()), known);
    }

    void requireCode(Person person, FactorCheck.Code code) {
        codes.require(person.id(), code);
    }

    void requirePasskey(Person person, Map<String, Object> credential) {
        var passkey = passkeys.require(WebAuthn.Use.REAUTHENTICATE, credential);
        if (!passkey.personId().equals(person.id()))
            throw Refused.unauthorized("passkey_invalid", "This passkey is unknown here or its response is invalid.");
    }
}
