package io.fanfare.activity;

import io.fanfare.kernel.Outgoing;
import io.fanfare.kernel.OutgoingRefused;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Texts;
import io.fanfare.kernel.WebhookSignature;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One signed call to a webhook, by Standard Webhooks 1.0. Redirects are not followed, and a long answer is not read. */
@Component
class WebhookCalls {
    private static final Duration WITHIN = Duration.ofSeconds(15);
    private static final int READ = 4_000;
    private static final int KEPT = 1_000;

    private final Outgoing outgoing;

    WebhookCalls(Outgoing outgoing) {
        this.outgoing = outgoing;
    }

    /** Where to send to and how to sign. */
    record Endpoint(String url, List<String> secrets) {
        @Override
        public String toString() {
            return url;
        }
    }

    /** What came of a call; {@code status} is missing where no complete answer arrived. */
    record Reply(
            @Nullable Integer status,
            int ms,
            String body,
            @Nullable String detail,
            @Nullable Duration retryAfter) {
        boolean ok() {
            return status != null && status >= 200 && status < 300;
        }

        /** For people. */
        String summary() {
            if (detail != null) return detail;
            return status + (status != null && status >= 300 && status < 400 ? " (redirects are not followed)" : "");
        }
    }

    Reply send(Endpoint endpoint, String id, byte[] body, Instant now) {
        String time = Long.toString(now.getEpochSecond());
        var request = Outgoing.Request.post(URI.create(endpoint.url()), "application/json", body)
                .with("webhook-id", id)
                .with("webhook-timestamp", time)
                .with("webhook-signature", WebhookSignature.header(endpoint.secrets(), id, time, body))
                .atMost(READ)
                .within(WITHIN);
        long started = System.nanoTime();
        try {
            var answer = outgoing.sendBriefly(request);
            return new Reply(answer.status(), since(started), text(answer.bytes()), null, wait(answer, now));
        } catch (OutgoingRefused refused) {
            return new Reply(null, since(started), "", refused.getMessage(), null);
        } catch (IOException broken) {
            return new Reply(null, since(started), "", "No answer: " + broken.getMessage(), null);
        }
    }

    private static int since(long started) {
        return (int) Math.min(
                Integer.MAX_VALUE, Duration.ofNanos(System.nanoTime() - started).toMillis());
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8).replace('\0', '\ufffd');
        return text.length() <= KEPT ? text : Texts.cut(text, KEPT) + "…";
    }

    private static @Nullable Duration wait(Outgoing.Answer answer, Instant now) {
        String value = answer.header("retry-after").orElse("");
        if (value.matches("\\d{1,9}")) return Duration.ofSeconds(Long.parseLong(value));
        try {
            return Duration.between(now, ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeParseException none) {
            return null;
        }
    }

    /** Refuses an address that is not on the public internet, or has no server; https unless the operator has listed it. */
    void requireAllowed(String url) {
        var uri = parsed(url).orElseThrow(() -> refused("Enter a complete address, e.g. https://example.com/fanfare."));
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        if (!secure && !outgoing.isListed(uri)) throw refused("Enter an address that begins with https://.");
        if (uri.getRawFragment() != null) throw refused("Leave out the part of the address after #.");
        try {
            outgoing.requireAllowed(uri);
        } catch (OutgoingRefused refused) {
            throw refused(String.valueOf(refused.getMessage()));
        }
    }

    private static Optional<URI> parsed(String url) {
        try {
            return Optional.of(new URI(url)).filter(uri -> uri.getHost() != null);
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static Refused refused(String sentence) {
        return Refused.unprocessable("webhook_address", sentence).with("errors", Map.of("url", sentence));
    }
}
