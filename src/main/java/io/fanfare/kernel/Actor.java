package io.fanfare.kernel;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who acts. For an API key {@code personId} is the person who created the key and is responsible for it. */
public record Actor(Kind kind, @Nullable UUID id, @Nullable UUID personId, String name) {
    /** A person in the browser, a program with a key, or Fanfare itself. */
    public enum Kind {
        PERSON,
        API_KEY,
        SYSTEM
    }

    public static Actor person(UUID id, String name) {
        return new Actor(Kind.PERSON, id, id, name);
    }

    public static Actor house(String name) {
        return new Actor(Kind.SYSTEM, null, null, name);
    }
}
