package io.fanfare.integration;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Envelope;
import io.fanfare.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The secrets of integrations, sealed for their place. */
@Component
class IntegrationSecrets {
    private final Envelope envelope;

    IntegrationSecrets(Envelope envelope) {
        this.envelope = envelope;
    }

    /** How Fanfare signs in. All but {@code token} belongs to OAuth; {@code verifier} to a consent that is under way. */
    record Secret(
            @Nullable String token,
            @Nullable Instant expires,
            @Nullable String refresh,
            @Nullable String client,
            @Nullable String clientSecret,
            @Nullable String issuer,
            @Nullable String authorizeAt,
            @Nullable String tokenAt,
            @Nullable String scope,
            @Nullable String verifier) {
        static Secret token(String token) {
            return new Secret(token, null, null, null, null, null, null, null, null, null);
        }

        Secret with(@Nullable String token, @Nullable Instant expires, @Nullable String refresh) {
            return new Secret(token, expires, refresh, client, clientSecret, issuer, authorizeAt, tokenAt, scope, null);
        }

        Secret verifying(String verifier) {
            return new Secret(
                    token, expires, refresh, client, clientSecret, issuer, authorizeAt, tokenAt, scope, verifier);
        }

        @Override
        public String toString() {
            return "Secret";
        }
    }

    byte @Nullable [] seal(UUID integration, @Nullable Secret secret) {
        return secret == null
                ? null
                : envelope.seal(Json.of(secret).text().getBytes(StandardCharsets.UTF_8), place(integration));
    }

    @Nullable
    Secret open(Integration.Row row) {
        if (row.secret() == null) return null;
        byte[] plain = envelope.open(row.secret(), place(row.id()));
        return Json.read(new String(plain, StandardCharsets.UTF_8), Secret.class);
    }

    private static String place(UUID integration) {
        return "integration_service " + Current.get().workspace() + " " + integration;
    }
}
