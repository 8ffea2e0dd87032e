package io.fanfare.identity;

import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Signing in and out. These operations run outside a transaction, because hashing a password takes long, and open short
 * ones; their answers are not kept for an Idempotency-Key, because they hold tokens.
 */
@RestController
@RequestMapping("/api/auth")
class Sessions {
    private final PersonStore people;
    private final SessionStore store;
    private final Workspaces workspaces;
    private final SignIn signIn;
    private final PasswordSignIn passwords;
    private final SessionRenewal renewal;
    private final Transactions transactions;
    private final SignInTrail trail;

    Sessions(
            PersonStore people,
            SessionStore store,
            Workspaces workspaces,
            SignIn signIn,
            PasswordSignIn passwords,
            SessionRenewal renewal,
            Transactions transactions,
            SignInTrail trail) {
        this.people = people;
        this.store = store;
        this.workspaces = workspaces;
        this.signIn = signIn;
        this.passwords = passwords;
        this.renewal = renewal;
        this.transactions = transactions;
        this.trail = trail;
    }

    /** The credentials of a person; the default workspace is the one of their last session. */
    record Login(
            @NotBlank @Size(max = 254) String email,
            @NotNull @Size(max = Passwords.LONGEST) String password,
            @Nullable UUID workspaceId) {}

    /** The workspace to switch to. */
    record Switch(@NotNull UUID workspaceId) {}

    /** The caller, their workspace, their role and permissions there, and all their workspaces. */
    record Me(
            Person.User user,
            Workspace workspace,
            Role role,
            Collection<String> permissions,
            List<Membership> workspaces,
            boolean demo) {}

    /**
     * Signs in with e-mail address and password. The access token is valid for 15 minutes; the refresh token is set as an
     * HttpOnly cookie. The default workspace is the one of the last session. After five failed attempts, each
     * further attempt for that account has to wait longer (429 with Retry-After). Devices on which the person has signed in
     * before are counted separately.
     *
     * <p>A 401 with one of these codes is not a failure but a step: {@code second_factor_required} and {@code
     * second_factor_setup_required} carry a {@code challenge} that is valid for ten minutes, and the {@code methods} that answer it
     * ({@code POST /api/auth/second-factor}, {@code POST /api/auth/second-factor/setup}); {@code company_sign_in_required} sends everyone
     * with an address of that domain to {@code GET /api/auth/company/start}.
     */
    @PostMapping("/login")
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<Session> login(@Valid @RequestBody Login details, HttpServletRequest request) {
        var person = known(details, request);
        var by = Authentication.byPassword(signIn.now());
        var opened = transactions.write(
                () -> signIn.start(person, signIn.chosen(person, details.workspaceId()), by, request));
        trail.succeeded(
                opened.session().workspace().id(), person.id(), SignInTrail.PASSWORD, SignInTrail.Origin.of(request));
        return signIn.answer(HttpStatus.OK, opened, request);
    }

    private Person known(Login details, HttpServletRequest request) {
        try {
            return passwords.known(details.email(), details.password(), request);
        } catch (Refused refused) {
            trail.failed(details.email(), SignInTrail.PASSWORD, refused.code(), SignInTrail.Origin.of(request));
            throw refused;
        }
    }

    /**
     * Returns a new access token for the refresh cookie, and replaces the cookie: each is valid once. A cookie that is used
     * again later has been copied, so the session ends (401) and the person has to sign in again.
     */
    @PostMapping("/refresh")
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<Session> refreshSession(
            @CookieValue(name = SignIn.COOKIE, required = false) @Nullable String cookie, HttpServletRequest request) {
        if (cookie == null) throw Refused.unauthorized("There is no session to refresh. Sign in.");
        // The end of a stolen session has to be committed, so it is a result and not an exception.
        var rotation = transactions.write(() -> store.rotate(cookie, SessionStore.Origin.of(request)));
        return switch (rotation) {
            case SessionStore.Rotation.Refused refused -> throw Refused.unauthorized(refused.why() + " Sign in again.");
            case SessionStore.Rotation.Rotated rotated ->
                signIn.answer(HttpStatus.OK, renewal.continued(rotated), request);
        };
    }

    /** Ends the session of the refresh cookie immediately, in every tab. */
    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<Void> logout(
            @CookieValue(name = SignIn.COOKIE, required = false) @Nullable String cookie, HttpServletRequest request) {
        transactions
                .write(() -> store.end(cookie))
                .ifPresent(ended -> trail.happened(ended.workspaceId(), ended.personId(), "signOut", Map.of()));
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, SignIn.cookie("", Duration.ZERO, request))
                .build();
    }

    /**
     * Switches to another workspace of the person: returns new tokens and ends the session in the old workspace. If that workspace
     * requires a second factor and the session has none, this is a 401 with a {@code challenge}, as for {@code login}. A session that
     * began with a company's sign-in can't leave the company's workspace (403 {@code company_session}).
     */
    @PostMapping("/switch")
    @Allow(value = "member", outside = true, plain = true)
    ResponseEntity<Session> switchWorkspace(
            @Valid @RequestBody Switch details,
            @CookieValue(name = SignIn.COOKIE, required = false) @Nullable String cookie,
            HttpServletRequest request) {
        var current = Current.get();
        if (current.actor().kind() != Actor.Kind.PERSON)
            throw Refused.forbidden("person_needed", "An API key belongs to one workspace. Create another key there.");
        var opened = transactions.write(() -> {
            var person = people.find(current.person()).orElseThrow();
            var workspace = signIn.chosen(person, details.workspaceId());
            var session = signIn.start(person, workspace, Authentication.ofCaller(), request);
            store.end(cookie);
            return session;
        });
        var workspace = opened.session().workspace().id();
        trail.succeeded(workspace, current.person(), "switch", SignInTrail.Origin.of(request));
        return signIn.answer(HttpStatus.OK, opened, request);
    }

    /**
     * Returns the caller: the person, the workspace with its settings, their role and permissions there, and all workspaces
     * of the person. For an API key, only its own workspace.
     */
    @GetMapping("/me")
    @Allow("member")
    Me whoAmI() {
        var current = Current.get();
        var person = people.find(current.person()).orElseThrow();
        var workspace = workspaces.current();
        return new Me(
                person.user(),
                workspace,
                Role.of(current),
                current.permissions(),
                workspaces.memberships(),
                workspace.demo());
    }
}
