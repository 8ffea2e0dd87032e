package io.fanfare.email;

import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Sends mailings that are due and creates the mails that sending left to it. A mailing that waits for an approval is checked
 * every minute.
 */
@Component
class MailingLane implements Lane {
    static final String NAME = "email_expand";
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final Duration RECHECK = Duration.ofMinutes(1);

    private final ExpansionStore store;
    private final Sendings sendings;
    private final MailingExpansion expansion;
    private final Transactions transactions;
    private final Now now;

    MailingLane(
            ExpansionStore store, Sendings sendings, MailingExpansion expansion, Transactions transactions, Now now) {
        this.store = store;
        this.sendings = sendings;
        this.expansion = expansion;
        this.transactions = transactions;
        this.now = now;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Instant> work() {
        boolean waiting = false;
        for (var mailing : transactions.read(store::due)) {
            var outcome = transactions.write(() -> sendings.sendDue(mailing.id()));
            waiting |= outcome == Sendings.Outcome.WAITS;
        }
        if (expanded()) return Optional.of(Instant.EPOCH);
        var next = transactions.read(store::nextTime);
        if (!waiting) return next;
        return Stream.concat(
                        next.stream(), Stream.of(transactions.read(now::instant).plus(RECHECK)))
                .min(Instant::compareTo);
    }

    /** Creates mails for a limited time; returns whether more remain. */
    private boolean expanded() {
        long end = System.nanoTime() + TURN.toNanos();
        for (var id : transactions.read(store::expanding))
            while (transactions.write(() -> expansion.next(id))) if (System.nanoTime() > end) return true;
        return false;
    }
}
