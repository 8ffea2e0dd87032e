package io.fanfare.kernel;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Sends traces and logs by OTLP if the standard variables name a receiver ({@code OTEL_EXPORTER_OTLP_ENDPOINT}, or one for traces or
 * logs); the SDK reads the others. Without them nothing is created.
 */
@Component
final class Telemetry implements AutoCloseable {
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String TRACES = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    private static final String LOGS = "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT";

    private final @Nullable OpenTelemetrySdk sdk;
    private final @Nullable TraceLog log;

    @Autowired
    Telemetry(org.springframework.core.env.Environment environment) {
        this(environment::getProperty, Map.of());
    }

    /** @param settings of the SDK by their names as properties; its own variables take precedence over the defaults here */
    Telemetry(Variables variables, Map<String, String> settings) {
        boolean both = variables.has(ENDPOINT);
        boolean traces = both || variables.has(TRACES);
        boolean logs = both || variables.has(LOGS);
        boolean off = "true".equalsIgnoreCase(variables.get("OTEL_SDK_DISABLED"));
        if (off || !(traces || logs)) {
            sdk = null;
            log = null;
            return;
        }
        sdk = sdk(traces, logs, settings);
        Traces.use(traces ? sdk.getTracerProvider().get("fanfare") : null);
        log = logs ? new TraceLog(sdk.getLogsBridge()) : null;
        if (log != null) attach(log);
    }

    /** The variables of the environment. */
    interface Variables {
        @Nullable
        String get(String name);

        default boolean has(String name) {
            String value = get(name);
            return value != null && !value.isBlank();
        }
    }

    private static OpenTelemetrySdk sdk(boolean traces, boolean logs, Map<String, String> settings) {
        try {
            return AutoConfiguredOpenTelemetrySdk.builder()
                    .disableShutdownHook()
                    .addPropertiesSupplier(() -> Map.of(
                            "otel.service.name", "fanfare",
                            "otel.exporter.otlp.protocol", "http/protobuf",
                            "otel.metrics.exporter", "none",
                            "otel.traces.exporter", traces ? "otlp" : "none",
                            "otel.logs.exporter", logs ? "otlp" : "none"))
                    .addPropertiesCustomizer(config -> settings)
                    .build()
                    .getOpenTelemetrySdk();
        } catch (ConfigurationException | IllegalStateException wrong) {
            throw new CannotStart(
                    "OpenTelemetry can't start: " + wrong.getMessage()
                            + ". Check the OTEL_ variables; OTEL_EXPORTER_OTLP_PROTOCOL must be http/protobuf.",
                    wrong);
        }
    }

    private static void attach(TraceLog log) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) return;
        log.setContext(context);
        log.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(log);
    }

    @Override
    public void close() {
        if (sdk == null) return;
        Traces.use(null);
        if (log != null && LoggerFactory.getILoggerFactory() instanceof LoggerContext context)
            context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(log);
        sdk.close();
    }
}
