package io.fanfare.delivery.channels;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach one mail server.
 *
 * @param username null to connect without signing in
 */
public record SmtpSettings(
        String host,
        int port,
        Security security,
        @Nullable String username,
        @Nullable String password,
        Limits limits) {
    public SmtpSettings(
            String host, int port, Security security, @Nullable String username, @Nullable String password) {
        this(host, port, security, username, password, Limits.usual());
    }

    /** {@code STARTTLS} is required where it is set: a server that does not offer it receives no mail and no password. */
    public enum Security {
        NONE,
        STARTTLS,
        TLS
    }

    /** The time to read bounds how long an answer to the end of a message is waited for; after it the outcome is unknown. */
    public record Limits(int connections, Duration connect, Duration read, Duration write, Duration idle) {
        public static Limits usual() {
            return new Limits(
                    8, Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(30));
        }

        public Limits withRead(Duration other) {
            return new Limits(connections, connect, other, write, idle);
        }
    }

    /** The same with another time to wait for an answer. */
    public SmtpSettings withRead(Duration read) {
        return new SmtpSettings(host, port, security, username, password, limits.withRead(read));
    }

    @Override
    public String toString() {
        return "smtp " + host + ":" + port + " " + security;
    }
}
