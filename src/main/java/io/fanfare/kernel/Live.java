package io.fanfare.kernel;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
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
 * Publishes changes to the browsers of all nodes. Changes of one thing within 100 ms are sent once. The NOTIFY has its own
 * transaction, because PostgreSQL serializes the commits of all transactions that contain one.
 */
@Component
public class Live implements SmartLifecycle {
    static final String CHANGES = "fanfare_live";
    static final String ACCESS = "fanfare_access";

    private static final Logger LOG = LoggerFactory.getLogger(Live.class);
    /** Changes that wait while the database is unavailable. Beyond that, new ones are dropped. */
    private static final int MAX_WAITING = 10_000;

    private static final int NO_VERSION = -1;

    /** One change: clients that subscribed to its topic read the thing again. */
    public record Change(
            UUID workspace,
            Topic.Address topic,
            String kind,
            @Nullable UUID id,
            @Nullable Integer version,
            Instant at) {}

    /** Passes changes on to browsers; implemented by the room {@code gateway}. */
    public interface Audience {
        void changed(Change change);

        /** Someone's access to a workspace changed: check all clients of the workspace again. */
        void accessChanged(UUID workspace);

        /** Some changes were lost: clients must read everything again. */
        void missed();
    }

    private record Key(
            UUID workspace,
            Topic.Address topic,
            String kind,
            @Nullable UUID id) {}

    private final Sql sql;
    private final Transactions transactions;
    private final Now now;
    private final Map<Key, Integer> waiting = new LinkedHashMap<>();
    private @Nullable ScheduledExecutorService timer;

    Live(Sql sql, Transactions transactions, Now now) {
        this.sql = sql;
        this.transactions = transactions;
        this.now = now;
    }

    /** Call it in the transaction that changes the thing; it is published once that has committed. */
    public void changed(Topic topic, String kind, @Nullable UUID id, @Nullable Integer version) {
        changed(topic.everything(), kind, id, version);
    }

    /** The same for a topic of one campaign or one person. */
    public void changed(Topic.Address topic, String kind, @Nullable UUID id, @Nullable Integer version) {
        var key = new Key(Current.get().workspace(), topic, kind, id);
        Transactions.afterCommit(() -> {
            synchronized (waiting) {
                if (waiting.size() < MAX_WAITING) waiting.put(key, version == null ? NO_VERSION : version);
            }
        });
    }

    /** Someone's access to the current workspace changed: their open connections are checked again on all nodes, after the commit. */
    public void accessChanged() {
        sql.of("select pg_notify(:channel, cast(:workspace as text)) is null")
                .bind("channel", ACCESS)
                .exists();
    }

    @Override
    public void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("live").factory());
        var _ = timer.scheduleWithFixedDelay(this::publish, 100, 100, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (timer != null) timer.shutdownNow();
        timer = null;
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    private void publish() {
        Map<Key, Integer> changes;
        synchronized (waiting) {
            if (waiting.isEmpty()) return;
            changes = new LinkedHashMap<>(waiting);
            waiting.clear();
        }
        try {
            transactions.write(() -> {
                var at = now.instant();
                List<String> payloads = changes.entrySet().stream()
                        .map(change -> Json.of(change(change.getKey(), change.getValue(), at))
                                .text())
                        .toList();
                sql.of("select pg_notify(:channel, payload) is null from unnest(:payloads) payload")
                        .bind("channel", CHANGES)
                        .array("payloads", "text", payloads)
                        .exists();
            });
        } catch (RuntimeException unavailable) {
            LOG.debug("Live updates are waiting for the database: {}", unavailable.toString());
            synchronized (waiting) {
                changes.forEach(waiting::putIfAbsent);
            }
        }
    }

    private static Change change(Key key, int version, Instant at) {
        return new Change(
                key.workspace(), key.topic(), key.kind(), key.id(), version == NO_VERSION ? null : version, at);
    }
}
