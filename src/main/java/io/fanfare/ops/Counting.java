package io.fanfare.ops;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.fanfare.activity.AuditTrail;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Transactions;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Once a day for each workspace: counts what it stores and verifies its audit chain. */
@Component
class Counting implements Lane {
    static final String LANE = "ops_count";

    private final UsageStore store;
    private final AuditTrail audit;
    private final Ready ready;
    private final Now now;
    private final Transactions transactions;

    Counting(UsageStore store, AuditTrail audit, Ready ready, Now now, Transactions transactions) {
        this.store = store;
        this.audit = audit;
        this.ready = ready;
        this.now = now;
        this.transactions = transactions;
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
        boolean whole = transactions.read(audit::isWhole);
        transactions.write(() -> {
            store.verified(whole);
            store.count();
        });
        return Optional.empty();
    }

    /** Marks the workspaces that were not looked at for a day. */
    void mark() {
        for (UUID workspace : transactions.read(store::stale))
            Current.house(workspace, LANE).run(() -> transactions.write(() -> ready.mark(LANE, now.instant())));
    }

    @Bean
    static RecurringTask<Void> countWorkspaces(org.springframework.beans.factory.ObjectProvider<Counting> counting) {
        return Tasks.recurring("ops_count_workspaces", FixedDelay.ofHours(1))
                .execute((instance, context) -> counting.getObject().mark());
    }
}
