package io.fanfare.identity;

import io.fanfare.kernel.Current;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a person has proved who they are: when, whether with a second factor, and in which workspace's company sign-in. */
record Authentication(
        Instant at, boolean secondFactor, @Nullable UUID company) {
    /** Without a second factor. */
    static Authentication byPassword(Instant at) {
        return new Authentication(at, false, null);
    }

    /** With a password or possession and another factor, or with a passkey that verified its user. */
    static Authentication byTwoFactors(Instant at) {
        return new Authentication(at, true, null);
    }

    /** As in the session of the caller; without one, as long ago as can be. */
    static Authentication ofCaller() {
        return Optional.ofNullable(Current.get().session())
                .map(session -> new Authentication(session.provedAt(), session.secondFactor(), session.company()))
                .orElseGet(() -> byPassword(Instant.EPOCH));
    }

    Authentication at(Instant later) {
        return new Authentication(later, secondFactor, company);
    }

    Current.Session in(UUID session) {
        return new Current.Session(session, at, true, secondFactor, company);
    }
}
