package io.fanfare.identity;

import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Transactions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people change of their own account: name, password, and where they are signed in. The same in all workspaces. */
@RestController
@RequestMapping("/api/auth")
class OwnAccount {
    private final PersonStore people;
    private final SessionStore sessions;
    private final SignIn signIn;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Transactions transactions;
    private final Audit audit;
    private final Inputs inputs;

    OwnAccount(
            PersonStore people,
            SessionStore sessions,
            SignIn signIn,
            Passwords passwords,
            Throttle throttle,
            Transactions transactions,
            Audit audit,
            Inputs inputs) {
        this.people = people;
        this.sessions = sessions;
        this.signIn = signIn;
        this.passwords = passwords;
        this.throttle = throttle;
        this.transactions = transactions;
        this.audit = audit;
        this.inputs = inputs;
    }

    /** What a person changes about themselves. */
    record Profile(@NotBlank @Size(max = 200) String name) {}

    /** A new password, with the present one. */
    record NewPassword(
            @NotNull @Size(max = Passwords.LONGEST) String currentPassword,

            @NotNull @Size(min = Passwords.SHORTEST, max = Passwords.LONGEST)
            String newPassword) {}

    /** Changes the name of the caller with a JSON merge patch. It is the same in all their workspaces. API keys can't do this. */
    @PatchMapping("/me")
    @Allow("member")
    Person.User changeProfile(@RequestBody Patch<Profile> patch) {
        var person = caller();
        var profile = patch.onto(new Profile(person.name()), Profile.class, inputs);
        people.rename(person.id(), profile.name());
        var after = new Person.User(person.id(), person.email(), profile.name());
        audit.record(Subject.of("person", person.id(), profile.name()), person.user(), after);
        return after;
    }

    /**
     * Sets a new password of 10 to 200 characters. All other sessions of the person end immediately; the response and its
     * cookie are a new session for this device. API keys stay. A wrong {@code currentPassword} is a 400, and after five of them
     * each further attempt has to wait longer (429 with Retry-After).
     */
    @PostMapping("/me/password")
    @Allow(value = "member", outside = true, plain = true, audited = AuditClass.SIGN_IN)
    ResponseEntity<Session> changePassword(@Valid @RequestBody NewPassword details, HttpServletRequest request) {
        var person = transactions.read(this::caller);
        String attempts = "password of " + person.id();
        throttle.attempt(attempts);
        if (!passwords.match(details.currentPassword(), person.passwordHash()))
            throw Refused.invalid("currentPassword", "is not your current password");
        passwords.requireStrong("newPassword", details.newPassword(), person.email(), person.name());
        String hash = passwords.hash(details.newPassword());
        var now = signIn.now();
        var opened = transactions.write(() -> {
            throttle.succeeded(attempts);
            people.password(person.id(), hash);
            sessions.endAll(person.id());
            audit.record(Subject.of("person", person.id(), person.name()), null, null);
            return signIn.start(
                    caller(),
                    Current.get().workspace(),
                    Authentication.ofCaller().at(now),
                    request);
        });
        return signIn.answer(HttpStatus.OK, opened, request);
    }

    /**
     * Lists where the caller is signed in, last used first: {@code device} is the browser and system of the sign-in, {@code network} the
     * address that the session was last used from, {@code company} marks a sign-in with an identity provider, and {@code current} the
     * session of the refresh cookie.
     */
    @GetMapping("/sessions")
    @Allow("member")
    Page<SessionStore.OpenSession> listSessions(
            @CookieValue(name = SignIn.COOKIE, required = false) @Nullable String cookie) {
        return Page.all(sessions.open(caller().id(), own(cookie), null));
    }

    /**
     * Ends a session of the caller immediately, on all nodes: it can't be continued, and its access token is refused.
     */
    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow(value = "member", audited = AuditClass.SIGN_IN)
    void endSession(@PathVariable UUID id) {
        var person = caller();
        if (!sessions.end(person.id(), id)) throw Refused.notFound();
        audit.record(Subject.of("person", person.id(), person.name()), null, null);
    }

    /** Ends all sessions of the caller but that of the refresh cookie, immediately. */
    @PostMapping("/sessions/end-others")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow(value = "member", audited = AuditClass.SIGN_IN)
    void endOtherSessions(@CookieValue(name = SignIn.COOKIE, required = false) @Nullable String cookie) {
        var person = caller();
        sessions.endOthers(person.id(), own(cookie));
        audit.record(Subject.of("person", person.id(), person.name()), null, null);
    }

    /** The session of the cookie, or else that of the access token. */
    private @Nullable UUID own(@Nullable String cookie) {
        var session = Current.get().session();
        return sessions.family(cookie).orElse(session == null ? null : session.id());
    }

    private Person caller() {
        var current = Current.get();
        if (current.actor().kind() != Actor.Kind.PERSON)
            throw Refused.forbidden("person_needed", "An API key has no account of its own. Sign in instead.");
        return people.find(current.person()).orElseThrow();
    }
}
