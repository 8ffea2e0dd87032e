package io.fanfare.delivery;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A way out of the house. */
public interface Channel {
    /** As in the ledger: {@code email}, {@code newsroom}. */
    String name();

    /** The most rows that one lane of a node has submitted at once, and so the most that one crash leaves in doubt. */
    int window();

    /** How many may leave in a second, and at once, through the account that the current workspace uses. */
    Limit limit();

    /** Whether each target is an account of its own, with a limit of its own. */
    default boolean byTarget() {
        return false;
    }

    /** What one target may, where each has a limit of its own. */
    default Limit limitOf(String target) {
        return limit();
    }

    /** Makes the exact bytes that leave. No transaction is open, nothing has been submitted. */
    Parcel pack(Delivery delivery, Message message);

    /** Sends. Called once for a submitted row, outside a transaction; must come back in less than the lease of a row. */
    Outcome send(Delivery delivery, Parcel parcel);

    /** What became of a submitted row, where the other side can tell for sure; empty where it can't. */
    default Optional<Outcome> lookUp(Delivery delivery) {
        return Optional.empty();
    }

    /** The bucket that is shared with everybody who uses the same account. */
    record Limit(String bucket, double perSecond, double burst) {}

    /** What is sent: bytes for the receipt, and what a channel keeps beside them. */
    record Parcel(String provider, byte[] bytes, @Nullable Object envelope) {}

    /** What came of it. */
    sealed interface Outcome {
        /** The other side has taken it over and nothing more can be learnt. */
        record Accepted(@Nullable String reference) implements Outcome {}

        /** It is there. */
        record Confirmed(@Nullable String reference) implements Outcome {}

        /** It has surely not been taken; the same row may be tried again, not before {@code pause} is over where the other side said so. */
        record TryLater(String detail, @Nullable Duration pause) implements Outcome {
            public TryLater(String detail) {
                this(detail, null);
            }
        }

        /** It has surely not been taken and never will be. */
        record Failed(String detail) implements Outcome {}

        /** Nobody can tell: shown to a person, never tried again blindly. */
        record Unknown(String detail) implements Outcome {}
    }
}
