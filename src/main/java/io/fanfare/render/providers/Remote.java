package io.fanfare.render.providers;

import io.fanfare.identity.Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An external render service, called outside transactions. A job costs money, so a submission whose answer was lost
 * is looked up and never repeated on a guess.
 */
public interface Remote {
    String name();

    String title();

    Credential.Kind credential();

    Set<Order.Type> canRender();

    /** The default model; empty if the request must name one. */
    Optional<String> usualModel(Order.Type type);

    /** The problem with the name of a model, which becomes part of a URL. */
    Optional<String> flaw(String model);

    /** The time between two polls. */
    Duration pace();

    /** @param webhook the URL for calls of the service; null if it can't reach this server */
    Submission submit(Order order, Credential.Opened account, @Nullable String webhook);

    /** Looks for the job of an earlier {@link #submit}; empty if the service has no such look-up. */
    Optional<LookUp> find(Order order, Credential.Opened account, @Nullable String webhook, Instant since);

    /** The status of a job. */
    RemoteStatus status(String providerJobId, Credential.Opened account) throws Unanswered;

    /** Cancels a job; a finished one does not change. */
    void cancel(String providerJobId, Credential.Opened account) throws Unanswered;

    /** Reads a webhook call after verifying its raw bytes. */
    Optional<WebhookCall> webhook(Map<String, String> headers, byte[] body, Credential.Opened account, Instant now);

    /** A webhook call. */
    record WebhookCall(String providerJobId, RemoteStatus status) {}

    /** The result of a look-up. */
    sealed interface LookUp {
        record Existing(String providerJobId) implements LookUp {}

        record Absent() implements LookUp {}

        /** The service did not answer; ask again. */
        record Unclear() implements LookUp {}
    }

    /** The result of a submission. */
    sealed interface Submission {
        record Accepted(String providerJobId) implements Submission {}

        /** Rejected permanently. */
        record Refused(String code, String message, Map<String, @Nullable Object> details) implements Submission {}

        /** Not accepted for now. */
        record RetryLater(Duration after, String message) implements Submission {}

        /** It is unclear whether it was accepted. */
        record Unclear(String message) implements Submission {}
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
