package io.fanfare.advisor;

import io.fanfare.campaign.Campaign;
import io.fanfare.kernel.Check;
import java.util.Comparator;
import java.util.List;

/**
 * The stage of a campaign. Checks are ranked by severity, then by stage: first the stage of the campaign, then what earlier
 * stages left open, then what later stages need. The same facts always give the same order.
 */
enum Stage {
    STRATEGY,
    CONTENT,
    REVIEW,
    LAUNCH,
    RUNNING,
    PAUSED,
    DONE,
    CANCELLED;

    /** The stage that follows from the status and the checks of a campaign. */
    static Stage of(Campaign campaign, List<Check> checks) {
        return switch (campaign.status()) {
            case ACTIVE -> RUNNING;
            case PAUSED -> PAUSED;
            case COMPLETED -> DONE;
            case CANCELLED -> CANCELLED;
            case DRAFT, PLANNING -> unlaunched(checks);
        };
    }

    private static Stage unlaunched(List<Check> checks) {
        var codes = checks.stream().map(Check::code).toList();
        if (codes.contains("nothing_to_publish"))
            return codes.contains("strategy_missing") || codes.contains("strategy_invalidated") ? STRATEGY : CONTENT;
        return codes.stream().anyMatch(code -> code.startsWith("approval_") || code.equals("review_without_reviewer"))
                ? REVIEW
                : LAUNCH;
    }

    Comparator<Check> order() {
        return Comparator.comparing(Check::severity)
                // A person has asked for it, and others wait.
                .thenComparing(check -> !check.code().equals("changes_requested"))
                .thenComparing(check -> distance(of(check)))
                .thenComparing(Check::code)
                .thenComparing(check -> String.valueOf(check.subject().id()))
                .thenComparing(check -> String.valueOf(check.evidence().get("scope")));
    }

    private int distance(Stage other) {
        if (other == this) return 0;
        int place = other.compareTo(STRATEGY);
        return other.compareTo(this) < 0 ? 1 + place : 100 + place;
    }

    /** The stage that a check belongs to, by its subject. */
    private static Stage of(Check check) {
        return switch (check.subject().kind()) {
            case "campaign" -> operation(check).equals("schedulePost") ? CONTENT : STRATEGY;
            case "strategy" -> STRATEGY;
            case "approval", "review" -> REVIEW;
            case "launch" -> LAUNCH;
            case "delivery", "metric" -> RUNNING;
            default -> CONTENT;
        };
    }

    private static String operation(Check check) {
        return check.fix() == null ? "" : check.fix().operation();
    }
}
