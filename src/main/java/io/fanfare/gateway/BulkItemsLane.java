package io.fanfare.gateway;

import io.fanfare.gateway.Bulk.Item;
import io.fanfare.gateway.Bulk.ItemError;
import io.fanfare.gateway.Bulk.ItemState;
import io.fanfare.gateway.Bulk.State;
import io.fanfare.gateway.Bulk.Step;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Works bulk operations item by item. Each call has a key of its own and is stored before it is made: wherever a worker dies, the next
 * one makes the same call, which is answered from its key if it was made already.
 */
@Component
class BulkItemsLane implements Lane {
    static final String NAME = "gateway_bulk";

    private static final Logger LOG = LoggerFactory.getLogger(BulkItemsLane.class);
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final Duration BEFORE_ANOTHER_TRY = Duration.ofSeconds(2);

    private final BulkStore store;
    private final BulkSteps steps;
    private final Transactions transactions;
    private final Now now;

    BulkItemsLane(BulkStore store, BulkSteps steps, Transactions transactions, Now now) {
        this.store = store;
        this.steps = steps;
        this.transactions = transactions;
        this.now = now;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int width() {
        return 2;
    }

    @Override
    public Optional<Instant> work() {
        long end = System.nanoTime() + TURN.toNanos();
        while (System.nanoTime() < end) {
            var bulk = transactions.read(store::next);
            if (bulk.isEmpty()) return Optional.empty();
            var wait = advance(bulk.get());
            if (wait.isPresent())
                return wait.map(time -> transactions.read(now::instant).plus(time));
        }
        return Optional.of(Instant.EPOCH);
    }

    /** Works the next item; how long to wait before the next one. */
    private Optional<Duration> advance(Bulk bulk) {
        var item = transactions.read(() -> store.nextItem(bulk.id()));
        if (item.isEmpty()) {
            transactions.write(() -> store.finished(bulk.id(), State.DONE));
            return Optional.empty();
        }
        if (bulk.state() == State.QUEUED) transactions.write(() -> store.started(bulk.id()));
        try {
            perform(bulk, item.get());
        } catch (Refused refused) {
            // Too many calls, or a worker that lost its turn is still at it: the same call is made again.
            if (refused.status() == 429 || refused.code().equals("idempotency_in_flight"))
                return Optional.of(BEFORE_ANOTHER_TRY);
            failed(bulk, item.get(), BulkDesk.error(refused));
        } catch (DataAccessException | TransactionException away) {
            throw away;
        } catch (RuntimeException broken) {
            LOG.error("Item {} of the bulk operation {} failed", item.get().position(), bulk.id(), broken);
            failed(bulk, item.get(), new ItemError(500, "internal", "An unexpected error occurred. Try it alone."));
        }
        return Optional.empty();
    }

    private void perform(Bulk bulk, Item item) {
        var reader = bulk.caller(null);
        var decided = item.step() != null
                ? Optional.of(item.step())
                : steps.of(bulk.kind(), item.subjectId(), bulk.change(), item.own(), reader);
        if (decided.isEmpty()) {
            worked(bulk, item, ItemState.SKIPPED, null, null, title(bulk, item));
            return;
        }
        var step = decided.get();
        if (bulk.dryRun()) {
            steps.rehearse(step, reader);
            worked(bulk, item, ItemState.DONE, null, null, null);
            return;
        }
        var undo = item.undo();
        if (item.step() == null) {
            undo = steps.undo(step, reader);
            var known = undo;
            transactions.write(() -> store.decided(bulk.id(), item.position(), step, known));
        }
        var done = steps.perform(step, undo, bulk.caller("bulk/" + bulk.id() + "/" + item.position()));
        worked(
                bulk,
                item,
                ItemState.DONE,
                bulk.kind() == Bulk.Kind.UNDO ? null : done.undo(),
                null,
                done.title() != null ? done.title() : title(bulk, item));
    }

    private void failed(Bulk bulk, Item item, ItemError error) {
        boolean changed = bulk.kind() == Bulk.Kind.UNDO && error.code().endsWith("_version_conflict");
        worked(bulk, item, changed ? ItemState.SKIPPED : ItemState.FAILED, null, error, title(bulk, item));
        if (bulk.stopOnError()) transactions.write(() -> store.finished(bulk.id(), State.DONE));
    }

    private @Nullable String title(Bulk bulk, Item item) {
        return item.title() != null ? item.title() : steps.title(bulk.kind(), item.subjectId(), bulk.caller(null));
    }

    private void worked(
            Bulk bulk,
            Item item,
            ItemState state,
            @Nullable Step undo,
            @Nullable ItemError error,
            @Nullable String title) {
        transactions.write(() -> store.worked(bulk.id(), item.position(), state, undo, error, title));
    }
}
