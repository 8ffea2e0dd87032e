package io.fanfare.delivery;

import io.fanfare.delivery.Channel.Outcome;
import io.fanfare.delivery.Channel.Parcel;
import io.fanfare.delivery.LedgerStore.Result;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Turns due rows into bytes. It has a second for a batch, in a thread that the operating system shares out: a tenant
 * whose templates are slow takes time from nobody else. Rows it does not get to go back.
 */
@Component
class Composition {
    private static final Logger LOG = LoggerFactory.getLogger(Composition.class);
    private static final Duration BUDGET = Duration.ofSeconds(1);

    private final Transactions transactions;
    private final Map<String, Composer> composers;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("compose-", 1).factory());

    Composition(Transactions transactions, List<Composer> composers) {
        this.transactions = transactions;
        this.composers = composers.stream().collect(Collectors.toMap(Composer::itemKind, c -> c));
    }

    /** A row with the bytes to send and their hash. */
    record Packed(Delivery row, Parcel parcel, String hash) {}

    /** Rows that are ready to be submitted, those that will never be, and those there was no time for. */
    record Composed(List<Packed> packed, List<Result> results, List<Delivery> left) {}

    /** Begins to compose some rows; writes nothing, so the result may be dropped. */
    Future<Composed> begin(Channel channel, Channel.Route route, List<Delivery> rows) {
        var current = Current.get();
        return threads.submit(() -> current.call(() -> inTime(channel, route, rows)));
    }

    static Composed await(Future<Composed> begun) throws InterruptedException {
        try {
            return begun.get();
        } catch (ExecutionException broken) {
            if (broken.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(broken.getCause());
        }
    }

    private Composed inTime(Channel channel, Channel.Route route, List<Delivery> rows) {
        var composed = new Composed(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        long end = System.nanoTime() + BUDGET.toNanos();
        rows.stream().collect(Collectors.groupingBy(Delivery::itemKind)).forEach((kind, some) -> {
            var renderer = prepare(kind, some);
            for (Delivery row : some) {
                boolean late = System.nanoTime() > end && !isEmpty(composed);
                if (late) composed.left.add(row);
                else compose(channel, route, row, renderer, composed);
            }
        });
        return composed;
    }

    private static boolean isEmpty(Composed composed) {
        return composed.packed.isEmpty() && composed.results.isEmpty();
    }

    private void compose(
            Channel channel, Channel.Route route, Delivery row, Composer.Renderer renderer, Composed composed) {
        try {
            switch (renderer.render(row)) {
                case null ->
                    composed.results.add(Attempts.result(row, new Outcome.Failed("Its content no longer exists.")));
                case Message.Excluded excluded -> composed.results.add(Attempts.excluded(row, excluded));
                case Message message -> {
                    var parcel = channel.pack(row, message, route);
                    composed.packed.add(new Packed(row, parcel, Json.sha256(parcel.bytes())));
                }
            }
        } catch (RuntimeException | StackOverflowError broken) {
            if (Settlement.isOutage(broken)) throw broken;
            LOG.warn("Delivery {} could not be composed", row.id(), broken);
            String reason = "The message could not be composed: " + broken.getMessage();
            composed.results.add(Attempts.result(row, new Outcome.Failed(reason)));
        }
    }

    /** Rows that can't be prepared together are prepared one by one, so that only the broken one fails. */
    private Composer.Renderer prepare(String kind, List<Delivery> rows) {
        var composer = composers.get(kind);
        if (composer == null) return row -> null;
        try {
            return transactions.read(() -> composer.prepare(rows));
        } catch (RuntimeException broken) {
            if (Settlement.isOutage(broken)) throw broken;
            LOG.warn("{} rows of {} could not be prepared together", rows.size(), kind, broken);
            return row ->
                    transactions.read(() -> composer.prepare(List.of(row))).render(row);
        }
    }
}
