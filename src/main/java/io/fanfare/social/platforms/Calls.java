package io.fanfare.social.platforms;

import io.fanfare.kernel.HttpContent;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Outgoing;
import io.fanfare.kernel.OutgoingRefused;
import io.fanfare.kernel.OutgoingUnreached;
import io.fanfare.kernel.Texts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Calls to the interfaces of platforms, with the one difference that matters: whether what was sent may have arrived. */
@Component
final class Calls {
    private static final int LONGEST_ANSWER = 2 << 20;

    private final Outgoing outgoing;

    Calls(Outgoing outgoing) {
        this.outgoing = outgoing;
    }

    /** What came back. */
    sealed interface Reply {
        /** A whole answer. */
        record Answered(int status, JsonNode json, Map<String, String> headers) implements Reply {
            boolean ok() {
                return status >= 200 && status < 300;
            }

            /** Until when the platform wants to be left alone: seconds since 1970, or a time. */
            Optional<Duration> reset() {
                for (String name : new String[] {"ratelimit-reset", "x-ratelimit-reset"}) {
                    String at = headers.get(name);
                    if (at == null) continue;
                    try {
                        Instant until =
                                at.matches("\\d{1,12}") ? Instant.ofEpochSecond(Long.parseLong(at)) : Instant.parse(at);
                        var wait = Duration.between(Instant.now(), until);
                        return Optional.of(wait.isNegative() ? Duration.ofSeconds(1) : wait.plusSeconds(1));
                    } catch (DateTimeParseException unreadable) {
                        return Optional.empty();
                    }
                }
                String after = headers.getOrDefault("retry-after", "");
                return after.matches("\\d{1,6}")
                        ? Optional.of(Duration.ofSeconds(Long.parseLong(after)))
                        : Optional.empty();
            }

            /** What the platform says for people, short. */
            String said() {
                String error = json.at("/error").asString("");
                String message = json.at("/message").asString("");
                String both = message.isBlank() ? error : error.isBlank() ? message : error + ": " + message;
                String text = both.isBlank() ? "no reason given" : both;
                return status + " " + (text.length() > 300 ? Texts.cut(text, 300) + "…" : text);
            }
        }

        /** It has surely not arrived. */
        record NotSent(String reason) implements Reply {}

        /** It may have arrived. */
        record Lost(String reason) implements Reply {}
    }

    Reply get(URI uri, String bearer, Duration within) {
        return send(new Outgoing.Request("GET", uri, headers(bearer), null, LONGEST_ANSWER, within));
    }

    Reply post(URI uri, String bearer, String contentType, byte[] body, Duration within, Map<String, String> more) {
        var headers = new LinkedHashMap<>(headers(bearer));
        if (!contentType.isEmpty()) headers.put("Content-Type", contentType);
        headers.putAll(more);
        return send(new Outgoing.Request("POST", uri, headers, HttpContent.bytes(null, body), LONGEST_ANSWER, within));
    }

    Reply postJson(URI uri, String bearer, byte[] body, Duration within) {
        return post(uri, bearer, "application/json", body, within, Map.of());
    }

    private static Map<String, String> headers(String bearer) {
        return bearer.isEmpty()
                ? Map.of("Accept", "application/json")
                : Map.of("Accept", "application/json", "Authorization", "Bearer " + bearer);
    }

    private Reply send(Outgoing.Request request) {
        String host = request.uri().getHost();
        try {
            var answer = outgoing.send(request);
            var headers = answer.headers().entrySet().stream()
                    .filter(header -> !header.getValue().isEmpty())
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, header -> header.getValue().getFirst()));
            return new Reply.Answered(answer.status(), json(answer.bytes()), headers);
        } catch (OutgoingRefused refused) {
            return new Reply.NotSent(String.valueOf(refused.getMessage()));
        } catch (OutgoingUnreached unreached) {
            return new Reply.NotSent("The server can't be reached: " + unreached.getMessage());
        } catch (IOException broken) {
            return new Reply.Lost(host + " gave no whole answer: " + broken.getMessage());
        }
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return Json.read(new String(bytes, StandardCharsets.UTF_8), JsonNode.class);
        } catch (JacksonException noJson) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    /** Those of the counts that are there, under our names for them. */
    static Map<String, Long> counts(JsonNode node, Map<String, String> names) {
        var counts = new TreeMap<String, Long>();
        names.forEach((ours, theirs) -> {
            var count = node.at("/" + theirs);
            if (count.isIntegralNumber() && count.canConvertToLong()) counts.put(ours, count.asLong());
        });
        return counts;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
