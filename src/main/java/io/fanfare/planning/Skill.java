package io.fanfare.planning;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A skill at a level from 1 (beginner) to 5 (expert): of a person, or needed by a task. */
public record Skill(
        @NotBlank @Size(max = 100) String skill,

        @JsonProperty(defaultValue = "1") @Nullable @Min(1) @Max(5)
        Integer level) {
    public Skill {
        level = level == null ? 1 : level;
    }

    /** Whether someone with these skills has this one at its level. */
    boolean in(List<Skill> skills) {
        return skills.stream().anyMatch(has -> has.skill.equalsIgnoreCase(skill) && has.at() >= at());
    }

    int at() {
        return level == null ? 1 : level;
    }
}
