package io.fanfare.identity;

import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The authenticator app and the recovery codes of the caller. The same in all their workspaces. */
@RestController
@RequestMapping("/api/auth/me")
class SecondFactors {
    private final SecondFactorStore store;
    private final PersonStore people;
    private final SessionStore sessions;
    private final FactorCheck check;
    private final SignInPolicy policy;
    private final Transactions transactions;
    private final Audit audit;

    SecondFactors(
            SecondFactorStore store,
            PersonStore people,
            SessionStore sessions,
            FactorCheck check,
            SignInPolicy policy,
            Transactions transactions,
            Audit audit) {
        this.store = store;
        this.people = people;
        this.sessions = sessions;
        this.check = check;
        this.policy = policy;
        this.transactions = transactions;
        this.audit = audit;
    }

    /**
     * How the caller signs in: whether they have a password and an authenticator app, how many recovery codes are left and how many
     * passkeys they have, whether this workspace requires a second factor, and whether this session began with their company's sign-in.
     */
    record Factors(
            boolean password, boolean totp, int recoveryCodesLeft, int passkeys, boolean required, boolean company) {}

    /** The secret of an authenticator app that is being set up; {@code uri} is for a QR code. */
    record NewTotp(String secret, String uri) {
        static NewTotp of(byte[] secret, Person person) {
            return new NewTotp(Totp.base32(secret), Totp.uri(secret, person.email()));
        }
    }

    /** The code that the app shows now. */
    record Confirmation(@NotBlank @Size(max = 20) String code) {}

    /** Recovery codes, which are never shown again. Each works once. */
    record RecoveryCodes(List<String> recoveryCodes) {}

    /** Returns how the caller can sign in, and what the workspace requires. */
    @GetMapping("/second-factor")
    @Allow("member")
    Factors readSecondFactor() {
        var person = caller(people);
        var known = store.factors(person.id());
        var session = Current.get().session();
        return new Factors(
                !person.passwordHash().equals(Passwords.NONE),
                known.app(),
                known.recoveryCodes(),
                known.passkeys(),
                policy.rules(Current.get().workspace(), person.id()).secondFactorRequired(),
                session != null && session.company() != null);
    }

    /**
     * Begins to set up an authenticator app: RFC 6238, SHA-1, six digits, 30 seconds. It counts once {@code confirmTotp} got a code of it.
     * An app that is in use is a 409; remove it first. Needs a recent sign-in.
     */
    @PostMapping("/totp")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(value = "member", outside = true, plain = true)
    NewTotp beginTotp() {
        RecentSignIn.requirePerson();
        return transactions.write(() -> {
            var person = caller(people);
            requireOwnSignIn();
            if (store.factors(person.id()).app())
                throw Refused.conflict(
                        "second_factor_set_up",
                        "You already use an authenticator app. Remove it first to set up another.");
            byte[] secret = Totp.secret();
            store.begin(person.id(), secret);
            return NewTotp.of(secret, person);
        });
    }

    /**
     * Confirms the new authenticator app with the code that it shows. From now on, signing in with a password also needs a code. Returns
     * ten recovery codes, which are shown only once.
     */
    @PostMapping("/totp/confirm")
    @Allow(value = "member", outside = true, plain = true)
    RecoveryCodes confirmTotp(@Valid @RequestBody Confirmation details) {
        RecentSignIn.requirePerson();
        var person = transactions.read(() -> caller(people));
        check.requireSetUp(person.id(), details.code());
        return transactions.write(() -> {
            store.confirm(person.id());
            var session = Current.get().session();
            if (session != null) sessions.provedSecondFactor(session.id());
            audit.record(Subject.of("person", person.id(), person.name()), null, Map.of("secondFactor", "totp"));
            return new RecoveryCodes(store.renewRecoveryCodes(person.id()));
        });
    }

    /** Removes the authenticator app of the caller and its recovery codes. Needs a recent sign-in. */
    @DeleteMapping("/totp")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("member")
    void removeTotp() {
        RecentSignIn.requirePerson();
        requireOwnSignIn();
        var person = caller(people);
        if (!store.delete(person.id())) throw Refused.notFound();
        audit.record(Subject.of("person", person.id(), person.name()), Map.of("secondFactor", "totp"), null);
    }

    /** Creates ten new recovery codes; the old ones stop working. Needs a recent sign-in and an authenticator app (409 without one). */
    @PostMapping("/recovery-codes")
    @Allow(value = "member", outside = true, plain = true)
    RecoveryCodes renewRecoveryCodes() {
        RecentSignIn.requirePerson();
        requireOwnSignIn();
        return transactions.write(() -> {
            var person = caller(people);
            if (!store.factors(person.id()).app())
                throw Refused.conflict("no_second_factor", "Set up an authenticator app first.");
            audit.record(Subject.of("person", person.id(), person.name()), null, Map.of("recoveryCodes", "renewed"));
            return new RecoveryCodes(store.renewRecoveryCodes(person.id()));
        });
    }

    static Person caller(PersonStore people) {
        var current = Current.get();
        if (current.actor().kind() != Actor.Kind.PERSON)
            throw Refused.forbidden("person_needed", "An API key has no account of its own. Sign in instead.");
        return people.find(current.person()).orElseThrow();
    }

    /** A company may sign its people in to its own workspace, but not give them a way into others. */
    static void requireOwnSignIn() {
        var session = Objects.requireNonNull(Current.get().session());
        if (session.company() != null)
            throw Refused.forbidden(
                    "company_session",
                    "You signed in with your company, which has its own second factor. To change yours, sign in with your password or a passkey.");
    }
}
