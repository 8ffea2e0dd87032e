package io.fanfare.identity;

import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Refused;
import java.time.Duration;

/**
 * Sign-in required again: what changes who has access needs a person who proved who they are within ten minutes. Programs are not
 * asked: an API key that may do this was created by a person who was.
 */
public final class RecentSignIn {
    static final Duration LIFE = Duration.ofMinutes(10);

    private RecentSignIn() {}

    /** Refuses a person who signed in longer ago. */
    public static void require() {
        var current = Current.get();
        if (current.actor().kind() != Actor.Kind.PERSON) return;
        var session = current.session();
        if (session == null || !session.recent())
            throw Refused.forbidden(
                    "reauthentication_required",
                    "Confirm that it's you: send your password, a code or a passkey to POST /api/auth/reauthenticate, then repeat this.");
    }

    /** Refuses programs, and a person who signed in longer ago. */
    static void requirePerson() {
        if (Current.get().actor().kind() != Actor.Kind.PERSON)
            throw Refused.forbidden("person_needed", "Only a person can do this. Sign in and do it there.");
        require();
    }
}
