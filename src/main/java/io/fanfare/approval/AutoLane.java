package io.fanfare.approval;

import io.fanfare.delivery.Gates;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Approves by rules: soon after something changed, so that everything is stored that the change is about, and once a stage has been
 * overdue for as long as a rule says.
 */
@Component
class AutoLane implements Lane {
    private final ReviewStore reviews;
    private final AutoApprovals approvals;
    private final Manifest manifest;
    private final Gates gates;
    private final Transactions transactions;
    private final Now now;

    AutoLane(
            ReviewStore reviews,
            AutoApprovals approvals,
            Manifest manifest,
            Gates gates,
            Transactions transactions,
            Now now) {
        this.reviews = reviews;
        this.approvals = approvals;
        this.manifest = manifest;
        this.gates = gates;
        this.transactions = transactions;
        this.now = now;
    }

    @Override
    public String name() {
        return ReviewStore.AUTO_LANE;
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public Optional<Instant> work() {
        // People read who decided.
        var house = Current.house(Current.get().workspace(), AutoApprovals.NAME);
        for (var campaign : transactions.write(approvals::campaigns))
            house.run(() -> transactions.write(() -> {
                gates.lock(campaign);
                if (approvals.apply(campaign)) manifest.refresh(campaign);
            }));
        return transactions.write(() -> {
            var time = now.instant();
            return reviews.open().stream()
                    .flatMap(review -> approvals.times(review).stream())
                    .filter(at -> at.isAfter(time))
                    .min(Comparator.naturalOrder());
        });
    }
}
