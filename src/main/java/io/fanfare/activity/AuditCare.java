package io.fanfare.activity;

import io.fanfare.kernel.Audit;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Once a day for each workspace: writes a checkpoint, erases the texts of entries that are older than they are kept, and deletes old events
 * of webhooks. Small batches, each in a transaction of its own, so that nothing waits for them.
 */
@Component
class AuditCare implements Lane {
    static final String LANE = "activity_care";
    /** How long events of webhooks and their log are kept, and can be sent again. */
    static final Duration EVENTS = Duration.ofDays(30);

    private static final int BATCH = 500;
    private static final Duration AGAIN = Duration.ofDays(1);

    private final Transactions transactions;
    private final Sealing sealing;
    private final AuditCheckpoints checkpoints;
    private final RetentionStore store;
    private final Audit audit;
    private final Now now;

    AuditCare(
            Transactions transactions,
            Sealing sealing,
            AuditCheckpoints checkpoints,
            RetentionStore store,
            Audit audit,
            Now now) {
        this.transactions = transactions;
        this.sealing = sealing;
        this.checkpoints = checkpoints;
        this.store = store;
        this.audit = audit;
        this.now = now;
    }

    @Override
    public String name() {
        return LANE;
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public Optional<Instant> work() {
        transactions.write(() -> checkpoints.write(sealing.head()));
        boolean more = transactions.write(this::erase);
        return Optional.of(
                more ? Instant.EPOCH : transactions.read(now::instant).plus(AGAIN));
    }

    private boolean erase() {
        var settings = store.lock();
        var hold = settings.hold();
        if (hold != null && hold.until().isAfter(now.instant())) return false;
        if (hold != null) {
            settings = settings.without(hold);
            store.write(settings);
            audit.record("auditHoldEnded", AuditRetention.subject(), hold, null);
        }
        boolean more = store.forgetEvents(now.instant().minus(EVENTS), BATCH) == BATCH;
        for (var entryClass : AuditClass.values()) {
            Integer days = settings.daysOf(entryClass);
            if (days != null)
                more |= store.erase(entryClass, now.instant().minus(Duration.ofDays(days)), BATCH) == BATCH;
        }
        return more;
    }
}
