package io.fanfare.ops;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Transactions;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The figures of the system. */
@RestController
class SystemMetrics {
    private static final int MOST_OPERATIONS = 50;

    private final Meters meters;
    private final Figures figures;
    private final UsageStore usage;
    private final Transactions transactions;

    SystemMetrics(Meters meters, Figures figures, UsageStore usage, Transactions transactions) {
        this.meters = meters;
        this.figures = figures;
        this.usage = usage;
        this.transactions = transactions;
    }

    /**
     * @param windowSeconds how far back {@code http} goes
     * @param jvm of the node that answers; only for the operator, as {@code disk}
     */
    record Metrics(
            int windowSeconds,
            HttpFigures http,
            DatabaseFigures database,
            @Nullable JvmFigures jvm,
            Figures.LedgerFigures ledger,
            RenderFigures renders,
            @Nullable DiskFigures disk) {}

    /** Requests; times in milliseconds, {@code errorRate} is the share that was answered with 5xx. */
    record HttpFigures(
            double perMinute,
            double p50,
            double p95,
            double p99,
            double errorRate,
            List<OperationFigures> operations) {}

    record OperationFigures(String operation, long requests, double p50, double p95, double p99, double errorRate) {}

    /** {@code latencyMs} is that of one statement. */
    record DatabaseFigures(double latencyMs) {}

    /** {@code heap} is the share of the heap in use after the last garbage collection. */
    record JvmFigures(double heap, long heapMaxBytes, int threads, double load) {}

    record RenderFigures(long total, long succeeded) {}

    record DiskFigures(double freeShare) {}

    /**
     * Reads the figures of the last five minutes: requests with their times, database, ledger and renders. For a workspace they are its own;
     * the operator gets those of the installation, with memory and disk. Requests are those that the answering node has served. With
     * {@code Accept: application/openmetrics-text} or {@code text/plain} the answer is in the format of OpenMetrics or Prometheus, with
     * counters since the start of the node.
     */
    @GetMapping(
            path = "/api/monitoring/metrics",
            produces = {MediaType.APPLICATION_JSON_VALUE, "application/openmetrics-text", MediaType.TEXT_PLAIN_VALUE})
    @Allow(value = "ops.read", outside = true)
    Metrics readMetrics() {
        boolean all = Current.get().isOperator();
        long began = System.nanoTime();
        transactions.read(figures::nodes);
        double latency = Math.round((System.nanoTime() - began) / 10_000.0) / 100.0;
        return new Metrics(
                Window.SECONDS,
                http(meters.readings(Figures.scope())),
                new DatabaseFigures(latency),
                all ? jvm() : null,
                transactions.read(figures::ledger),
                all ? transactions.read(usage::renders) : renders(),
                all ? new DiskFigures(meters.diskFree()) : null);
    }

    private RenderFigures renders() {
        var counted = transactions.write(() -> usage.recent().orElseGet(usage::count));
        return new RenderFigures(counted.of("renders"), counted.of("rendersSucceeded"));
    }

    private static HttpFigures http(Map<String, Window.Reading> readings) {
        var all = readings.values().stream().reduce(Window.Reading.empty(), Window.Reading::plus);
        var operations = readings.entrySet().stream()
                .map(entry -> operation(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(OperationFigures::requests).reversed())
                .limit(MOST_OPERATIONS)
                .toList();
        return new HttpFigures(
                Math.round(all.total() * 600.0 / Window.SECONDS) / 10.0,
                all.percentile(0.5),
                all.percentile(0.95),
                all.percentile(0.99),
                all.failedShare(),
                operations);
    }

    private static OperationFigures operation(String name, Window.Reading reading) {
        return new OperationFigures(
                name,
                reading.total(),
                reading.percentile(0.5),
                reading.percentile(0.95),
                reading.percentile(0.99),
                reading.failedShare());
    }

    private static JvmFigures jvm() {
        return new JvmFigures(
                Meters.heap(),
                Runtime.getRuntime().maxMemory(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
