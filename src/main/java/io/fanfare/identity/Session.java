package io.fanfare.identity;

import java.util.UUID;

/** The answer to signing in: who, where, as what, and the token to send with every request from now on. */
record Session(String accessToken, String tokenType, long expiresIn, Person.User user, Place workspace, Role role) {
    /** The workspace that the session is in. */
    record Place(UUID id, String name, String slug) {}

    /** A session with the refresh token that goes into the cookie and into no answer. */
    record Opened(Session session, String refreshToken) {}
}
