package io.fanfare.advisor;

import io.fanfare.kernel.Check;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stage of a campaign and its checks, most urgent first. */
record Advice(Stage stage, List<Check> checks) {
    List<Check> blockers() {
        return checks.stream().filter(Check::blocks).toList();
    }

    List<Check> recommendations() {
        return checks.stream().filter(check -> !check.blocks()).toList();
    }

    @Nullable
    Check next() {
        return checks.isEmpty() ? null : checks.getFirst();
    }

    /** 100 minus 25 for each blocker (at most 75), 6 for each warning (at most 18) and 1 for each suggestion (at most 7). */
    int score() {
        return 100
                - Math.min(75, 25 * count(Check.Severity.BLOCKER))
                - Math.min(18, 6 * count(Check.Severity.WARNING))
                - Math.min(7, count(Check.Severity.SUGGESTION));
    }

    private int count(Check.Severity severity) {
        return (int) checks.stream()
                .filter(check -> check.severity() == severity)
                .filter(check -> !check.subject().kind().equals("launch"))
                .count();
    }
}
