package io.fanfare.strategy;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonValue;
import io.fanfare.kernel.TextOr;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** A goal: as a text, or as a target for a metric by a date. */
@JsonDeserialize(using = Goal.Form.class)
public sealed interface Goal {
    /** "500 sign-ups before the fair". */
    @JsonDeserialize(using = ValueDeserializer.None.class)
    record Words(@JsonValue @NotBlank @Size(max = 1000) String text) implements Goal {}

    /** A metric and its target, a number or a text such as "+20%"; other members are stored unchanged. */
    @JsonDeserialize(using = ValueDeserializer.None.class)
    record Measure(
            @Nullable @Size(max = 200) String metric,
            @Nullable Object target,
            @Nullable @Size(max = 50) String unit,
            @Nullable BigDecimal baseline,
            @Nullable LocalDate by,
            @JsonAnyGetter @JsonAnySetter @Nullable Map<String, @Nullable Object> more)
            implements Goal {}

    /** Reads either form. */
    final class Form extends TextOr<Goal> {
        Form() {
            super(Goal.class, Words::new, Measure.class, "must be a text, or an object such as {metric, target, by}");
        }
    }
}
