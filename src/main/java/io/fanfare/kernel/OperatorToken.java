package io.fanfare.kernel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The token of the one who operates this installation. It opens the monitoring of all workspaces together and nothing else. Only its
 * hash is in memory.
 */
@Component
public class OperatorToken {
    private static final int SHORTEST = 32;
    private static final int WRONG_PER_MINUTE = 20;
    private static final String PATHS = "/api/monitoring/";

    private final byte @Nullable [] hash;
    private final Cache<String, Bucket> wrong =
            Caffeine.newBuilder().expireAfterAccess(Duration.ofMinutes(2)).build();

    OperatorToken(@Value("${fanfare.operator.token:}") String token) {
        if (!token.isEmpty() && token.strip().length() < SHORTEST)
            throw new CannotStart("FANFARE_OPERATOR_TOKEN must have at least " + SHORTEST
                    + " characters. Create one with: openssl rand -base64 33");
        hash = token.isEmpty() ? null : hash(token.strip());
    }

    /** Whether this installation has one. */
    public boolean isSet() {
        return hash != null;
    }

    static boolean opens(String path) {
        return path.startsWith(PATHS);
    }

    /** The operator, if this is their token. Whoever has sent many wrong ones is refused, also with the right one. */
    Optional<Current> find(String bearer, UUID requestId, @Nullable String idempotencyKey, String address) {
        if (hash == null) return Optional.empty();
        var guesses = wrong.getIfPresent(ClientNetwork.of(address));
        if (guesses != null && guesses.getAvailableTokens() < 1) throw Refused.tooMany(60);
        if (!MessageDigest.isEqual(hash, hash(bearer))) return Optional.empty();
        var operator = new Actor(Actor.Kind.SYSTEM, Current.INSTALLATION, null, "Operator");
        return Optional.of(new Current(
                Current.INSTALLATION,
                operator,
                Current.OPERATOR,
                Set.of("ops.read", "ops.operate"),
                requestId,
                idempotencyKey));
    }

    /** A token that is neither this nor one of a caller was sent to an operation that the operator may call. */
    void guessed(String address) {
        wrong.get(ClientNetwork.of(address), network -> Bucket.builder()
                        .addLimit(Bandwidth.builder()
                                .capacity(WRONG_PER_MINUTE)
                                .refillGreedy(WRONG_PER_MINUTE, Duration.ofMinutes(1))
                                .build())
                        .build())
                .tryConsume(1);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
