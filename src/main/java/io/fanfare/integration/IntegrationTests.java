package io.fanfare.integration;

import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Tests an integration: connects, lists the tools, and keeps what it found. */
@Component
class IntegrationTests {
    private final IntegrationStore store;
    private final OAuthTokens tokens;
    private final Visits visits;
    private final IntegrationHealth health;
    private final Transactions transactions;

    IntegrationTests(
            IntegrationStore store,
            OAuthTokens tokens,
            Visits visits,
            IntegrationHealth health,
            Transactions transactions) {
        this.store = store;
        this.tokens = tokens;
        this.visits = visits;
        this.health = health;
        this.transactions = transactions;
    }

    Integration.Test test(Integration.Row row) {
        long started = System.nanoTime();
        try {
            var offer = visits.look(row.url(), tokens.of(row));
            return transactions.write(() -> health.worked(latest(row), offer));
        } catch (McpFailed failed) {
            int ms = (int) Duration.ofNanos(System.nanoTime() - started).toMillis();
            return transactions.write(() -> health.failed(latest(row), failed, ms));
        }
    }

    /** As it is now, so that two tests at once notify once. */
    private Integration.Row latest(Integration.Row row) {
        return store.lock(row.id()).orElseThrow(Refused::notFound);
    }
}
