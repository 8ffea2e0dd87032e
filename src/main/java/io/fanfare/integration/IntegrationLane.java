package io.fanfare.integration;

import io.fanfare.identity.Members;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tests the integrations of a workspace every few minutes, less often while they fail, and fetches their figures. */
@Component
class IntegrationLane implements Lane {
    private static final Logger LOG = LoggerFactory.getLogger(IntegrationLane.class);
    private static final Duration BETWEEN_FIGURES = Duration.ofHours(6);

    private final IntegrationStore store;
    private final IntegrationTests tests;
    private final Pulls pulls;
    private final Members members;
    private final Transactions transactions;
    private final Now now;

    IntegrationLane(
            IntegrationStore store,
            IntegrationTests tests,
            Pulls pulls,
            Members members,
            Transactions transactions,
            Now now) {
        this.store = store;
        this.tests = tests;
        this.pulls = pulls;
        this.members = members;
        this.transactions = transactions;
        this.now = now;
    }

    @Override
    public String name() {
        return IntegrationHealth.LANE;
    }

    @Override
    public int width() {
        return 8;
    }

    @Override
    public Optional<Instant> work() {
        var due = transactions.read(store::due);
        if (due.isPresent() && tests.test(due.get()).ok()) pull(due.get());
        return transactions.read(store::nextTest);
    }

    /** In the name of the person who connected it, with the permissions that they have now. */
    private void pull(Integration.Row row) {
        var what = Pulls.What.figuresOf(row.kind());
        var at = transactions.read(now::instant);
        boolean recent =
                row.pulledAt() != null && row.pulledAt().plus(BETWEEN_FIGURES).isAfter(at);
        if (what.isEmpty() || recent) return;
        var person = transactions.read(() -> members.as(row.createdBy()));
        if (person.isEmpty() || !person.get().may("metric.write")) return;
        try {
            person.get().run(() -> pulls.pull(row, what.get(), null, null));
        } catch (Refused refused) {
            LOG.info("No figures from integration {}: {}", row.id(), refused.sentence());
        }
    }
}
