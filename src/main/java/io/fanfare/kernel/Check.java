package io.fanfare.kernel;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One finding that a person should know or act on. Completeness, readiness, validation, the publish gate and every
 * recommendation are lists of these, so that they all read alike and each names its fix.
 */
public record Check(
        String code,
        Severity severity,
        String title,
        String reason,
        About subject,
        Map<String, Object> evidence,
        @Nullable Fix fix,
        boolean dismissible) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    /** A blocker prevents the action; a warning should be reviewed; a suggestion is optional. */
    public enum Severity {
        BLOCKER,
        WARNING,
        SUGGESTION
    }

    /** What the check is about. */
    public record About(String kind, @Nullable UUID id) {}

    /** The operation that resolves it, ready to call; without a body where a person has to write it. */
    public record Fix(
            String operation,
            String method,
            String path,
            @Nullable Map<String, Object> body) {}

    public static Check blocker(String code, String title, String reason, About subject, @Nullable Fix fix) {
        return new Check(code, Severity.BLOCKER, title, reason, subject, Map.of(), fix, false);
    }

    public static Check warning(String code, String title, String reason, About subject, @Nullable Fix fix) {
        return new Check(code, Severity.WARNING, title, reason, subject, Map.of(), fix, true);
    }

    public static Check suggestion(String code, String title, String reason, About subject, @Nullable Fix fix) {
        return new Check(code, Severity.SUGGESTION, title, reason, subject, Map.of(), fix, true);
    }

    public Check with(Map<String, Object> facts) {
        return new Check(code, severity, title, reason, subject, facts, fix, dismissible);
    }

    /** A date in a sentence: 21 November 2026. */
    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    public boolean blocks() {
        return severity == Severity.BLOCKER;
    }
}
