package io.fanfare.kernel;

import org.jspecify.annotations.Nullable;

/** The optimistic version of things that people edit together. */
public final class Versions {
    private Versions() {}

    /** Refuses a change by a client that has seen another version; {@code noun} names the thing, such as {@code campaign}. */
    public static void expect(@Nullable Integer seen, int current, String noun) {
        if (seen != null && seen != current)
            throw Refused.conflict(
                    noun + "_version_conflict",
                    "This " + noun + " has changed since you read it: it is now version " + current
                            + ". Read it again and repeat your change.");
    }

    /** The same for a patch that names the version. */
    public static void expect(Patch<?> patch, int current, String noun) {
        expect(patch.version().orElse(null), current, noun);
    }
}
