package io.fanfare.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who can sign in, whatever workspaces they belong to. */
record Person(
        UUID id,
        String email,
        String name,
        String passwordHash,
        @Nullable UUID lastWorkspaceId,
        boolean demo) {
    /** What others see of a person. */
    public record User(UUID id, String email, String name) {}

    User user() {
        return new User(id, email, name);
    }

    Person ofDemo(boolean itIs) {
        return new Person(id, email, name, passwordHash, lastWorkspaceId, itIs);
    }

    @Override
    public String toString() {
        return name + " " + id;
    }
}
