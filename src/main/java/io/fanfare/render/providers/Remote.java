package io.fanfare.render.providers;

import io.fanfare.identity.Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A service that renders. It is called outside transactions. A job costs money, so a submission whose answer was lost is
 * looked up and never repeated on a guess.
 */
public interface Remote {
    String name();

    String title();

    Credential.Kind credential();

    Set<Order.Type> canRender();

    /** The model that is used if none is named; empty if one must be named. */
    Optional<String> usualModel(Order.Type type);

    /** What is wrong with the name of a model, which becomes part of an address. */
    Optional<String> flaw(String model);

    /** How long to wait before asking again. */
    Duration pace();

    /** @param webhook where the service may call us; null if it can't reach this server */
    Submission submit(Order order, Credential.Opened account, @Nullable String webhook);

    /** Looks for the job of an earlier {@link #submit}; empty if the service can't be asked for it. */
    Optional<Found> find(Order order, Credential.Opened account, @Nullable String webhook, Instant since);

    /** The status of a job. */
    RemoteStatus status(String providerJobId, Credential.Opened account) throws Unanswered;

    /** Cancels a job; one that has ended stays as it is. */
    void cancel(String providerJobId, Credential.Opened account) throws Unanswered;

    /** Reads a webhook call, verified over its raw bytes before anything else is read. */
    Optional<Called> webhook(Map<String, String> headers, byte[] body, Credential.Opened account, Instant now);

    /** A webhook call. */
    record Called(String providerJobId, RemoteStatus status) {}

    /** The result of a look-up. */
    sealed interface Found {
        record There(String providerJobId) implements Found {}

        record Nowhere() implements Found {}

        /** The service did not answer; ask again. */
        record Unclear() implements Found {}
    }

    /** The result of a submission. */
    sealed interface Submission {
        record Taken(String providerJobId) implements Submission {}

        /** Certainly not accepted, and it never will be. */
        record Refused(String code, String message, Map<String, @Nullable Object> details) implements Submission {}

        /** Certainly not accepted now. */
        record Later(Duration after, String message) implements Submission {}

        /** It may have been accepted or not. */
        record Unknown(String message) implements Submission {}
    }

    /** The service did not answer; ask again. */
    final class Unanswered extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Duration after;
        private final boolean gone;

        Unanswered(String message, Duration after, boolean gone) {
            super(message);
            this.after = after;
            this.gone = gone;
        }

        public Duration after() {
            return after;
        }

        /** The service does not have the job. */
        public boolean isGone() {
            return gone;
        }
    }
}
