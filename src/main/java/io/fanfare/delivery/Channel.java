package io.fanfare.delivery;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A way to send messages. */
public interface Channel {
    /** As in the ledger: {@code email}, {@code newsroom}. */
    String name();

    /** The most rows of one route that a node has submitted at once, and so the most that one crash leaves in doubt. */
    int window();

    /** Whether each target is an account with a limit of its own. */
    default boolean byTarget() {
        return false;
    }

    /** Whether each item is an address with a limit of its own; {@link #route} then gets the id of the item. */
    default boolean byItem() {
        return false;
    }

    /**
     * The account that messages to this target are sent by, and its limit. Called in the transaction that reads due rows, so a
     * change of the account applies to every row that is read later.
     *
     * @param target null where the channel is neither {@link #byTarget} nor {@link #byItem}
     */
    Route route(@Nullable String target);

    /** Makes the exact bytes to send. No transaction is open, nothing has been submitted. */
    Parcel pack(Delivery delivery, Message message, Route route);

    /** Sends. Called once for a submitted row, outside a transaction; must return before the lease of a row ends. */
    Outcome send(Delivery delivery, Parcel parcel);

    /** The outcome of a submitted row, if the provider can tell for certain. */
    default Optional<Outcome> lookUp(Delivery delivery) {
        return Optional.empty();
    }

    /**
     * An account and its limit.
     *
     * @param bucket shared by everyone who sends by the same account
     * @param account what the channel itself needs to know of it
     */
    record Route(
            String bucket,
            double perSecond,
            double burst,
            @Nullable Object account) {}

    /** The bytes of a message, whose hash the receipt keeps, and what the channel needs beside them to send it. */
    record Parcel(String provider, byte[] bytes, @Nullable Object envelope) {}

    /** The result of one attempt. */
    sealed interface Outcome {
        /** The provider has accepted it; nothing more can be learnt. */
        record Accepted(@Nullable String reference) implements Outcome {}

        /** It has arrived. */
        record Confirmed(@Nullable String reference) implements Outcome {}

        /** It was stored on this server and sent to nobody, because no provider is connected. */
        record Captured(@Nullable String reference) implements Outcome {}

        /** A person sends it, and confirms it later. */
        record HandedOver() implements Outcome {}

        /** It was certainly not accepted and can be retried, not before {@code pause} is over if the provider asked for one. */
        record TryLater(String detail, @Nullable Duration pause) implements Outcome {
            public TryLater(String detail) {
                this(detail, null);
            }
        }

        /** It was certainly not accepted and never will be. */
        record Failed(String detail) implements Outcome {}

        /** It may have been accepted or not. Shown to a person, never retried automatically. */
        record Unknown(String detail) implements Outcome {}
    }
}
