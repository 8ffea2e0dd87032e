package io.fanfare.identity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The second step of a sign-in, with the challenge of the first. */
@RestController
@RequestMapping("/api/auth/second-factor")
class SecondFactorSignIn {
    private static final int LONGEST_CHALLENGE = 1000;

    private final SecondFactorStore store;
    private final FactorCheck check;
    private final SignInPolicy policy;
    private final SignIn signIn;
    private final Transactions transactions;
    private final Audit audit;
    private final SignInTrail trail;

    SecondFactorSignIn(
            SecondFactorStore store,
            FactorCheck check,
            SignInPolicy policy,
            SignIn signIn,
            Transactions transactions,
            Audit audit,
            SignInTrail trail) {
        this.store = store;
        this.check = check;
        this.policy = policy;
        this.signIn = signIn;
        this.transactions = transactions;
        this.audit = audit;
        this.trail = trail;
    }

    /** The challenge with a code of the authenticator app, or else a recovery code. */
    record Answer(
            @NotBlank @Size(max = LONGEST_CHALLENGE) String challenge,
            @Nullable @Size(max = 20) String code,
            @Nullable @Size(max = 20) String recoveryCode) {}

    /** The challenge of a sign-in that asks for a second factor to be set up. */
    record SetUp(@NotBlank @Size(max = LONGEST_CHALLENGE) String challenge) {}

    /** The challenge, and the code that the new app shows. */
    record SetUpConfirmation(
            @NotBlank @Size(max = LONGEST_CHALLENGE) String challenge,
            @NotBlank @Size(max = 20) String code) {}

    /** A session, with the recovery codes of the app that was just set up; they are never shown again. */
    record SetUpSession(
            String accessToken,
            String tokenType,
            long expiresIn,
            Person.User user,
            Session.Place workspace,
            Role role,
            List<String> recoveryCodes) {
        static SetUpSession of(Session session, List<String> codes) {
            return new SetUpSession(
                    session.accessToken(),
                    session.tokenType(),
                    session.expiresIn(),
                    session.user(),
                    session.workspace(),
                    session.role(),
                    codes);
        }
    }

    /**
     * Signs in with the {@code challenge} of a 401 {@code second_factor_required} and a {@code code} of the authenticator app, or a {@code
     * recoveryCode}. Each code works once. A wrong one is a 400; after five, each further attempt has to wait longer (429 with
     * Retry-After). A challenge that has expired is a 401 {@code challenge_expired}.
     */
    @PostMapping
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<Session> proveSecondFactor(@Valid @RequestBody Answer details, HttpServletRequest request) {
        var pending = transactions.read(() -> policy.pending(details.challenge()));
        check.require(pending.person().id(), new FactorCheck.Code(details.code(), details.recoveryCode()));
        return signIn.answer(HttpStatus.OK, started(pending, request), request);
    }

    private Session.Opened started(SignInPolicy.Pending pending, HttpServletRequest request) {
        var by = Authentication.byTwoFactors(signIn.now());
        var opened = transactions.write(() -> signIn.start(pending.person(), pending.workspace(), by, request));
        trail.succeeded(pending.workspace(), pending.person().id(), "second_factor", SignInTrail.Origin.of(request));
        return opened;
    }

    /** Begins to set up an authenticator app with the {@code challenge} of a 401 {@code second_factor_setup_required}. */
    @PostMapping("/setup")
    @Allow(value = "public", outside = true, plain = true)
    SecondFactors.NewTotp beginSecondFactor(@Valid @RequestBody SetUp details) {
        return transactions.write(() -> {
            var person = withoutFactor(details.challenge()).person();
            byte[] secret = Totp.secret();
            store.begin(person.id(), secret);
            return SecondFactors.NewTotp.of(secret, person);
        });
    }

    /** A challenge must not replace the factor that it would have to be answered with. */
    private SignInPolicy.Pending withoutFactor(String challenge) {
        var pending = policy.pending(challenge);
        if (store.factors(pending.person().id()).any())
            throw Refused.conflict("second_factor_set_up", "You already have a second factor. Sign in with it.");
        return pending;
    }

    /**
     * Confirms the new authenticator app with a code of it and signs in. The response is a session with ten {@code recoveryCodes}, which
     * are shown only once.
     */
    @PostMapping("/setup/confirm")
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<SetUpSession> confirmSecondFactor(
            @Valid @RequestBody SetUpConfirmation details, HttpServletRequest request) {
        var pending = transactions.read(() -> withoutFactor(details.challenge()));
        var person = pending.person();
        check.requireSetUp(person.id(), details.code());
        var codes = Members.at(pending.workspace(), person)
                .call(() -> transactions.write(() -> {
                    store.confirm(person.id());
                    audit.record(
                            Subject.of("person", person.id(), person.name()), null, Map.of("secondFactor", "totp"));
                    return store.renewRecoveryCodes(person.id());
                }));
        var answer = signIn.answer(HttpStatus.OK, started(pending, request), request);
        return ResponseEntity.ok()
                .headers(answer.getHeaders())
                .body(SetUpSession.of(java.util.Objects.requireNonNull(answer.getBody()), codes));
    }
}
