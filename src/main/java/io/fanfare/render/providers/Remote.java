package io.fanfare.render.providers;

import io.fanfare.identity.Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A service elsewhere that renders. It is called outside transactions; what it takes costs money, so a submission whose
 * answer was lost is looked up and never sent again on a guess.
 */
public interface Remote {
    String name();

    String title();

    Credential.Kind credential();

    Set<Order.Type> canRender();

    /** The model that is used where none is named; empty where one has to be. */
    Optional<String> usualModel(Order.Type type);

    /** Says what is wrong with a model's name, where something is: it becomes part of an address. */
    Optional<String> flaw(String model);

    /** How long to wait between two questions. */
    Duration pace();

    /** @param webhook where the service may call us, where it can reach us at all */
    Submission submit(Order order, Credential.Opened account, @Nullable String webhook);

    /** Looks for what an earlier {@link #submit} may have started; empty where nobody can tell. */
    Optional<Found> find(Order order, Credential.Opened account, @Nullable String webhook, Instant since);

    /** How the job stands. */
    Standing look(String providerJobId, Credential.Opened account) throws Trouble;

    /** Stops a job; one that is over stays as it is. */
    void cancel(String providerJobId, Credential.Opened account) throws Trouble;

    /** Reads a call of the service: verified over the raw bytes before anything is read of it. */
    Optional<Called> webhook(Map<String, String> headers, byte[] body, Credential.Opened account, Instant now);

    /** What a service told us by itself. */
    record Called(String providerJobId, Standing standing) {}

    /** What a look-up came to. */
    sealed interface Found {
        record There(String providerJobId) implements Found {}

        record Nowhere() implements Found {}

        /** The service did not answer; it is asked again. */
        record Unclear() implements Found {}
    }

    /** What came of handing a job in. */
    sealed interface Submission {
        record Taken(String providerJobId) implements Submission {}

        /** Surely not taken, and it would not be taken again. */
        record Refused(String code, String message, Map<String, @Nullable Object> details) implements Submission {}

        /** Surely not taken now. */
        record Later(Duration after, String message) implements Submission {}

        /** Nobody knows. */
        record Unknown(String message) implements Submission {}
    }

    /** A question that was not answered; it may be asked again. */
    final class Trouble extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Duration after;
        private final boolean gone;

        Trouble(String message, Duration after, boolean gone) {
            super(message);
            this.after = after;
            this.gone = gone;
        }

        public Duration after() {
            return after;
        }

        /** The service says that it has no such job. */
        public boolean isGone() {
            return gone;
        }
    }
}
