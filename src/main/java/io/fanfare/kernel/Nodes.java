package io.fanfare.kernel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * The nodes of this installation: each writes a row every ten seconds, with its figures. A node is running while its row is younger
 * than {@link #SILENT}; it deletes the row when it stops.
 */
@Component
public class Nodes implements SmartLifecycle {
    /** How long a running node may be silent: three heartbeats. */
    public static final Duration SILENT = Duration.ofSeconds(35);

    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);
    private static final long BEAT_SECONDS = 10;
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final UUID id = Ids.next();
    private final long started = System.nanoTime();
    private final Sql sql;
    private final Transactions transactions;
    private final Watch watch;
    private @Nullable ScheduledExecutorService beat;
    /** In nanoseconds of this machine: the database, whose clock is the one that counts, can't be asked then. */
    private volatile @Nullable Long unreachableSince;
    /** The last time that the database was out of reach. */
    private volatile @Nullable Outage outage;

    Nodes(Sql sql, Transactions transactions, Watch watch) {
        this.sql = sql;
        this.transactions = transactions;
        this.watch = watch;
    }

    private record Outage(long end, Duration length) {}

    /** A node that was running at its last heartbeat. */
    public record Node(
            UUID id, String name, String version, Instant startedAt, Instant seenAt, Map<String, Object> figures) {}

    public UUID id() {
        return id;
    }

    /** The version of this server; {@code dev} where it runs from its classes. */
    public static String version() {
        return Optional.ofNullable(Nodes.class.getPackage().getImplementationVersion())
                .orElse("dev");
    }

    /** How long this process has been running. */
    public Duration uptime() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** The nodes that are running now, in the order of their start. */
    public List<Node> running() {
        return sql.of("""
                select id, name, version, started_at, seen_at, figures from kernel_node
                 where seen_at > fanfare_now() - make_interval(secs => :silent)
                 order by started_at, id""").bind("silent", (double) SILENT.toSeconds()).list(Node.class);
    }

    @Override
    public void start() {
        beat = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("heartbeat").factory());
        var _ = beat.scheduleWithFixedDelay(this::beat, 0, BEAT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        if (beat != null) beat.shutdownNow();
        beat = null;
        try {
            transactions.write(() -> sql.of("delete from kernel_node where id = :id")
                    .bind("id", id)
                    .run());
        } catch (RuntimeException away) {
            LOG.debug("The row of this node stays: {}", away.toString());
        }
    }

    @Override
    public boolean isRunning() {
        return beat != null;
    }

    /** Writes the row of this node, and what its observers have collected. */
    void beat() {
        try {
            var figures = new HashMap<String, Object>();
            watch.observers().forEach(each -> figures.putAll(each.figures()));
            ended().ifPresent(length -> figures.put("databaseDownMinutes", length.toSeconds() / 60.0));
            transactions.write(() -> write(figures));
            watch.observers().forEach(Observer::beat);
        } catch (RuntimeException away) {
            if (unreachableSince == null) unreachableSince = System.nanoTime();
            LOG.debug("This heartbeat was not written: {}", away.toString());
        }
    }

    /** How long the database was out of reach, until some minutes after it came back: no alert could be stored before. */
    private Optional<Duration> ended() {
        transactions.read(() -> sql.of("select 1").exists());
        var since = unreachableSince;
        long now = System.nanoTime();
        if (since != null) outage = new Outage(now, Duration.ofNanos(now - since));
        unreachableSince = null;
        return Optional.ofNullable(outage)
                .filter(last -> now - last.end() < REMEMBERED.toNanos())
                .map(Outage::length);
    }

    private void write(Map<String, Object> figures) {
        sql.of("""
                insert into kernel_node (id, name, version, started_at, seen_at, figures)
                values (:id, :name, :version, fanfare_now() - make_interval(secs => :uptime), fanfare_now(), :figures)
                on conflict (id) do update set seen_at = excluded.seen_at, figures = excluded.figures""")
                .bind("id", id)
                .bind("name", name())
                .bind("version", version())
                .bind("uptime", (double) uptime().toSeconds())
                .bind("figures", Json.of(figures))
                .run();
        sql.of("delete from kernel_node where seen_at < fanfare_now() - interval '1 day'")
                .run();
    }

    private static String name() {
        try {
            return InetAddress.getLocalHost().getHostName() + ":"
                    + ProcessHandle.current().pid();
        } catch (UnknownHostException unnamed) {
            return "node:" + ProcessHandle.current().pid();
        }
    }
}
