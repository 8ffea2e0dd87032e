package io.fanfare.ops;

import io.fanfare.delivery.MailServer;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Blobs;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.DataFolder;
import io.fanfare.kernel.Nodes;
import io.fanfare.kernel.Transactions;
import io.fanfare.kernel.WaitingWork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The health of each part. */
@RestController
class HealthParts {
    private static final long SLOW_MS = 1000;
    private static final String NO_FILE = "0".repeat(64);
    private static final double HEAP_HIGH = 0.70;
    private static final double HEAP_FULL = 0.90;
    private static final double FAILED_SOME = 0.05;
    private static final double FAILED_MANY = 0.15;
    private static final double DISK_LOW = 0.10;
    private static final double DISK_FULL = 0.02;
    private static final double LATE_SECONDS = 300;
    private static final double UNSEALED_SECONDS = 120;
    /** Fewer turns say nothing about a share. */
    private static final double FEWEST_TURNS = 20;

    private final Meters meters;
    private final Figures figures;
    private final WaitingWork waiting;
    private final MailServer mail;
    private final DataFolder folder;
    private final Blobs blobs;
    private final Nodes nodes;
    private final Transactions transactions;

    HealthParts(
            Meters meters,
            Figures figures,
            WaitingWork waiting,
            MailServer mail,
            DataFolder folder,
            Blobs blobs,
            Nodes nodes,
            Transactions transactions) {
        this.meters = meters;
        this.figures = figures;
        this.waiting = waiting;
        this.mail = mail;
        this.folder = folder;
        this.blobs = blobs;
        this.nodes = nodes;
        this.transactions = transactions;
    }

    enum HealthStatus {
        UP,
        DEGRADED,
        DOWN
    }

    /** {@code nodes} and the figures of the machine are only for the operator. */
    record SystemHealth(
            HealthStatus status, String version, long uptimeSeconds, List<HealthNode> nodes, List<HealthPart> parts) {}

    record HealthNode(
            String name,
            String version,
            Instant startedAt,
            Instant seenAt,
            double heap,
            double diskFree,
            double requestsPerMinute,
            double p95,
            double load) {}

    /** A part and its state; {@code detail} says why it is not {@code up}, {@code fix} what to do. */
    record HealthPart(
            String name,
            HealthStatus status,
            @Nullable Long latencyMs,
            @Nullable String detail,
            @Nullable String fix) {
        static HealthPart up(String name, @Nullable String detail) {
            return new HealthPart(name, HealthStatus.UP, null, detail, null);
        }

        static HealthPart not(HealthStatus status, String name, String detail, String fix) {
            return new HealthPart(name, status, null, detail, fix);
        }
    }

    /**
     * Reads the health of each part: database, file storage, ledger, background work, renderer, mail server and audit chain; for the operator also
     * memory, disk and nodes. A part that is {@code degraded} or {@code down} says what to do. The status is that of the worst part; 503 with
     * the same body if it is {@code down}.
     */
    @GetMapping("/api/monitoring/health")
    @Allow(value = "ops.read", outside = true)
    ResponseEntity<SystemHealth> readSystemHealth() {
        boolean all = Current.get().isOperator();
        var parts = new ArrayList<HealthPart>();
        var database = database();
        parts.add(database);
        parts.add(files());
        boolean reachable = database.status() != HealthStatus.DOWN;
        List<Nodes.Node> running = List.of();
        if (reachable) {
            running = transactions.read(figures::nodes);
            parts.add(ledger());
            parts.add(jobs(running, all));
            parts.add(lanes());
            parts.add(chain());
            parts.add(mail());
        }
        parts.add(HealthPart.up("renderer", "Built in."));
        if (all) {
            parts.add(memory());
            parts.add(disk());
            if (reachable) parts.add(nodes(running));
        }
        var worst = parts.stream()
                .map(HealthPart::status)
                .max(HealthStatus::compareTo)
                .orElse(HealthStatus.UP);
        var health = new SystemHealth(
                worst,
                Nodes.version(),
                nodes.uptime().toSeconds(),
                all ? running.stream().map(HealthParts::node).toList() : List.of(),
                parts);
        return ResponseEntity.status(worst == HealthStatus.DOWN ? 503 : 200).body(health);
    }

    private HealthPart database() {
        long began = System.nanoTime();
        try {
            transactions.read(figures::nodes);
        } catch (RuntimeException away) {
            return HealthPart.not(
                    HealthStatus.DOWN,
                    "database",
                    "The database can't be reached.",
                    "Check that PostgreSQL runs, and that FANFARE_DB_URL and its password are right.");
        }
        long ms = (System.nanoTime() - began) / 1_000_000;
        boolean slow = ms >= SLOW_MS;
        return new HealthPart(
                "database",
                slow ? HealthStatus.DEGRADED : HealthStatus.UP,
                ms,
                slow ? "A statement took " + ms + " ms." : null,
                slow ? "Look for long statements in PostgreSQL, and check its processors and its disk." : null);
    }

    private HealthPart files() {
        long began = System.nanoTime();
        try {
            folder.tryWrite();
            // In a bucket, this asks the bucket.
            blobs.exists(NO_FILE);
        } catch (IOException | UncheckedIOException unwritable) {
            return HealthPart.not(
                    HealthStatus.DOWN,
                    "files",
                    "Files can't be stored.",
                    "Check that the data folder exists, belongs to the user of the server and has room, and that the bucket is reachable if there is one.");
        }
        return new HealthPart("files", HealthStatus.UP, (System.nanoTime() - began) / 1_000_000, null, null);
    }

    private HealthPart ledger() {
        var ledger = transactions.read(figures::ledger);
        if (ledger.oldestDueSeconds() > LATE_SECONDS)
            return HealthPart.not(
                    HealthStatus.DEGRADED,
                    "ledger",
                    ledger.dueNow() + " messages are due, the oldest for " + Math.round(ledger.oldestDueSeconds() / 60)
                            + " minutes.",
                    "See which jobs fail. Messages are sent as soon as their lane works again.");
        if (ledger.unconfirmed() > 0)
            return HealthPart.not(
                    HealthStatus.DEGRADED,
                    "ledger",
                    "The outcome of " + ledger.unconfirmed() + " messages is unknown.",
                    "Check with the provider whether they were sent, then resolve them under Deliveries.");
        return HealthPart.up(
                "ledger", ledger.dueNow() == 0 ? "Nothing is late." : ledger.dueNow() + " messages are due.");
    }

    /** Of the installation by all turns of five minutes, of a workspace by its lanes. */
    private HealthPart jobs(List<Nodes.Node> running, boolean all) {
        if (!all) {
            var failing = transactions.read(waiting::ofWorkspace).stream()
                    .filter(lane -> lane.failures() > 0)
                    .map(WaitingWork.Waiting::lane)
                    .toList();
            return failing.isEmpty()
                    ? HealthPart.up("jobs", "No job fails.")
                    : HealthPart.not(
                            HealthStatus.DEGRADED,
                            "jobs",
                            "Failing: " + String.join(", ", failing) + ".",
                            "They are tried again automatically. If they still fail, send the trace id of the error to the operator.");
        }
        double turns = sum(running, "turns");
        double failed = sum(running, "failedTurns");
        double share = turns < FEWEST_TURNS ? 0 : failed / turns;
        if (share < FAILED_SOME)
            return HealthPart.up("jobs", Math.round(failed) + " of " + Math.round(turns) + " turns failed.");
        return HealthPart.not(
                share < FAILED_MANY ? HealthStatus.DEGRADED : HealthStatus.DOWN,
                "jobs",
                String.format(Locale.ROOT, "%.0f %% of the turns of the last five minutes failed.", share * 100),
                "See the errors for what they have in common, and the log of the server for their messages.");
    }

    private static double sum(List<Nodes.Node> nodes, String figure) {
        return nodes.stream().mapToDouble(node -> of(node, figure)).sum();
    }

    private static double of(Nodes.Node node, String figure) {
        return node.figures().get(figure) instanceof Number number ? number.doubleValue() : 0;
    }

    private HealthPart lanes() {
        Supplier<WaitingWork.Orphans> find = Figures.scope() == null ? waiting::orphans : waiting::orphansOfWorkspace;
        var orphans = transactions.read(find);
        if (orphans.lanes() == 0) return HealthPart.up("lanes", "All background work is worked on.");
        return HealthPart.not(
                HealthStatus.DEGRADED,
                "lanes",
                orphans.lanes() + " lanes have waited for five minutes and no node works on them.",
                "Check that a node runs that works on lanes (fanfare.lanes is not false), and restart it if it hangs.");
    }

    private HealthPart chain() {
        var chain = transactions.read(figures::chain);
        if (chain.broken())
            return HealthPart.not(
                    HealthStatus.DEGRADED,
                    "audit",
                    "An audit chain is broken.",
                    "Verify the audit trail: it names the first entry that was changed. Compare it with an export or a backup.");
        if (chain.waitingSeconds() > UNSEALED_SECONDS)
            return HealthPart.not(
                    HealthStatus.DEGRADED,
                    "audit",
                    "Entries have waited for their seal for " + Math.round(chain.waitingSeconds()) + " s.",
                    "See whether the job activity_seal fails.");
        return HealthPart.up("audit", null);
    }

    private HealthPart mail() {
        return transactions.read(() -> {
            var own = mail.own();
            var last = own.isPresent() ? own.get().lastTest() : null;
            if (last != null && !last.ok())
                return HealthPart.not(
                        HealthStatus.DEGRADED,
                        "mail",
                        "The last test of your mail server failed.",
                        "Test it under Connections, and correct its address or password.");
            return mail.isConnected()
                    ? HealthPart.up("mail", "Connected.")
                    : HealthPart.up("mail", "No mail server is connected: e-mails go to the test inbox only.");
        });
    }

    private static HealthPart memory() {
        double heap = Meters.heap();
        String detail = Math.round(heap * 100) + " % of the heap is in use.";
        if (heap < HEAP_HIGH) return HealthPart.up("memory", detail);
        return HealthPart.not(
                heap < HEAP_FULL ? HealthStatus.DEGRADED : HealthStatus.DOWN,
                "memory",
                detail,
                "Give the server more memory (-Xmx in JAVA_OPTS), or restart it and watch what uses it.");
    }

    private HealthPart disk() {
        double free = meters.diskFree();
        String detail = Math.round(free * 100) + " % of the disk is free.";
        if (free >= DISK_LOW) return HealthPart.up("disk", detail);
        return HealthPart.not(
                free < DISK_FULL ? HealthStatus.DOWN : HealthStatus.DEGRADED,
                "disk",
                detail,
                "Make room on the disk with the data folder, or move it to a larger one.");
    }

    private static HealthPart nodes(List<Nodes.Node> running) {
        long versions = running.stream().map(Nodes.Node::version).distinct().count();
        if (versions > 1)
            return HealthPart.not(
                    HealthStatus.DEGRADED,
                    "nodes",
                    "The nodes run " + versions + " versions.",
                    "Finish the upgrade: restart the nodes that still run the older version.");
        return HealthPart.up("nodes", running.size() + (running.size() == 1 ? " node runs." : " nodes run."));
    }

    private static HealthNode node(Nodes.Node node) {
        return new HealthNode(
                node.name(),
                node.version(),
                node.startedAt(),
                node.seenAt(),
                of(node, "heap"),
                of(node, "diskFree"),
                Math.round(of(node, "requests") * 600 / Window.SECONDS) / 10.0,
                of(node, "p95"),
                of(node, "load"));
    }
}
