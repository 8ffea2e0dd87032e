package io.fanfare.identity;

import java.util.UUID;

/** A session: the person, the workspace, their role, and the token to send with every request. */
record Session(String accessToken, String tokenType, long expiresIn, Person.User user, Place workspace, Role role) {
    /** The workspace that the session is in. */
    record Place(UUID id, String name, String slug) {}

    /** A session with the refresh token that goes into the cookie and into no answer. */
    record Opened(Session session, String refreshToken) {}
}
