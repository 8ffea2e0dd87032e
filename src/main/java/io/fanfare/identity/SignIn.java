package io.fanfare.identity;

import io.fanfare.kernel.Refused;
import io.fanfare.kernel.SignedToken;
import io.fanfare.kernel.Transactions;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Shared by all ways to sign in: the person, the workspace and the tokens they get. */
@Component
class SignIn {
    static final String COOKIE = "fanfare_refresh";
    private static final String DEVICE = "fanfare_device";
    private static final String DEVICE_PURPOSE = "identity known device";
    private static final String WRONG = "The e-mail address or the password is wrong.";

    private final PersonStore people;
    private final SessionStore sessions;
    private final WorkspaceStore places;
    private final AccessTokens tokens;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Transactions transactions;
    private final SignedToken signed;

    SignIn(
            PersonStore people,
            SessionStore sessions,
            WorkspaceStore places,
            AccessTokens tokens,
            Passwords passwords,
            Throttle throttle,
            Transactions transactions,
            SignedToken signed) {
        this.people = people;
        this.sessions = sessions;
        this.places = places;
        this.tokens = tokens;
        this.passwords = passwords;
        this.throttle = throttle;
        this.transactions = transactions;
        this.signed = signed;
    }

    /** The person with this address and password. An unknown address takes as long as a wrong password. */
    Person known(String email, String password, HttpServletRequest request) {
        var person = transactions.read(() -> people.findByEmail(email));
        String account = person.filter(known -> knowsDevice(request, known.id()))
                .map(known -> Throttle.ofKnownDevice(known.id()))
                .orElseGet(() -> Throttle.ofEmail(email));
        throttle.attempt(account);
        if (!passwords.match(password, person.map(Person::passwordHash).orElse(null))) {
            throttle.failedFrom(request.getRemoteAddr());
            throw Refused.unauthorized(WRONG).with("title", "Sign-in failed");
        }
        transactions.write(() -> throttle.succeeded(account));
        return person.orElseThrow();
    }

    private boolean knowsDevice(HttpServletRequest request, UUID person) {
        var cookie = WebUtils.getCookie(request, DEVICE);
        return cookie != null
                && signed.readIds(DEVICE_PURPOSE, cookie.getValue())
                        .filter(List.of(person)::equals)
                        .isPresent();
    }

    UUID chosen(Person person, @Nullable UUID wanted) {
        var mine = workspaces(person);
        if (wanted != null) {
            if (!mine.contains(wanted)) throw Refused.notFound();
            return wanted;
        }
        if (mine.isEmpty())
            throw Refused.forbidden("no_workspace", "You no longer belong to a workspace. Ask for an invitation.");
        return home(person).orElseThrow();
    }

    /** The workspace of the last session, else the one joined first; empty for a person who was removed from all. */
    Optional<UUID> home(Person person) {
        var mine = workspaces(person);
        var last = person.lastWorkspaceId();
        return last != null && mine.contains(last)
                ? Optional.of(last)
                : mine.stream().findFirst();
    }

    List<UUID> workspaces(Person person) {
        return places.memberships(person.id()).stream().map(Membership::id).toList();
    }

    Session.Opened start(Person person, UUID workspace, HttpServletRequest request) {
        people.lastWorkspace(person.id(), workspace);
        String device = Device.of(request.getHeader(HttpHeaders.USER_AGENT));
        return new Session.Opened(session(person, workspace), sessions.start(person.id(), workspace, device));
    }

    Session session(Person person, UUID workspace) {
        var place = places.memberships(person.id()).stream()
                .filter(membership -> membership.id().equals(workspace))
                .findFirst()
                .orElseThrow(
                        () -> Refused.unauthorized("You are no longer a member of this workspace. Sign in again."));
        return new Session(
                tokens.issue(person, workspace),
                "Bearer",
                AccessTokens.LIFE.toSeconds(),
                person.user(),
                new Session.Place(place.id(), place.name(), place.slug()),
                place.role());
    }

    /** The response to a sign-in. Its cookies hold the refresh token, and that this person has signed in on this device. */
    ResponseEntity<Session> answer(HttpStatus status, Session.Opened opened, HttpServletRequest request) {
        String device = signed.sign(DEVICE_PURPOSE, opened.session().user().id());
        return ResponseEntity.status(status)
                .header(HttpHeaders.SET_COOKIE, cookie(opened.refreshToken(), Duration.ofDays(30), request))
                .header(HttpHeaders.SET_COOKIE, cookie(DEVICE, device, "/api", Duration.ofDays(400), request))
                .body(opened.session());
    }

    static String cookie(String value, Duration life, HttpServletRequest request) {
        return cookie(COOKIE, value, "/api/auth", life, request);
    }

    private static String cookie(String name, String value, String path, Duration life, HttpServletRequest request) {
        return ResponseCookie.from(name, value)
                .httpOnly(true)
                .sameSite("Strict")
                .path(path)
                .secure(request.isSecure())
                .maxAge(life)
                .build()
                .toString();
    }
}
