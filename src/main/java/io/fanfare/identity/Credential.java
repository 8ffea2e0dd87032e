package io.fanfare.identity;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the workspace reaches an outside service, without its secret.
 *
 * @param eventsUrl the address to register with the service: a mail provider reports bounces and complaints there, Slack the buttons
 *     that people press
 */
public record Credential(
        UUID id,
        Kind kind,
        String name,
        Map<String, Object> settings,
        Instant createdAt,
        UUID createdBy,
        @Nullable LastTest lastTest,
        @Nullable String eventsUrl) {

    Credential withEventsUrl(@Nullable String url) {
        return new Credential(id, kind, name, settings, createdAt, createdBy, lastTest, url);
    }

    /** The kind of service: it determines the settings and the members of the secret. */
    public enum Kind {
        SMTP(Smtp.class, Set.of(), Set.of("password", "webhookKey")),
        REPLICATE(Endpoint.class, Set.of("apiKey"), Set.of("webhookSecret")),
        RUNWAY(Endpoint.class, Set.of("apiKey"), Set.of()),
        SLACK(Slack.class, Set.of("botToken", "signingSecret"), Set.of());

        private final Class<? extends Record> settings;

        @SuppressWarnings("ImmutableEnumChecker") // Set.of is
        private final Set<String> needs;

        @SuppressWarnings("ImmutableEnumChecker") // Set.of is
        private final Set<String> may;

        Kind(Class<? extends Record> settings, Set<String> needs, Set<String> may) {
            this.settings = settings;
            this.needs = needs;
            this.may = may;
        }

        Class<? extends Record> settings() {
            return settings;
        }

        Set<String> needs() {
            return needs;
        }

        boolean knows(String part) {
            return needs.contains(part) || may.contains(part);
        }
    }

    /** The result of the last connection test; {@code workedAt} is when a test last succeeded. */
    public record LastTest(
            boolean ok, Instant at, String detail, @Nullable Instant workedAt) {
        static LastTest of(CredentialTest.Result result, Instant at, @Nullable LastTest before) {
            var worked = before == null ? null : before.ok() ? before.at() : before.workedAt();
            return new LastTest(result.ok(), at, result.detail(), result.ok() ? at : worked);
        }
    }

    /** A credential as a channel uses it, its secret in the clear: for use at once, never to be kept or shown. */
    public record Opened(UUID id, Kind kind, Map<String, Object> settings, Map<String, String> secret) {
        @Override
        public String toString() {
            return kind + " " + id;
        }
    }

    /** The settings of a mail server; {@code from} is the address that mails come from where none is given. */
    record Smtp(
            @NotBlank @Size(max = 255) String host,
            @Min(1) @Max(65535) int port,
            @NotNull Security security,
            @Nullable @Size(max = 255) String username,

            @Nullable @Email @Pattern(regexp = "[!-~]+@[!-~]+") @Size(max = 254)
            String from) {
        /** Plain, upgraded before anything is said, or encrypted from the start. */
        enum Security {
            NONE,
            STARTTLS,
            TLS
        }
    }

    /** A service reached by HTTP at its usual address, unless another is named; a key never travels in the clear but within this machine. */
    record Endpoint(
            @Nullable @Size(max = 500) @Pattern(regexp = URL, message = "must be a URL, e.g. https://api.example.com")
            String baseUrl) {
        private static final String PATH = "(/[!-~&&[^?#@%\\\\^`{}|\"<>\\[\\]]]*)?";
        private static final String URL = "https://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])(:\\d{1,5})?" + PATH
                + "|http://(localhost|127\\.0\\.0\\.1)(:\\d{1,5})?" + PATH;
    }

    /**
     * A Slack workspace, at its usual address unless another is named. What is for members whose Slack user is unknown goes to the
     * channel, or nowhere without one.
     */
    record Slack(
            @Nullable @Size(max = 80) @Pattern(regexp = CHANNEL, message = "must be a channel ID, e.g. C0123456789")
            String channel,

            @Nullable
            @Size(max = 500)
            @Pattern(regexp = Endpoint.URL, message = "must be a URL, e.g. https://slack.com/api")
            String baseUrl) {
        private static final String CHANNEL = "[CG][A-Z0-9]{2,}";
    }
}
