package io.fanfare.identity;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.SignedToken;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
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

    private final PersonStore people;
    private final SessionStore sessions;
    private final WorkspaceStore places;
    private final AccessTokens tokens;
    private final SignedToken signed;
    private final SignInPolicy policy;

    SignIn(
            PersonStore people,
            SessionStore sessions,
            WorkspaceStore places,
            AccessTokens tokens,
            SignedToken signed,
            SignInPolicy policy) {
        this.people = people;
        this.sessions = sessions;
        this.places = places;
        this.tokens = tokens;
        this.signed = signed;
        this.policy = policy;
    }

    boolean knowsDevice(HttpServletRequest request, UUID person) {
        var cookie = WebUtils.getCookie(request, DEVICE);
        return cookie != null
                && signed.readIds(DEVICE_PURPOSE, cookie.getValue())
                        .filter(List.of(person)::equals)
                        .isPresent();
    }

    Instant now() {
        return policy.now();
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

    /** Starts a session, unless the person or the workspace requires more than what was proved. */
    Session.Opened start(Person person, UUID workspace, Authentication by, HttpServletRequest request) {
        policy.require(person, workspace, by);
        people.lastWorkspace(person.id(), workspace);
        var started = sessions.start(person.id(), workspace, by, SessionStore.Origin.of(request));
        return new Session.Opened(session(person, workspace, by.in(started.id())), started.token());
    }

    Session session(Person person, UUID workspace, Current.Session session) {
        var place = places.memberships(person.id()).stream()
                .filter(membership -> membership.id().equals(workspace))
                .findFirst()
                .orElseThrow(
                        () -> Refused.unauthorized("You are no longer a member of this workspace. Sign in again."));
        return new Session(
                tokens.issue(person, workspace, session),
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
