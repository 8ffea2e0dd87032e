package io.fanfare.kernel;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who acts. For an API key {@code personId} is the person who created it, for an agent the one who connected it: they are
 * responsible for what it does.
 */
public record Actor(Kind kind, @Nullable UUID id, @Nullable UUID personId, String name) {
    /**
     * A person in the browser, a program with a key, an agent that uses tools, Fanfare itself, or someone without an account who was
     * given a link.
     */
    public enum Kind {
        PERSON,
        API_KEY,
        AGENT,
        SYSTEM,
        GUEST
    }

    /** Whether it acts without a person at the keyboard, for the one who is responsible for it. */
    public boolean isProgram() {
        return kind == Kind.API_KEY || kind == Kind.AGENT;
    }

    public static Actor person(UUID id, String name) {
        return new Actor(Kind.PERSON, id, id, name);
    }

    /** Whoever has a link; its id stands for the person. */
    public static Actor guest(UUID link, String name) {
        return new Actor(Kind.GUEST, link, link, name);
    }

    public static Actor house(String name) {
        return new Actor(Kind.SYSTEM, null, null, name);
    }
}
