package io.fanfare.delivery;

import io.fanfare.delivery.Delivery.State;
import io.fanfare.delivery.LedgerStore.Result;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Ready;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Writes the outcomes of attempts and tells the other rooms, in one transaction. */
@Component
class Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(10);

    private final LedgerStore store;
    private final Gates gates;
    private final Transactions transactions;
    private final Ready ready;
    private final Now now;
    private final ApplicationEventPublisher events;
    private final Audit audit;
    private final Live live;

    Settlement(
            LedgerStore store,
            Gates gates,
            Transactions transactions,
            Ready ready,
            Now now,
            ApplicationEventPublisher events,
            Audit audit,
            Live live) {
        this.store = store;
        this.gates = gates;
        this.transactions = transactions;
        this.ready = ready;
        this.now = now;
        this.events = events;
        this.audit = audit;
        this.live = live;
    }

    /**
     * Part of the caller's transaction, which holds the gates of the rows: listeners go on to lock items, and everyone
     * locks gate, item, row in this order.
     */
    List<Delivery> settle(List<Result> results) {
        if (results.isEmpty()) return List.of();
        var settled = store.settle(results);
        if (!settled.isEmpty()) tell(settled);
        return settled;
    }

    private void tell(List<Delivery> settled) {
        events.publishEvent(new DeliveryEvent(settled));
        live.changed(Topic.DELIVERIES, "delivery", null, null);
        var campaignOfItem = new HashMap<UUID, UUID>();
        for (Delivery row : settled) {
            if (row.campaignId() != null) campaignOfItem.put(row.itemId(), row.campaignId());
            if (row.state() == State.PLANNED) ready.mark(Dispatch.lane(row.lane()), row.dueAt());
            if (row.state() == State.UNCONFIRMED || row.state() == State.FAILED)
                audit.record(
                        row.state() == State.FAILED ? "deliveryFailed" : "deliveryUnconfirmed",
                        new Subject("delivery", row.id(), row.channel(), row.campaignId()),
                        null,
                        Map.of("reason", String.valueOf(row.reason()), "item", row.itemKind() + ":" + row.itemId()));
        }
        campaignOfItem.forEach((item, campaign) -> live.changed(Topic.QUEUE.of(campaign), "delivery", item, null));
    }

    /**
     * Settles in transactions of its own. What a listener can't take is settled row by row, so that it stops no other.
     *
     * @param lane that gets a turn afterwards
     */
    void settleForSure(List<Result> results, @Nullable String lane) {
        try {
            settleApart(results, lane);
        } catch (RuntimeException broken) {
            LOG.error("{} outcomes could not be written together", results.size(), broken);
            for (var result : results) settleAlone(result, lane);
        }
    }

    private void settleAlone(Result result, @Nullable String lane) {
        try {
            settleApart(List.of(result), lane);
        } catch (RuntimeException broken) {
            LOG.error("The outcome of delivery {} could not be written: {}", result.id(), result, broken);
        }
    }

    private void settleApart(List<Result> results, @Nullable String lane) {
        persist(() -> {
            gates.lockAll(results.stream().map(Result::gate).toList());
            settle(results);
            if (lane != null) ready.mark(lane, now.instant());
        });
    }

    /** Asks for another turn of a lane, because there is room for rows that wait. */
    void turn(String lane) {
        persist(() -> ready.mark(lane, now.instant()));
    }

    /** A person has moved a row, in the caller's transaction. */
    void moved(Delivery row) {
        tell(List.of(row));
    }

    /** Outcomes are known only in memory: while the database is away they wait for it. */
    void persist(Runnable work) {
        long end = System.nanoTime() + LONGEST_OUTAGE.toNanos();
        while (true) {
            try {
                transactions.write(work);
                return;
            } catch (DataAccessException | TransactionException away) {
                if (!isOutage(away) || System.nanoTime() > end) throw away;
                LOG.warn("An outcome waits for the database: {}", away.toString());
                pause(away);
            }
        }
    }

    /** The cause is the database being away or busy, and not what was asked of it. */
    static boolean isOutage(Throwable broken) {
        return broken instanceof TransactionException
                || broken instanceof DataAccessResourceFailureException
                || broken instanceof DataAccessException && !(broken instanceof NonTransientDataAccessException);
    }

    private static void pause(RuntimeException away) {
        try {
            Thread.sleep(500);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw away;
        }
    }
}
