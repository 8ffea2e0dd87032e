package io.fanfare.email;

import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Turns mailings whose time has come into single mails. One that waits for an approval is looked at again each minute. */
@Component
class Expansion implements Lane {
    static final String LANE = "email_expand";
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final MailingStore store;
    private final Mailings mailings;
    private final Transactions transactions;
    private final Now now;

    Expansion(MailingStore store, Mailings mailings, Transactions transactions, Now now) {
        this.store = store;
        this.mailings = mailings;
        this.transactions = transactions;
        this.now = now;
    }

    @Override
    public String name() {
        return LANE;
    }

    @Override
    public Optional<Instant> work() {
        boolean waiting = false;
        for (var mailing : transactions.read(store::due)) {
            var turn = transactions.write(() -> mailings.sendDue(mailing.id()));
            waiting |= turn == Mailings.Turn.WAITS;
        }
        if (expanded()) return Optional.of(Instant.EPOCH);
        var next = transactions.read(store::nextTime);
        if (!waiting) return next;
        return Stream.concat(
                        next.stream(), Stream.of(transactions.read(now::instant).plus(PATIENCE)))
                .min(Instant::compareTo);
    }

    /** Makes mails of the segments that are being sent to, for a while; answers whether more are to be made. */
    private boolean expanded() {
        long end = System.nanoTime() + TURN.toNanos();
        for (var id : transactions.read(store::expanding))
            while (transactions.write(() -> mailings.expandSome(id))) if (System.nanoTime() > end) return true;
        return false;
    }
}
