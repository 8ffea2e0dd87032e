package io.fanfare.integration;

import io.fanfare.identity.Members;
import io.fanfare.integration.Integration.AuthType;
import io.fanfare.integration.IntegrationSecrets.Secret;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.SignedToken;
import io.fanfare.kernel.Transactions;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Signing in at a server by OAuth: a person goes there, gives consent, and comes back. */
@RestController
class Consents {
    private static final String PURPOSE = "integration-consent";
    private static final Duration VALID = Duration.ofMinutes(15);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final IntegrationStore store;
    private final IntegrationSecrets secrets;
    private final Connecting connecting;
    private final Completion completion;
    private final SignedToken tokens;
    private final Now now;

    Consents(
            IntegrationStore store,
            IntegrationSecrets secrets,
            Connecting connecting,
            Completion completion,
            SignedToken tokens,
            Now now) {
        this.store = store;
        this.secrets = secrets;
        this.connecting = connecting;
        this.completion = completion;
        this.tokens = tokens;
        this.now = now;
    }

    /** Where to send the browser of the person who signs in. */
    record ConsentPage(String url) {}

    /**
     * Starts the sign-in at a server by OAuth: open {@code url} in a browser within 15 minutes. The server sends the person back to Fanfare, which tests
     * the connection. Signing in again replaces the old token. 409 {@code integration_not_oauth} for other types.
     */
    @PostMapping("/api/integrations/{id}/authorize")
    @Allow(value = "integration.manage", plain = true)
    ConsentPage authorizeIntegration(@PathVariable UUID id) {
        var row = store.lock(id).orElseThrow(Refused::notFound);
        var secret = secrets.open(row);
        if (row.authType() != AuthType.OAUTH || secret == null)
            throw Refused.conflict("integration_not_oauth", "This integration does not sign in by OAuth.");
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        String verifier = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        store.keep(id, Objects.requireNonNull(secrets.seal(id, secret.verifying(verifier))));
        String state = tokens.sign(
                PURPOSE,
                Map.of(
                        "workspace",
                        Current.get().workspace().toString(),
                        "integration",
                        id.toString(),
                        "person",
                        Current.get().person().toString()),
                now.instant().plus(VALID));
        return new ConsentPage(OAuthCalls.consent(secret, row.url(), connecting.redirect(), state, verifier));
    }

    /** Takes a person back who has signed in at a server, and sends the browser to the integration. */
    @GetMapping(Connecting.CALLBACK)
    @Allow(value = "public", outside = true, plain = true)
    ResponseEntity<Void> finishAuthorization(
            @RequestParam @Nullable String code,
            @RequestParam @Nullable String state,
            @RequestParam @Nullable String iss,
            @RequestParam @Nullable String error,
            @RequestParam(name = "error_description") @Nullable String errorDescription,
            @RequestParam(name = "error_uri") @Nullable String errorUri) {
        var fields = tokens.read(PURPOSE, Objects.requireNonNullElse(state, "")).orElse(Map.of());
        var ids = Optional.ofNullable(fields.get("integration"));
        if (ids.isEmpty()) return to("/settings/integrations?signin=expired");
        UUID id = UUID.fromString(ids.get());
        String back = "/settings/integrations/" + id + "?signin=";
        if (code == null || error != null) return to(back + "refused");
        var house = Current.house(UUID.fromString(String.valueOf(fields.get("workspace"))), "oauth");
        UUID person = UUID.fromString(String.valueOf(fields.get("person")));
        return to(back + house.call(() -> completion.complete(id, person, code, iss)));
    }

    private static ResponseEntity<Void> to(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(path))
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    /** Exchanges the code for tokens, once, and tests the connection. */
    @Component
    static class Completion {
        private final IntegrationStore store;
        private final IntegrationSecrets secrets;
        private final Connecting connecting;
        private final OAuthCalls oauth;
        private final IntegrationTests tests;
        private final Members members;
        private final Transactions transactions;
        private final Now now;

        Completion(
                IntegrationStore store,
                IntegrationSecrets secrets,
                Connecting connecting,
                OAuthCalls oauth,
                IntegrationTests tests,
                Members members,
                Transactions transactions,
                Now now) {
            this.store = store;
            this.secrets = secrets;
            this.connecting = connecting;
            this.oauth = oauth;
            this.tests = tests;
            this.members = members;
            this.transactions = transactions;
            this.now = now;
        }

        private record Claimed(Integration.Row row, Secret secret, java.time.Instant at) {}

        String complete(UUID id, UUID person, String code, @Nullable String issuer) {
            var claimed = transactions.write(() -> claim(id, person));
            if (claimed.isEmpty()) return "expired";
            var row = claimed.get().row();
            var secret = claimed.get().secret();
            if (issuer != null && !issuer.equals(secret.issuer())) return "refused";
            try {
                var signedIn = oauth.exchange(
                        secret,
                        row.url(),
                        connecting.redirect(),
                        code,
                        claimed.get().at());
                var sealed = Objects.requireNonNull(secrets.seal(id, signedIn));
                transactions.write(() -> store.keep(id, sealed));
                var latest = transactions.read(() -> store.find(id));
                if (latest.isEmpty()) return "expired";
                return tests.test(latest.get()).ok() ? "done" : "failed";
            } catch (McpFailed failed) {
                return "failed";
            }
        }

        /** The verifier is used up before the code is: a second callback finds none. */
        private Optional<Claimed> claim(UUID id, UUID person) {
            var member = members.as(person);
            var row = store.lock(id);
            if (member.isEmpty() || !member.get().may("integration.manage") || row.isEmpty()) return Optional.empty();
            var secret = secrets.open(row.get());
            if (secret == null || secret.verifier() == null) return Optional.empty();
            var used = secret.with(secret.token(), secret.expires(), secret.refresh());
            store.keep(id, Objects.requireNonNull(secrets.seal(id, used)));
            return Optional.of(new Claimed(row.get(), secret, now.instant()));
        }
    }
}
