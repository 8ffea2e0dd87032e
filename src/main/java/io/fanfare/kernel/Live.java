package io.fanfare.kernel;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells every node, and through them every browser, that something changed. The last change of a thing within 100 ms
 * wins; the NOTIFY goes out in a transaction of its own, because inside a business transaction it would queue all of them.
 */
@Component
public class Live implements SmartLifecycle {
    public static final String CHANNEL = "fanfare_live";

    private static final Logger LOG = LoggerFactory.getLogger(Live.class);

    /** One change: clients that listen to the topic read the thing again. */
    public record Change(
            UUID workspace,
            String topic,
            String kind,
            @Nullable UUID id,
            @Nullable Integer version,
            Instant at) {}

    /** Who passes changes on to browsers; the room {@code gateway} does. */
    public interface Audience {
        void changed(Change change);

        /** Some changes were lost: whoever listens must read everything again. */
        void missed();
    }

    private final Sql sql;
    private final Transactions transactions;
    private final Map<String, Change> waiting = new LinkedHashMap<>();
    private @Nullable ScheduledExecutorService beat;

    Live(Sql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /** Call it in the transaction that changes the thing: it is told once that has committed. */
    public void changed(String topic, String kind, @Nullable UUID id, @Nullable Integer version) {
        var change = new Change(Current.get().workspace(), topic, kind, id, version, Instant.now());
        Transactions.afterCommit(() -> {
            synchronized (waiting) {
                waiting.put(change.workspace() + topic + kind + id, change);
            }
        });
    }

    @Override
    public void start() {
        beat = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("live").factory());
        var _ = beat.scheduleWithFixedDelay(this::tell, 100, 100, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (beat != null) beat.shutdownNow();
        beat = null;
    }

    @Override
    public boolean isRunning() {
        return beat != null;
    }

    private void tell() {
        Collection<Change> changes;
        synchronized (waiting) {
            if (waiting.isEmpty()) return;
            changes = java.util.List.copyOf(waiting.values());
            waiting.clear();
        }
        try {
            transactions.write(() -> changes.forEach(change -> sql.of("select pg_notify(:channel, :change) is null")
                    .bind("channel", CHANNEL)
                    .bind("change", Json.of(change).text())
                    .exists()));
        } catch (RuntimeException away) {
            // A lost hint is no lost fact: browsers read everything again when they reconnect.
            LOG.debug("live changes not told: {}", away.toString());
        }
    }
}
