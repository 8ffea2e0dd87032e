package io.fanfare.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** The figures of this node for Prometheus. No tag names a workspace, so their number does not grow with the customers. */
@Component
class Exposition {
    private static final int MOST_OPERATIONS = 2_000;
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Counter failures;
    private final JvmGcMetrics collections = new JvmGcMetrics();

    Exposition() {
        registry.config()
                .meterFilter(MeterFilter.maximumAllowableTags(
                        "fanfare.request", "operation", MOST_OPERATIONS, MeterFilter.deny()));
        new JvmMemoryMetrics().bindTo(registry);
        collections.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        failures = Counter.builder("fanfare.errors")
                .description("Requests, turns and timers that broke")
                .register(registry);
    }

    void answered(String operation, int status, long nanos) {
        String outcome = status / 100 + "xx";
        timers.computeIfAbsent(operation + "|" + outcome, any -> Timer.builder("fanfare.request")
                        .description("Requests by operation and status class")
                        .tag("operation", operation)
                        .tag("status", outcome)
                        .serviceLevelObjectives(BOUNDS)
                        .register(registry))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    void worked(String lane, long nanos) {
        timers.computeIfAbsent("lane|" + lane, any -> Timer.builder("fanfare.turn")
                        .description("Turns of background work by lane")
                        .tag("lane", lane)
                        .register(registry))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed() {
        failures.increment();
    }

    /** In the format that the content type asks for. */
    String text(String contentType) {
        return registry.scrape(contentType);
    }

    @PreDestroy
    void close() {
        collections.close();
        registry.close();
    }
}
