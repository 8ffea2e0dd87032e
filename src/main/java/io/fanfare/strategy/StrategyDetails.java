package io.fanfare.strategy;

import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a strategy; every field is optional. {@code platforms} are the same words as the channels of a campaign.
 * {@code goals} and {@code contentPillars} are texts or objects, {@code targetAudience}, {@code brandTone} and
 * {@code constraints} a text, a list of texts or an object; {@code cadence} is a text, or for each platform a number of
 * posts a week, a text or {@code {posts, per}}. Each field is returned in the form in which it was sent.
 */
public record StrategyDetails(
        @Nullable @Size(max = 30) List<@NotBlank @Size(max = 50) String> platforms,
        @Nullable @Size(max = 50) List<@Valid @NotNull Goal> goals,
        @Nullable @Valid Brief targetAudience,
        @Nullable @Size(max = 50) List<@Valid @NotNull Pillar> contentPillars,
        @Nullable @Valid Brief brandTone,
        @Nullable @Valid Brief constraints,
        @Nullable @Valid Cadence cadence,
        @Nullable @Valid AdsConfig adsConfig) {

    /** The rules that concern more than the shape of one field. */
    StrategyDetails checked() {
        bounded("targetAudience", targetAudience);
        bounded("brandTone", brandTone);
        bounded("constraints", constraints);
        if (goals != null) for (int i = 0; i < goals.size(); i++) goal("goals[" + i + "]", goals.get(i));
        if (contentPillars != null)
            for (int i = 0; i < contentPillars.size(); i++)
                if (contentPillars.get(i) instanceof Pillar.Theme theme)
                    Forms.bounded("contentPillars[" + i + "]", theme.more());
        if (adsConfig != null) adsConfig.check();
        return this;
    }

    private static void bounded(String field, @Nullable Brief brief) {
        if (brief instanceof Brief.Facts(var facts)) Forms.bounded(field, facts);
    }

    private static void goal(String field, Goal goal) {
        if (!(goal instanceof Goal.Measure measure)) return;
        switch (measure.target()) {
            case null -> {}
            case Number _ -> {}
            case String text when text.length() <= 200 -> {}
            case String _ -> throw Refused.invalid(field + ".target", "must have at most 200 characters");
            default -> throw Refused.invalid(field + ".target", "must be a number or a text");
        }
        if (measure.baseline() != null && measure.baseline().precision() > 40)
            throw Refused.invalid(field + ".baseline", "must have at most 40 digits");
        Forms.bounded(field, measure.more());
    }

    /** Whether nothing is filled in at all. */
    boolean empty() {
        return platformList().isEmpty()
                && goalList().isEmpty()
                && pillarList().isEmpty()
                && (targetAudience == null || targetAudience.isBlank())
                && (brandTone == null || brandTone.isBlank())
                && (constraints == null || constraints.isBlank())
                && (cadence == null || cadence.isBlank())
                && adsConfig == null;
    }

    List<String> platformList() {
        return platforms == null ? List.of() : platforms;
    }

    public List<Goal> goalList() {
        return goals == null ? List.of() : goals;
    }

    List<Pillar> pillarList() {
        return contentPillars == null ? List.of() : contentPillars;
    }
}
