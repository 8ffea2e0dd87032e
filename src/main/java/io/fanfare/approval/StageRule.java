package io.fanfare.approval;

import com.fasterxml.jackson.annotation.JsonValue;
import io.fanfare.kernel.TextOr;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** How many people of a stage have to approve: {@code any} one of them, {@code all}, or a {@code quorum}. */
@JsonDeserialize(using = StageRule.Form.class)
sealed interface StageRule {
    static StageRule any() {
        return new Named("any");
    }

    /** {@code any} or {@code all}. */
    @JsonDeserialize(using = ValueDeserializer.None.class)
    record Named(
            @JsonValue @Pattern(regexp = "any|all", message = "must be any, all or {quorum}")
            String rule) implements StageRule {}

    /** This number of different people. */
    @JsonDeserialize(using = ValueDeserializer.None.class)
    record Quorum(@Min(1) @Max(50) int quorum) implements StageRule {}

    /** How many of {@code eligible} people have to approve; at least one. */
    default int needed(int eligible) {
        return switch (this) {
            case Named named -> named.isAll() ? Math.max(1, eligible) : 1;
            case Quorum(int quorum) -> quorum;
        };
    }

    default boolean isAll() {
        return this instanceof Named(String rule) && rule.equals("all");
    }

    /** Within a sentence, before the names. */
    default String words() {
        return switch (this) {
            case Named named -> named.isAll() ? "all of" : "any of";
            case Quorum(int quorum) -> quorum + " of";
        };
    }

    /** Reads either form. */
    final class Form extends TextOr<StageRule> {
        Form() {
            super(StageRule.class, Named::new, Quorum.class, "must be any, all or an object such as {quorum: 2}");
        }
    }
}
