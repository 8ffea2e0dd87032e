package io.fanfare.delivery.hooks;

import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody reports about a message that was sent.
 *
 * @param status the enhanced status code (RFC 3463), if there is one
 * @param reason the words of the server
 */
public record Signal(
        UUID deliveryId,
        Kind kind,
        @Nullable String status,
        @Nullable String reason) {
    /** The address does not exist, or will never take mail: bad mailbox, bad domain, moved, null MX (RFC 3463, RFC 7505). */
    private static final Set<String> HARD = Set.of("5.1.1", "5.1.2", "5.1.6", "5.1.10");

    private static final Pattern STATUS = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");
    private static final int LONGEST = 500;

    /** Providers write the status as they like, with comments or not at all. */
    public Signal {
        var code = STATUS.matcher(status == null ? "" : status);
        status = code.find() ? code.group() : null;
    }

    /** The kind of a report. */
    public enum Kind {
        DELIVERED,
        /** The mail came back. */
        BOUNCED,
        /** Refused for its content or its sender, which says nothing about the address. */
        BLOCKED,
        /** The server goes on trying. */
        DEFERRED,
        COMPLAINED,
        UNSUBSCRIBED;

        /** 5.7.x is a refusal by policy. */
        public static Kind ofFailure(@Nullable String status) {
            return status != null && status.startsWith("5.7.") ? BLOCKED : BOUNCED;
        }
    }

    public boolean hard() {
        return kind == Kind.BOUNCED && status != null && HARD.contains(status);
    }

    /** The mail was not delivered, for a reason that may pass: a full mailbox, a time-out, a refusal by policy. */
    public boolean soft() {
        return kind == Kind.BLOCKED || kind == Kind.BOUNCED && !hard();
    }

    /** As the reason of a failed delivery. */
    public String sentence() {
        String words = reason == null || reason.isBlank() ? String.valueOf(status) : reason.strip();
        String text = (kind == Kind.BLOCKED ? "blocked: " : "bounced: ") + words.replaceAll("[\\s\\p{Cntrl}]+", " ");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
