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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the workspace reaches a service outside, without what is secret about it. */
public record Credential(
        UUID id,
        Kind kind,
        String name,
        Map<String, Object> settings,
        Instant createdAt,
        UUID createdBy,
        @Nullable LastTest lastTest) {

    /** What kind of service it opens. */
    public enum Kind {
        SMTP
    }

    /** What came of the last test of the connection. */
    public record LastTest(boolean ok, Instant at, String detail) {}

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
}
