package io.fanfare.delivery.channels;

/** The outcome of one attempt to hand over a message. Only {@link TryLater} may be retried automatically. */
public sealed interface SmtpOutcome {
    /** The server accepted the message; {@code providerRef} is its answer. */
    record Accepted(String providerRef) implements SmtpOutcome {}

    /** The server refused the message with an SMTP 5xx code. Nothing was delivered, and a retry would not help. */
    record Refused(int code, String text) implements SmtpOutcome {}

    /** Nothing was delivered. The code is the 4xx of the answer, or 0 if the connection failed before the end of the message. */
    record TryLater(int code, String text) implements SmtpOutcome {}

    /** The end of the message may have reached the server, but no answer came back: it may be delivered or not. Never retried. */
    record Unknown(String text) implements SmtpOutcome {}
}
