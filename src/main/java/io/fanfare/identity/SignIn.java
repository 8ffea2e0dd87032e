package io.fanfare.identity;

import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What all ways of signing in have in common: who it is, where they go, and the tokens they get. */
@Component
class SignIn {
    static final String COOKIE = "fanfare_refresh";
    private static final String WRONG = "The e-mail address or the password is wrong.";

    private final PersonStore people;
    private final SessionStore sessions;
    private final WorkspaceStore places;
    private final Tokens tokens;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Transactions transactions;

    SignIn(
            PersonStore people,
            SessionStore sessions,
            WorkspaceStore places,
            Tokens tokens,
            Passwords passwords,
            Throttle throttle,
            Transactions transactions) {
        this.people = people;
        this.sessions = sessions;
        this.places = places;
        this.tokens = tokens;
        this.passwords = passwords;
        this.throttle = throttle;
        this.transactions = transactions;
    }

    /** Whoever the address and the password belong to; an unknown address takes as long as a wrong password. */
    Person known(String email, String password, HttpServletRequest request) {
        throttle.attempt(email, request.getRemoteAddr());
        var person = transactions.read(() -> people.findByEmail(email));
        if (!passwords.match(password, person.map(Person::passwordHash).orElse(null)))
            throw Refused.unauthorized(WRONG).with("title", "Sign-in failed");
        transactions.write(() -> throttle.succeeded(email, request.getRemoteAddr()));
        return person.orElseThrow();
    }

    UUID chosen(Person person, @Nullable UUID wanted) {
        var mine = places.memberships(person.id()).stream().map(Membership::id).toList();
        if (wanted != null) {
            if (!mine.contains(wanted)) throw Refused.notFound();
            return wanted;
        }
        if (mine.isEmpty())
            throw Refused.forbidden(
                    "no_workspace", "You belong to no workspace any more; ask for an invitation to one.");
        return home(person).orElseThrow();
    }

    /** The workspace of last time, else the one that was joined first; empty for somebody who was removed from all. */
    Optional<UUID> home(Person person) {
        var mine = places.memberships(person.id()).stream().map(Membership::id).toList();
        var last = person.lastWorkspaceId();
        return last != null && mine.contains(last)
                ? Optional.of(last)
                : mine.stream().findFirst();
    }

    Session.Opened start(Person person, UUID workspace) {
        people.lastWorkspace(person.id(), workspace);
        return new Session.Opened(session(person, workspace), sessions.start(person.id(), workspace));
    }

    Session session(Person person, UUID workspace) {
        var place = places.memberships(person.id()).stream()
                .filter(membership -> membership.id().equals(workspace))
                .findFirst()
                .orElseThrow(
                        () -> Refused.unauthorized("You are no longer a member of this workspace; sign in again."));
        return new Session(
                tokens.issue(person.id(), workspace),
                "Bearer",
                Tokens.LIFE.toSeconds(),
                person.user(),
                new Session.Place(place.id(), place.name(), place.slug()),
                place.role());
    }

    static ResponseEntity<Session> answer(HttpStatus status, Session.Opened opened, HttpServletRequest request) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.SET_COOKIE, cookie(opened.refreshToken(), Duration.ofDays(30), request))
                .body(opened.session());
    }

    static String cookie(String value, Duration life, HttpServletRequest request) {
        return ResponseCookie.from(COOKIE, value)
                .httpOnly(true)
                .sameSite("Strict")
                .path("/api/auth")
                .secure(request.isSecure())
                .maxAge(life)
                .build()
                .toString();
    }
}
