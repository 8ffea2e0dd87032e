package io.fanfare.integration;

import io.fanfare.integration.IntegrationSecrets.Secret;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The token to sign in with. One that ends soon is renewed by exactly one node; the others use it as long as it is valid. */
@Component
class OAuthTokens {
    private static final Duration EARLY = Duration.ofMinutes(2);
    private static final Duration RENEWAL = Duration.ofSeconds(40);

    private final IntegrationStore store;
    private final IntegrationSecrets secrets;
    private final OAuthCalls oauth;
    private final Transactions transactions;
    private final Now now;

    OAuthTokens(
            IntegrationStore store, IntegrationSecrets secrets, OAuthCalls oauth, Transactions transactions, Now now) {
        this.store = store;
        this.secrets = secrets;
        this.oauth = oauth;
        this.transactions = transactions;
        this.now = now;
    }

    @Nullable
    Secret of(Integration.Row row) throws McpFailed {
        var secret = secrets.open(row);
        if (secret == null || secret.expires() == null) return secret;
        var at = transactions.read(now::instant);
        if (at.plus(EARLY).isBefore(secret.expires())) return secret;
        if (!transactions.write(() -> store.claimRenewal(row.id(), RENEWAL))) return waiting(row, at);
        // Whoever had the claim before may just have renewed it.
        var latest = secrets.open(transactions.read(() -> store.find(row.id())).orElse(row));
        if (latest == null || latest.expires() == null || at.plus(EARLY).isBefore(latest.expires())) return latest;
        var renewed = oauth.renew(latest, at);
        var sealed = secrets.seal(row.id(), renewed);
        if (sealed != null) transactions.write(() -> store.keep(row.id(), sealed));
        return renewed;
    }

    private @Nullable Secret waiting(Integration.Row row, Instant at) throws McpFailed {
        var secret = secrets.open(transactions.read(() -> store.find(row.id())).orElse(row));
        if (secret == null || secret.expires() == null || at.isBefore(secret.expires())) return secret;
        throw McpFailed.busy("The sign-in is being renewed.", Duration.ofSeconds(5));
    }
}
