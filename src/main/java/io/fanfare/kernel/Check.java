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
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.ENGLISH);

    /** A blocker prevents the action; a warning should be reviewed; a suggestion is optional. */
    public enum Severity {
        BLOCKER,
        WARNING,
        SUGGESTION
    }

    /** The subject of the check. */
    public record About(String kind, @Nullable UUID id) {}

    /** The operation that resolves it, ready to call; without a body where a person has to write it. */
    public record Fix(
            String operation,
            String method,
            String path,
            @Nullable Map<String, Object> body) {}

    /** A check that still needs its evidence: there is none without. */
    public record Claim(
            String code,
            Severity severity,
            String title,
            String reason,
            About subject,
            @Nullable Fix fix) {
        /** {@code facts} are what the check rests on; a dismissed check returns once they change. */
        public Check with(Map<String, Object> facts) {
            if (facts.isEmpty()) throw new IllegalArgumentException(code + " has no evidence");
            return new Check(code, severity, title, reason, subject, facts, fix, severity != Severity.BLOCKER);
        }
    }

    public static Claim blocker(String code, String title, String reason, About subject, @Nullable Fix fix) {
        return new Claim(code, Severity.BLOCKER, title, reason, subject, fix);
    }

    public static Claim warning(String code, String title, String reason, About subject, @Nullable Fix fix) {
        return new Claim(code, Severity.WARNING, title, reason, subject, fix);
    }

    public static Claim suggestion(String code, String title, String reason, About subject, @Nullable Fix fix) {
        return new Claim(code, Severity.SUGGESTION, title, reason, subject, fix);
    }

    /** The same check, which can't be dismissed. */
    public Check permanent() {
        return new Check(code, severity, title, reason, subject, evidence, fix, false);
    }

    /** A day as people write it: November 21, 2026. */
    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    public boolean blocks() {
        return severity == Severity.BLOCKER;
    }
}
