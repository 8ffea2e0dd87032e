package io.fanfare.mcp;

import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.SignedToken;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a client said in its handshake, and what it has to send back, signed into the session id and the state of a request: each node reads
 * them, and none keeps them.
 */
@Component
class McpSessions {
    private static final String SESSION = "mcp session";
    private static final String STATE = "mcp request state";
    private static final int LONGEST = 1000;

    private final SignedToken signed;
    private final InstantSource clock;

    McpSessions(SignedToken signed, InstantSource machineClock) {
        this.signed = signed;
        this.clock = machineClock;
    }

    /** A client of a revision with a handshake. */
    record Session(String id, Map<String, Object> capabilities) {}

    String start(Map<String, Object> capabilities) {
        String kept = Json.of(capabilities).text();
        return signed.sign(
                SESSION,
                Map.of("id", Ids.next().toString(), "can", kept.length() > LONGEST ? "{}" : kept),
                clock.instant().plus(Duration.ofDays(1)));
    }

    Optional<Session> read(@Nullable String id) {
        if (id == null) return Optional.empty();
        return signed.read(SESSION, id)
                .map(fields -> new Session(
                        String.valueOf(fields.get("id")),
                        Message.object(Json.read(String.valueOf(fields.get("can")), Object.class))));
    }

    /** A state that only we can have written, valid for an hour and for one purpose. */
    String state(String purpose, String text) {
        return signed.sign(
                STATE, Map.of("of", purpose, "text", text), clock.instant().plus(Duration.ofHours(1)));
    }

    Optional<String> state(String purpose, @Nullable Object sent) {
        if (!(sent instanceof String token)) return Optional.empty();
        return signed.read(STATE, token)
                .filter(fields -> purpose.equals(fields.get("of")))
                .map(fields -> String.valueOf(fields.get("text")));
    }
}
