package io.fanfare.strategy;

import io.fanfare.kernel.ChannelName;
import io.fanfare.kernel.Check.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * What a strategy leaves open, as questions. Points: goals and audience 20 each; platforms, pillars, cadence and tone 15
 * each. An incomplete field loses half of its points; suggestions cost none.
 */
public record Completeness(boolean complete, int score, List<Gap> missing) {
    /** One gap: the field, what to ask for it, and how much it matters. */
    public record Gap(String field, String prompt, Severity severity) {}

    static Completeness of(StrategyDetails details) {
        var gaps = new GapList();
        gaps.field(
                20,
                "goals",
                details.goalList().isEmpty(),
                "What should the campaign achieve, and by when?",
                Severity.BLOCKER);
        gaps.field(
                20,
                "targetAudience",
                details.targetAudience() == null || details.targetAudience().isBlank(),
                "Who do you want to reach?",
                Severity.BLOCKER);
        gaps.field(
                15,
                "platforms",
                details.platformList().isEmpty(),
                "Where will you publish? Choose at least one platform.",
                Severity.BLOCKER);
        gaps.field(
                15,
                "contentPillars",
                details.pillarList().isEmpty(),
                "What are the recurring themes of the content?",
                Severity.WARNING);
        gaps.field(
                15,
                "cadence",
                details.cadence() == null || details.cadence().isBlank(),
                "How often will you publish on each platform?",
                Severity.WARNING);
        gaps.field(
                15,
                "brandTone",
                details.brandTone() == null || details.brandTone().isBlank(),
                "What is the tone of voice? A few words are enough.",
                Severity.WARNING);
        if (details.constraints() == null || details.constraints().isBlank())
            gaps.suggest("constraints", "Anything to avoid saying, showing or promising?");
        goals(details, gaps);
        pillars(details, gaps);
        cadence(details, gaps);
        return new Completeness(gaps.score == 100, gaps.score, List.copyOf(gaps.missing));
    }

    private static void goals(StrategyDetails details, GapList gaps) {
        boolean measured = false;
        var goals = details.goalList();
        for (int i = 0; i < goals.size(); i++) {
            switch (goals.get(i)) {
                case Goal.Words(var text) -> measured |= text.chars().anyMatch(Character::isDigit);
                case Goal.Measure goal -> {
                    measured |= goal.target() != null;
                    String place = "goals[" + i + "]";
                    if (goal.metric() == null || goal.metric().isBlank())
                        gaps.suggest(place + ".metric", "Which metric does this goal use?");
                    if (goal.by() == null) gaps.suggest(place + ".by", "By when should this goal be reached?");
                }
            }
        }
        if (!goals.isEmpty() && !measured)
            gaps.half(20, "goals", "How much is enough? Add a number to at least one goal.");
    }

    private static void pillars(StrategyDetails details, GapList gaps) {
        var pillars = details.pillarList();
        for (int i = 0; i < pillars.size(); i++)
            if (pillars.get(i) instanceof Pillar.Theme theme
                    && (theme.name() == null || theme.name().isBlank()))
                gaps.suggest("contentPillars[" + i + "].name", "What is this theme called?");
    }

    private static void cadence(StrategyDetails details, GapList gaps) {
        if (!(details.cadence() instanceof Cadence.Plan(var rhythms)) || rhythms.isEmpty()) return;
        var without = details.platformList().stream()
                .filter(platform -> rhythms.keySet().stream().noneMatch(platform::equalsIgnoreCase))
                .distinct()
                .toList();
        if (!without.isEmpty())
            gaps.half(15, "cadence", "Add a posting frequency for " + ChannelName.all(without) + ".");
    }

    /** The gaps found so far, and the remaining score. */
    private static final class GapList {
        private final List<Gap> missing = new ArrayList<>();
        private int score = 100;

        void field(int points, String field, boolean absent, String prompt, Severity severity) {
            if (!absent) return;
            score -= points;
            missing.add(new Gap(field, prompt, severity));
        }

        void half(int points, String field, String prompt) {
            score -= points / 2;
            missing.add(new Gap(field, prompt, Severity.WARNING));
        }

        void suggest(String field, String prompt) {
            missing.add(new Gap(field, prompt, Severity.SUGGESTION));
        }
    }
}
