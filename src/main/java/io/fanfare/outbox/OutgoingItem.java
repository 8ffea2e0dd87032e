package io.fanfare.outbox;

import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Versions;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A post, a mailing or another thing that a campaign plans and sends; its record is the row, the rules and the response. */
public interface OutgoingItem {
    /** What it is called in codes, the audit trail and the ledger, e.g. {@code post}. */
    String kind();

    UUID id();

    UUID campaignId();

    /** The name that people know it by. */
    String heading();

    int version();

    /** Its state, as the API writes it. */
    String state();

    /** The operations that its state allows. */
    List<String> moves();

    /** What to do in a state without operations; for the refusal. */
    default String hint() {
        return moves().isEmpty() ? "It can no longer be changed." : "Possible now: " + String.join(", ", moves()) + ".";
    }

    default void requires(String operation) {
        if (!moves().contains(operation)) throw refused();
    }

    /** The refusal of what its state does not allow: 409 {@code post_state}. */
    default Refused refused() {
        return refused(state());
    }

    default Refused refused(String state) {
        return Refused.conflict(kind() + "_state", "This " + kind() + " is " + state + ". " + hint());
    }

    /** Refuses where the client has seen another version: 409 {@code post_version_conflict}. */
    default void requires(@Nullable Integer seen) {
        Versions.expect(seen, version(), kind());
    }

    default Subject asSubject() {
        return new Subject(kind(), id(), heading(), campaignId());
    }

    static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
