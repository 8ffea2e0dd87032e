package io.fanfare.approval;

import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Transactions;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Compares the items that are older than their stored standing, once. */
@Component
class StandingLane implements Lane {
    private static final int BATCH = 20;

    private final Manifest manifest;
    private final Transactions transactions;

    StandingLane(Manifest manifest, Transactions transactions) {
        this.manifest = manifest;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "standing";
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public Optional<Instant> work() {
        boolean more;
        do more = transactions.write(() -> manifest.settleOlder(BATCH));
        while (more);
        return Optional.empty();
    }
}
