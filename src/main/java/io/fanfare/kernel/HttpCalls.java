package io.fanfare.kernel;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Calls to JSON services elsewhere. The reply tells apart what matters before anything is repeated: the service answered,
 * the call surely did not arrive, or it may have arrived and the answer was lost.
 */
@Component
public final class HttpCalls {
    private static final Duration USUAL = Duration.ofSeconds(30);
    private static final int LONGEST_ANSWER = 4 << 20;

    private final Outgoing outgoing;

    public HttpCalls(Outgoing outgoing) {
        this.outgoing = outgoing;
    }

    /** One call; {@code within} is the limit for all of it. */
    public record Call(
            String method,
            URI uri,
            Map<String, String> headers,
            @Nullable HttpContent content,
            Duration within) {
        public static Call of(String method, URI uri) {
            return new Call(method, uri, Map.of("Accept", "application/json"), null, USUAL);
        }

        public static Call get(URI uri) {
            return of("GET", uri);
        }

        public static Call post(URI uri) {
            return of("POST", uri);
        }

        /** Without a token there is no header. */
        public Call bearer(String token) {
            return token.isEmpty() ? this : header("Authorization", "Bearer " + token);
        }

        public Call header(String name, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Call(method, uri, more, content, within);
        }

        public Call json(Object body) {
            return content(HttpContent.json(body));
        }

        public Call content(HttpContent body) {
            return new Call(method, uri, headers, body, within);
        }

        public Call within(Duration time) {
            return new Call(method, uri, headers, content, time);
        }
    }

    /** What came of a call. */
    public sealed interface Reply {
        /** A complete answer; {@code json} is missing where it was not JSON. Headers are named in lower case. */
        record Answered(int status, Map<String, String> headers, JsonNode json) implements Reply {
            private static final List<String> RESETS =
                    List.of("ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset");
            private static final List<String> ERRORS = List.of(
                    "/error_description",
                    "/message",
                    "/detail",
                    "/error/message",
                    "/errors/0/message",
                    "/errors/0/detail",
                    "/title");
            private static final int LONGEST_ERROR = 500;
            /** Numbers below are seconds from now, above seconds since 1970. */
            private static final long EPOCH = 100_000_000;

            public boolean ok() {
                return status >= 200 && status < 300;
            }

            /** How long the service asks us to wait: {@code Retry-After}, or when its rate limit is reset. */
            public Optional<Duration> retryAfter() {
                var after = wait(headers.getOrDefault("retry-after", ""));
                if (after.isPresent()) return after;
                return RESETS.stream()
                        .map(name -> wait(headers.getOrDefault(name, "")))
                        .flatMap(Optional::stream)
                        .findFirst();
            }

            private Optional<Duration> wait(String value) {
                if (value.matches("\\d{1,12}")) {
                    long number = Long.parseLong(value);
                    return number < EPOCH
                            ? Optional.of(Duration.ofSeconds(Math.max(1, number)))
                            : until(Instant.ofEpochSecond(number));
                }
                return time(value).flatMap(this::until);
            }

            /** By the clock of the service, as its answer states it; one second more, since it states no fractions. */
            private Optional<Duration> until(Instant time) {
                return time(headers.getOrDefault("date", "")).map(now -> {
                    var wait = Duration.between(now, time).plusSeconds(1);
                    return wait.isPositive() ? wait : Duration.ofSeconds(1);
                });
            }

            private static Optional<Instant> time(String text) {
                for (var format : List.of(DateTimeFormatter.RFC_1123_DATE_TIME, DateTimeFormatter.ISO_DATE_TIME))
                    try {
                        return Optional.of(ZonedDateTime.parse(text, format).toInstant());
                    } catch (DateTimeParseException other) {
                        // The next format may fit.
                    }
                return Optional.empty();
            }

            /** The error in the words of the service, short; empty where it states none. */
            public String errorText() {
                String code = json.at("/error").asString("");
                String text = ERRORS.stream()
                        .map(pointer -> json.at(pointer).asString(""))
                        .filter(found -> !found.isBlank())
                        .findFirst()
                        .orElse("");
                String both = text.isEmpty() ? code : code.isBlank() ? text : code + ": " + text;
                return both.length() > LONGEST_ERROR ? Texts.cut(both, LONGEST_ERROR) + "…" : both;
            }

            /** Status and error, such as {@code 422 Text can't be blank}. */
            public String summary() {
                String text = errorText();
                return status + " " + (text.isEmpty() ? "without a reason" : text);
            }
        }

        /** It surely did not arrive; {@code refused}: the address is not one that we call. */
        record NotSent(String reason, boolean refused) implements Reply {}

        /** It may have arrived; there was no complete answer. */
        record Lost(String reason) implements Reply {}
    }

    public Reply send(Call call) {
        var request = new Outgoing.Request(
                call.method(), call.uri(), call.headers(), call.content(), LONGEST_ANSWER, call.within());
        try {
            var answer = outgoing.send(request);
            var headers = answer.headers().entrySet().stream()
                    .filter(header -> !header.getValue().isEmpty())
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, header -> header.getValue().getFirst()));
            return new Reply.Answered(answer.status(), headers, json(answer.bytes()));
        } catch (OutgoingRefused refused) {
            return new Reply.NotSent(String.valueOf(refused.getMessage()), true);
        } catch (OutgoingUnreached unreached) {
            return new Reply.NotSent("The server can't be reached: " + unreached.getMessage(), false);
        } catch (IOException broken) {
            return new Reply.Lost("The server sent no complete answer: " + broken.getMessage());
        }
    }

    /** Of bytes that may not be JSON. */
    public static JsonNode json(byte[] bytes) {
        try {
            return Json.read(new String(bytes, StandardCharsets.UTF_8), JsonNode.class);
        } catch (JacksonException noJson) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    /** A part of a path or query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
