package io.fanfare.delivery.channels;

/** What is known after one attempt to hand a message over. Only {@link TryLater} may be tried again by itself. */
public sealed interface SmtpOutcome {
    /** It is theirs now; {@code providerRef} is what they called it. */
    record Accepted(String providerRef) implements SmtpOutcome {}

    /** They said never, with an SMTP 5xx code. Nothing was delivered, and trying again would not help. */
    record Refused(int code, String text) implements SmtpOutcome {}

    /** Surely nothing was delivered. The code is the 4xx they answered, or 0 when the line failed before the end of the message. */
    record TryLater(int code, String text) implements SmtpOutcome {}

    /** The end of the message may have reached them and no answer came back: it may be delivered or not. Never try again blindly. */
    record Unknown(String text) implements SmtpOutcome {}
}
