package io.fanfare.identity;

import io.fanfare.kernel.Ids;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person who can sign in. {@code sessionEpoch} is part of their access tokens: raised, it ends them all. */
record Person(
        UUID id,
        String email,
        String name,
        String passwordHash,
        @Nullable UUID lastWorkspaceId,
        boolean demo,
        int sessionEpoch) {
    static Person newcomer(String email, String name, String passwordHash, boolean demo) {
        return new Person(Ids.next(), email, name, passwordHash, null, demo, 0);
    }

    /** A person as other members see them. */
    public record User(UUID id, String email, String name) {}

    User user() {
        return new User(id, email, name);
    }

    Person ofDemo(boolean itIs) {
        return new Person(id, email, name, passwordHash, lastWorkspaceId, itIs, sessionEpoch);
    }

    @Override
    public String toString() {
        return name + " " + id;
    }
}
