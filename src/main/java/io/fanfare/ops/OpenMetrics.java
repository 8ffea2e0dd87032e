package io.fanfare.ops;

import io.fanfare.kernel.Current;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Component;

/** Writes the figures for Prometheus, where it asks for them. A workspace gets its own and none of the node. */
@Component
class OpenMetrics extends AbstractHttpMessageConverter<SystemMetrics.Metrics> {
    private static final MediaType OPEN = new MediaType("application", "openmetrics-text");

    private final Exposition exposition;

    OpenMetrics(Exposition exposition) {
        super(OPEN, MediaType.TEXT_PLAIN);
        this.exposition = exposition;
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == SystemMetrics.Metrics.class;
    }

    @Override
    protected boolean canRead(org.springframework.http.@org.jspecify.annotations.Nullable MediaType type) {
        return false;
    }

    @Override
    protected SystemMetrics.Metrics readInternal(
            Class<? extends SystemMetrics.Metrics> type, HttpInputMessage message) {
        throw new HttpMessageNotReadableException("metrics are only written", message);
    }

    @Override
    protected void writeInternal(SystemMetrics.Metrics metrics, HttpOutputMessage message) throws IOException {
        var asked = message.getHeaders().getContentType();
        boolean open = asked != null && asked.isCompatibleWith(OPEN);
        String type = open
                ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                : "text/plain; version=0.0.4; charset=utf-8";
        message.getHeaders().setContentType(MediaType.parseMediaType(type));
        String own = own(metrics);
        String node = Current.get().isOperator() ? exposition.text(type) : open ? "# EOF\n" : "";
        message.getBody().write((own + node).getBytes(StandardCharsets.UTF_8));
    }

    private static String own(SystemMetrics.Metrics metrics) {
        var text = new StringBuilder();
        gauge(
                text,
                "fanfare_requests_per_minute",
                "Requests in the last five minutes",
                metrics.http().perMinute());
        gauge(
                text,
                "fanfare_response_p95_seconds",
                "95 % of requests are faster",
                metrics.http().p95() / 1000);
        gauge(
                text,
                "fanfare_error_share",
                "Share of requests answered with 5xx",
                metrics.http().errorRate());
        gauge(
                text,
                "fanfare_database_latency_seconds",
                "Time of one statement",
                metrics.database().latencyMs() / 1000);
        gauge(
                text,
                "fanfare_ledger_due",
                "Messages that are due now",
                metrics.ledger().dueNow());
        gauge(
                text,
                "fanfare_ledger_oldest_due_seconds",
                "How long the oldest is due",
                metrics.ledger().oldestDueSeconds());
        gauge(
                text,
                "fanfare_ledger_unconfirmed",
                "Messages with an unknown outcome",
                metrics.ledger().unconfirmed());
        gauge(text, "fanfare_renders", "Renders", metrics.renders().total());
        gauge(
                text,
                "fanfare_renders_succeeded",
                "Renders that succeeded",
                metrics.renders().succeeded());
        var disk = metrics.disk();
        if (disk != null) gauge(text, "fanfare_disk_free_share", "Share of the disk that is free", disk.freeShare());
        var jvm = metrics.jvm();
        if (jvm != null) gauge(text, "fanfare_heap_share", "Heap in use after the last collection", jvm.heap());
        return text.toString();
    }

    private static void gauge(StringBuilder text, String name, String help, Number value) {
        text.append("# HELP ")
                .append(name)
                .append(' ')
                .append(help)
                .append("\n# TYPE ")
                .append(name);
        text.append(" gauge\n")
                .append(name)
                .append(' ')
                .append(value.doubleValue())
                .append('\n');
    }
}
