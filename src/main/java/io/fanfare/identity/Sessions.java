package io.fanfare.identity;

import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
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
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
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
    private final WorkspaceStore places;
    private final Workspaces workspaces;
    private final SignIn signIn;
    private final Passwords passwords;
    private final Transactions transactions;
    private final ObjectProvider<Letters> letters;
    private final BaseUrl baseUrl;
    private final Audit audit;
    private final SignUp signUp;

    Sessions(
            PersonStore people,
            SessionStore store,
            WorkspaceStore places,
            Workspaces workspaces,
            SignIn signIn,
            Passwords passwords,
            Transactions transactions,
            ObjectProvider<Letters> letters,
            BaseUrl baseUrl,
            Audit audit,
            @Value("${fanfare.signup:}") String signUp) {
        this.people = people;
        this.store = store;
        this.places = places;
        this.workspaces = workspaces;
        this.signIn = signIn;
        this.passwords = passwords;
        this.transactions = transactions;
        this.letters = letters;
        this.baseUrl = baseUrl;
        this.audit = audit;
        this.signUp = SignUp.of(signUp);
    }

    /** Who registers, and the name of their first workspace. */
    record Registration(
            @EmailAddress String email,

            @NotNull @Size(min = Passwords.SHORTEST, max = Passwords.LONGEST)
            String password,

            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 200) String workspaceName,
            @Nullable String timeZone,
            @Nullable String currency) {
        Workspaces.NewWorkspace workspace() {
            return new Workspaces.NewWorkspace(workspaceName, timeZone, currency).checked();
        }
    }

    /** Who signs in, and where; without a workspace it is the one they were in last. */
    record Login(
            @NotBlank @Size(max = 254) String email,
            @NotNull @Size(max = Passwords.LONGEST) String password,
            @Nullable UUID workspaceId) {}

    /** Where to go. */
    record Switch(@NotNull UUID workspaceId) {}

    /** Who has forgotten their password. */
    record Forgotten(@NotBlank @Size(max = 254) String email) {}

    /** A new password, by the token of the link that was mailed. */
    record Reset(
            @NotBlank @Size(max = 200) String token,

            @NotNull @Size(min = Passwords.SHORTEST, max = Passwords.LONGEST)
            String password) {}

    /** Who asks, where they are, what they may do there, and where else they belong. */
    record Me(
            Person.User user,
            Workspace workspace,
            Role role,
            Collection<String> permissions,
            List<Membership> workspaces,
            boolean demo) {}

    /**
     * Registers a person with a first workspace that they own, and signs them in. The password has 10 to 200 characters.
     * An address that has an account is a 409; sign-up is closed (403) once a person exists who is not of the demo workspace,
     * unless the server is set to keep it open.
     */
    @PostMapping("/register")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<Session> register(@Valid @RequestBody Registration details, HttpServletRequest request) {
        var workspace = details.workspace();
        transactions.read(() -> open(details.email()));
        var person = new Person(
                Ids.next(), details.email(), details.name(), passwords.hash(details.password()), null, false);
        var opened = Members.by(Ids.next(), person, Role.OWNER)
                .call(() -> transactions.write(() -> {
                    people.lockSignUp();
                    open(details.email());
                    people.insert(person);
                    workspaces.found(person, workspace, false);
                    audit.record(Subject.of("person", person.id(), person.name()), null, person.user());
                    return signIn.start(person, Current.get().workspace());
                }));
        return SignIn.answer(HttpStatus.CREATED, opened, request);
    }

    private boolean open(String email) {
        if (!signUp.admits(people.anybody()))
            throw Refused.forbidden(
                    "signup_closed", "Sign-up is closed on this server; ask for an invitation to a workspace.");
        if (people.findByEmail(email).isPresent())
            throw Refused.conflict("email_taken", "This address has an account already; sign in instead.");
        return true;
    }

    /**
     * Signs in with e-mail address and password; the access token is good for 15 minutes, and the refresh token is set as an
     * HttpOnly cookie. Without {@code workspaceId} the session is in the workspace of last time. After some wrong tries each
     * further one has to wait longer (429 with Retry-After).
     */
    @PostMapping("/login")
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<Session> login(@Valid @RequestBody Login details, HttpServletRequest request) {
        var person = signIn.known(details.email(), details.password(), request);
        var opened = transactions.write(() -> signIn.start(person, signIn.chosen(person, details.workspaceId())));
        return SignIn.answer(HttpStatus.OK, opened, request);
    }

    /**
     * Answers a new access token for the refresh cookie, which is replaced: each is good once. One that is used again later
     * has been copied, so the whole session ends (401) and the person signs in anew.
     */
    @PostMapping("/refresh")
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<Session> refreshSession(
            @CookieValue(name = SignIn.COOKIE, required = false) @Nullable String cookie, HttpServletRequest request) {
        if (cookie == null) throw Refused.unauthorized("There is no session to refresh; sign in.");
        // The end of a stolen family has to be committed, so it is a result and no exception.
        var rotation = transactions.write(() -> store.rotate(cookie));
        return switch (rotation) {
            case SessionStore.Rotation.Refused refused -> throw Refused.unauthorized(refused.why() + " Sign in again.");
            case SessionStore.Rotation.Rotated rotated -> {
                var session = transactions.read(
                        () -> signIn.session(people.find(rotated.personId()).orElseThrow(), rotated.workspaceId()));
                yield SignIn.answer(HttpStatus.OK, new Session.Opened(session, rotated.successor()), request);
            }
        };
    }

    /** Ends the session of the refresh cookie, in every tab. Access tokens that were given out end within 15 minutes. */
    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<Void> logout(
            @CookieValue(name = SignIn.COOKIE, required = false) @Nullable String cookie, HttpServletRequest request) {
        transactions.write(() -> store.end(cookie));
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, SignIn.cookie("", Duration.ZERO, request))
                .build();
    }

    /** Goes to another workspace of the person: new tokens, and the session in the old workspace ends. */
    @PostMapping("/switch")
    @Allow(value = "member", outside = true, plain = true)
    ResponseEntity<Session> switchWorkspace(
            @Valid @RequestBody Switch details,
            @CookieValue(name = SignIn.COOKIE, required = false) @Nullable String cookie,
            HttpServletRequest request) {
        var current = Current.get();
        if (current.actor().kind() != Actor.Kind.PERSON)
            throw Refused.forbidden("person_needed", "An API key belongs to one workspace; make another key there.");
        var opened = transactions.write(() -> {
            var person = people.find(current.person()).orElseThrow();
            var workspace = signIn.chosen(person, details.workspaceId());
            store.end(cookie);
            return signIn.start(person, workspace);
        });
        return SignIn.answer(HttpStatus.OK, opened, request);
    }

    /**
     * Mails a link to set a new password, once a minute at most. The answer is the same whether the address has an account
     * or not.
     */
    @PostMapping("/password/forgot")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allow(value = "public", outside = true, plain = true)
    Map<String, Object> forgotPassword(@Valid @RequestBody Forgotten details) {
        transactions.read(() -> people.findByEmail(details.email())).ifPresent(person -> transactions
                .read(() -> signIn.home(person))
                .ifPresent(home -> Members.at(home, person).run(() -> transactions.write(() -> mailReset(person)))));
        return Map.of();
    }

    private void mailReset(Person person) {
        String token = SessionStore.random();
        if (!people.insertReset(person.id(), Json.sha256(token))) return;
        letters.ifAvailable(post ->
                post.send(Current.get().workspace(), person.email(), "Set a new password for Fanfare", """
                Hello %s,

                set a new password within the next hour:
                %s/reset?token=%s

                If you did not ask for this, there is nothing to do.
                """.formatted(
                                person.name(), baseUrl.get(), token)));
    }

    /** Sets a new password by the token of the mailed link, and ends every session of that person. */
    @PostMapping("/password/reset")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow(value = "public", outside = true, plain = true)
    void resetPassword(@Valid @RequestBody Reset details) {
        String token = Json.sha256(details.token());
        var person = transactions.read(() -> people.findByReset(token)).orElseThrow(Sessions::resetNotValid);
        var home = transactions.read(() -> signIn.home(person)).orElseThrow(Sessions::resetNotValid);
        String hash = passwords.hash(details.password());
        Members.at(home, person)
                .run(() -> transactions.write(() -> {
                    if (!people.useReset(token)) throw resetNotValid();
                    people.password(person.id(), hash);
                    store.endAll(person.id());
                    audit.record(Subject.of("person", person.id(), person.name()), null, null);
                }));
    }

    private static Refused resetNotValid() {
        return Refused.unprocessable("reset_not_valid", "This link has expired or was used; ask for a new one.");
    }

    /** Answers who asks: the person, the workspace with its settings, role and permissions there, and all workspaces of a
     * person; of an API key, the one it is of. */
    @GetMapping("/me")
    @Allow("member")
    Me whoAmI() {
        var current = Current.get();
        var person = people.find(current.person()).orElseThrow();
        var workspace = places.current();
        return new Me(
                person.user(),
                workspace,
                Role.of(current),
                current.permissions(),
                workspaces.memberships(),
                workspace.demo());
    }
}
