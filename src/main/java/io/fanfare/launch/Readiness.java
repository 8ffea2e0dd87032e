package io.fanfare.launch;

import io.fanfare.kernel.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How ready a campaign is for its launch: a score from 0 to 100, the sum of its parts. Each part loses points for the checks
 * that belong to it; {@code reason} names what is missing.
 */
public record Readiness(int score, List<ReadinessPart> parts, List<Check> checks) {

    /** One part of the score. */
    public record ReadinessPart(String name, int score, int max, String reason) {}

    /** The parts with their maximum, and what each says if nothing is missing. */
    private enum Part {
        BRIEF(20, "Objective, dates, budget and channels are set"),
        STRATEGY(20, "The strategy is complete"),
        CONTENT(20, "The content has no open problems"),
        SCHEDULE(15, "Everything has a time or recipients"),
        APPROVALS(25, "Everything is approved");

        private final int max;
        private final String complete;

        Part(int max, String complete) {
            this.max = max;
            this.complete = complete;
        }

        ReadinessPart of(List<Deduction> losses) {
            int lost = losses.stream().mapToInt(Deduction::points).sum();
            String reason = losses.isEmpty()
                    ? complete
                    : losses.stream()
                            .map(loss -> loss.check().title())
                            .distinct()
                            .collect(Collectors.joining(". "));
            return new ReadinessPart(name().toLowerCase(Locale.ROOT), Math.max(0, max - lost), max, reason);
        }
    }

    private record Deduction(Part part, int points, Check check) {}

    public static Readiness of(List<Check> checks) {
        Map<Part, List<Deduction>> losses = checks.stream()
                .flatMap(check -> losses(check).stream())
                .collect(Collectors.groupingBy(Deduction::part));
        var parts = Arrays.stream(Part.values())
                .map(part -> part.of(losses.getOrDefault(part, List.of())))
                .toList();
        return new Readiness(parts.stream().mapToInt(ReadinessPart::score).sum(), parts, checks);
    }

    private static List<Deduction> losses(Check check) {
        return switch (check.code()) {
            case "objective_missing", "dates_missing", "budget_missing", "channels_missing" ->
                List.of(new Deduction(Part.BRIEF, 5, check));
            case "strategy_missing", "strategy_invalidated" -> List.of(new Deduction(Part.STRATEGY, 20, check));
            case "strategy_incomplete" -> List.of(new Deduction(Part.STRATEGY, incomplete(check), check));
            case "nothing_to_publish" ->
                List.of(
                        new Deduction(Part.CONTENT, 20, check),
                        new Deduction(Part.SCHEDULE, 15, check),
                        new Deduction(Part.APPROVALS, 25, check));
            case "campaign_over" -> List.of(new Deduction(Part.SCHEDULE, 15, check));
            case "start_passed",
                    "mailing_unscheduled",
                    "mailing_after_end",
                    "post_outside_campaign",
                    "posts_too_close" -> List.of(new Deduction(Part.SCHEDULE, 5, check));
            case "approval_pending",
                    "approval_rejected",
                    "approval_needs_review",
                    "changes_requested",
                    "review_without_reviewer" -> List.of(new Deduction(Part.APPROVALS, 10, check));
            // A check that has no place of its own counts by its severity for the content.
            default -> content(check);
        };
    }

    /** A strategy with a score of 80 loses a fifth of the points. */
    private static int incomplete(Check check) {
        return check.evidence().get("score") instanceof Number score ? (100 - score.intValue()) / 5 : 10;
    }

    private static List<Deduction> content(Check check) {
        var losses = new ArrayList<Deduction>();
        boolean ofContent = List.of("creative", "post", "mailing", "blog_post", "render")
                .contains(check.subject().kind());
        if (!ofContent) return losses;
        switch (check.severity()) {
            case BLOCKER -> losses.add(new Deduction(Part.CONTENT, 10, check));
            case WARNING -> losses.add(new Deduction(Part.CONTENT, 4, check));
            case SUGGESTION -> {}
        }
        return losses;
    }
}
