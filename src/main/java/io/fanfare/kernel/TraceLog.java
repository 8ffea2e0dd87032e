package io.fanfare.kernel;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.logs.Severity;
import java.time.Instant;

/** Sends each line of the log by OTLP, with the fields that the JSON log has. */
final class TraceLog extends AppenderBase<ILoggingEvent> {
    private static final int MOST_FRAMES = 20;

    private final LoggerProvider receiver;

    TraceLog(LoggerProvider receiver) {
        this.receiver = receiver;
    }

    @Override
    protected void append(ILoggingEvent event) {
        // What the sender itself logs about a lost receiver must not be sent there.
        if (event.getLoggerName().startsWith("io.opentelemetry")) return;
        var line = receiver.get(event.getLoggerName())
                .logRecordBuilder()
                .setTimestamp(Instant.ofEpochMilli(event.getTimeStamp()))
                .setSeverity(severity(event.getLevel()))
                .setSeverityText(event.getLevel().toString())
                .setBody(event.getFormattedMessage());
        LogFields.now().forEach((name, value) -> line.setAttribute(AttributeKey.stringKey("fanfare." + name), value));
        var thrown = event.getThrowableProxy();
        if (thrown != null) {
            line.setAttribute(AttributeKey.stringKey("exception.type"), thrown.getClassName());
            line.setAttribute(AttributeKey.stringKey("exception.stacktrace"), frames(thrown));
        }
        line.emit();
    }

    /** Without messages, which may hold what people wrote. */
    private static String frames(IThrowableProxy thrown) {
        var text = new StringBuilder(thrown.getClassName());
        var frames = thrown.getStackTraceElementProxyArray();
        for (int i = 0; i < Math.min(MOST_FRAMES, frames.length); i++)
            text.append("\n\t").append(frames[i]);
        return text.toString();
    }

    private static Severity severity(Level level) {
        if (level.isGreaterOrEqual(Level.ERROR)) return Severity.ERROR;
        if (level.isGreaterOrEqual(Level.WARN)) return Severity.WARN;
        return level.isGreaterOrEqual(Level.INFO) ? Severity.INFO : Severity.DEBUG;
    }
}
