package io.fanfare.ops;

import io.fanfare.kernel.Current;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What alert rules watch, each with the rule it comes with. */
enum AlertMetric {
    MEMORY(
            Scope.INSTALLATION,
            Op.ABOVE,
            85,
            15,
            Severity.CRITICAL,
            "%",
            "Memory",
            "Give the server more memory (-Xmx), or look for what uses it."),
    ERROR_RATE(
            Scope.INSTALLATION,
            Op.ABOVE,
            10,
            5,
            Severity.CRITICAL,
            "%",
            "Failed requests",
            "Look at the errors below and at the log of the server."),
    DATABASE_DOWN(
            Scope.INSTALLATION,
            Op.ABOVE,
            1,
            0,
            Severity.CRITICAL,
            "min",
            "Database out of reach",
            "Check that PostgreSQL runs and that the nodes reach it."),
    RESPONSE_TIME(
            Scope.INSTALLATION,
            Op.ABOVE,
            2,
            10,
            Severity.WARNING,
            "s",
            "Response time (95 %)",
            "See which operations are slow, and whether the database or the processors are busy."),
    OLDEST_DUE(
            Scope.BOTH,
            Op.ABOVE,
            300,
            0,
            Severity.CRITICAL,
            "s",
            "Oldest message that is due",
            "See which jobs fail. Messages are sent as soon as their lane works again."),
    UNCONFIRMED(
            Scope.BOTH,
            Op.ABOVE,
            0,
            0,
            Severity.WARNING,
            "",
            "Messages with an unknown outcome",
            "Check with the provider whether they were sent, then resolve them under Deliveries."),
    DISK_FREE(
            Scope.INSTALLATION,
            Op.BELOW,
            10,
            0,
            Severity.CRITICAL,
            "%",
            "Free disk space",
            "Make room on the disk with the data folder, or move it to a larger one."),
    CHAIN_BROKEN(
            Scope.BOTH,
            Op.ABOVE,
            0,
            0,
            Severity.CRITICAL,
            "",
            "Broken audit chains",
            "Open the audit trail and verify it: it names the first entry that was changed.");

    enum Scope {
        INSTALLATION,
        BOTH
    }

    enum Op {
        ABOVE,
        BELOW
    }

    enum Severity {
        WARNING,
        CRITICAL
    }

    private final Scope scope;
    private final Op op;
    private final double threshold;
    private final int forMinutes;
    private final Severity severity;
    private final String unit;
    private final String title;
    private final String fix;

    AlertMetric(
            Scope scope,
            Op op,
            double threshold,
            int forMinutes,
            Severity severity,
            String unit,
            String title,
            String fix) {
        this.scope = scope;
        this.op = op;
        this.threshold = threshold;
        this.forMinutes = forMinutes;
        this.severity = severity;
        this.unit = unit;
        this.title = title;
        this.fix = fix;
    }

    static List<AlertMetric> of(boolean installation) {
        return Arrays.stream(values())
                .filter(metric -> installation || metric.scope == Scope.BOTH)
                .toList();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The id of its rule, the same everywhere. */
    UUID id() {
        return UUID.nameUUIDFromBytes(
                (Current.get().workspace() + " alert rule " + word()).getBytes(StandardCharsets.UTF_8));
    }

    Op op() {
        return op;
    }

    String title() {
        return title;
    }

    String unit() {
        return unit;
    }

    String fix() {
        return fix;
    }

    /** {@code Memory: 91 %} */
    String sentence(double value) {
        String number =
                value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.1f", value);
        return (title + ": " + number + " " + unit).strip();
    }

    AlertRule usual(boolean installation) {
        var channels = installation
                ? List.of(AlertRule.Channel.EMAIL)
                : List.of(AlertRule.Channel.NOTIFICATION, AlertRule.Channel.WEBHOOK);
        return new AlertRule(id(), this, op, threshold, unit, forMinutes, severity, channels, 60, true);
    }
}
