package io.fanfare.identity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A signed-in person shows once more who they are, before they change who has access. */
@RestController
@RequestMapping("/api/auth/reauthenticate")
class Reauthentication {
    private final PersonStore people;
    private final SessionStore sessions;
    private final PasskeyStore passkeys;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Proofs proofs;
    private final SignIn signIn;
    private final Transactions transactions;

    Reauthentication(
            PersonStore people,
            SessionStore sessions,
            PasskeyStore passkeys,
            Passwords passwords,
            Throttle throttle,
            Proofs proofs,
            SignIn signIn,
            Transactions transactions) {
        this.people = people;
        this.sessions = sessions;
        this.passkeys = passkeys;
        this.passwords = passwords;
        this.throttle = throttle;
        this.proofs = proofs;
        this.signIn = signIn;
        this.transactions = transactions;
    }

    /** One of these: the password, a code of the authenticator app, a recovery code, or the response of a passkey. */
    record Proof(
            @Nullable @Size(max = Passwords.LONGEST) String password,
            @Nullable @Size(max = 20) String code,
            @Nullable @Size(max = 20) String recoveryCode,
            @Nullable Map<String, Object> credential) {
        Proof requireOne() {
            if (Stream.of(password, code, recoveryCode, credential)
                            .filter(java.util.Objects::nonNull)
                            .count()
                    != 1) throw Refused.invalid("password", "send one of password, code, recoveryCode and credential");
            return this;
        }
    }

    /** Returns the options for {@code navigator.credentials.get} with a passkey of the caller, for {@code proveIdentity}. */
    @PostMapping("/options")
    @Allow(value = "member", plain = true)
    Map<String, Object> beginReauthentication() {
        var person = SecondFactors.caller(people);
        return proofs.options(person, passkeys.stored(person.id()));
    }

    /**
     * Confirms who the caller is. What changes who has access needs a sign-in that is at most ten minutes old, and answers 403 {@code
     * reauthentication_required} otherwise: send a proof here, and repeat the request with the new access token. A session that began with a
     * company's sign-in signs in there again instead ({@code GET /api/auth/company/start?again=true}). A wrong password or code is a 400;
     * after five, each further attempt has to wait longer (429 with Retry-After).
     */
    @PostMapping
    @Allow(value = "member", outside = true, plain = true)
    Session proveIdentity(@Valid @RequestBody Proof details) {
        var person = transactions.read(() -> SecondFactors.caller(people));
        details.requireOne();
        if (details.password() != null) requirePassword(person, details.password());
        else if (details.credential() != null) proofs.requirePasskey(person, details.credential());
        else proofs.requireCode(person, new FactorCheck.Code(details.code(), details.recoveryCode()));
        return renewed(person, signIn.now());
    }

    private void requirePassword(Person person, String password) {
        String attempts = "password of " + person.id();
        throttle.attempt(attempts);
        if (!passwords.match(password, person.passwordHash()))
            throw Refused.invalid("password", "is not your current password");
        transactions.write(() -> throttle.succeeded(attempts));
    }

    private Session renewed(Person person, Instant now) {
        var session = Current.get().session();
        if (session == null) throw Refused.unauthorized("This access token names no session. Sign in again.");
        var by = Authentication.ofCaller().at(now);
        return transactions.write(() -> {
            sessions.proved(session.id(), now);
            return signIn.session(person, Current.get().workspace(), by.in(session.id()));
        });
    }
}
