package io.fanfare.identity;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Transactions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signing in with a passkey, without an address or a password. */
@RestController
@RequestMapping("/api/auth/passkeys")
class PasskeySignIn {
    private final WebAuthn webAuthn;
    private final PasskeyCheck check;
    private final PersonStore people;
    private final SignInPolicy policy;
    private final SignIn signIn;
    private final Transactions transactions;
    private final SignInTrail trail;

    PasskeySignIn(
            WebAuthn webAuthn,
            PasskeyCheck check,
            PersonStore people,
            SignInPolicy policy,
            SignIn signIn,
            Transactions transactions,
            SignInTrail trail) {
        this.webAuthn = webAuthn;
        this.check = check;
        this.people = people;
        this.policy = policy;
        this.signIn = signIn;
        this.transactions = transactions;
        this.trail = trail;
    }

    /** The response of {@code navigator.credentials.get} as {@code toJSON()} writes it; the default workspace is that of the last session. */
    record PasskeyLogin(
            @NotNull Map<String, Object> credential,
            @Nullable UUID workspaceId) {}

    /** Returns the options for {@code navigator.credentials.get}, with a challenge that is valid for five minutes and once. */
    @PostMapping("/options")
    @Allow(value = "public", outside = true, plain = true)
    Map<String, Object> beginPasskeySignIn() {
        return webAuthn.requestOptions(webAuthn.challenge(WebAuthn.Use.SIGN_IN, null), List.of());
    }

    /**
     * Signs in with a passkey. It counts as both factors, because it verifies its user. A passkey that is unknown or whose response is
     * invalid is a 401 {@code passkey_invalid}.
     */
    @PostMapping("/sign-in")
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<Session> signInWithPasskey(@Valid @RequestBody PasskeyLogin details, HttpServletRequest request) {
        var passkey = check.require(WebAuthn.Use.SIGN_IN, details.credential());
        var by = Authentication.byTwoFactors(signIn.now());
        var opened = transactions.write(() -> {
            var person = people.find(passkey.personId()).orElseThrow();
            if (policy.mustUseCompany(person)) throw SignInPolicy.companyRequired(person.email());
            return signIn.start(person, signIn.chosen(person, details.workspaceId()), by, request);
        });
        trail.succeeded(
                opened.session().workspace().id(), passkey.personId(), "passkey", SignInTrail.Origin.of(request));
        return signIn.answer(HttpStatus.OK, opened, request);
    }
}
