package io.fanfare.outbox;

import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Versions;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An item that a campaign plans and sends, e.g. a post or a mailing; its record is the row, the rules and the
 * response.
 */
public interface OutgoingItem {
    /** Its name in codes, the audit trail and the ledger, e.g. {@code post}. */
    String kind();

    /** What sentences call it, e.g. {@code post} or {@code text message}. */
    default String noun() {
        return kind();
    }

    UUID id();

    UUID campaignId();

    /** Its title for people. */
    String heading();

    int version();

    /** Its state in the API. */
    String state();

    /** The operations that its state allows. */
    List<String> moves();

    /** The end of the refusal: the next step, or that there is none. */
    default String hint() {
        return moves().isEmpty() ? "It can no longer be changed." : "Possible now: " + String.join(", ", moves()) + ".";
    }

    default void requires(String operation) {
        if (!moves().contains(operation)) throw refused();
    }

    /** The refusal of an operation that its state does not allow: 409 {@code post_state}. */
    default Refused refused() {
        return refused(state());
    }

    default Refused refused(String state) {
        return Refused.conflict(kind() + "_state", "This " + noun() + " is " + state + ". " + hint());
    }

    /** Refuses a client that has read an older version: 409 {@code post_version_conflict}. */
    default void requires(@Nullable Integer seen) {
        Versions.expect(seen, version(), kind());
    }

    default Subject asSubject() {
        return new Subject(kind(), id(), heading(), campaignId(), version());
    }

    static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
