package io.fanfare.approval;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When an item is approved without a person: in the stages it names, if its conditions hold, and with {@code afterDeadlineHours} only
 * once a stage is overdue for so long. {@code because} is the reason that people read.
 */
record AutoRule(
        @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,49}", message = "must be letters, digits and hyphens")
        String id,

        @NotNull @Valid When when,
        @NotEmpty @Size(max = 20) List<@NotBlank @Size(max = 50) String> stages,
        @Nullable @DecimalMin("0.25") @DecimalMax("1000") BigDecimal afterDeadlineHours,
        @NotBlank @Size(max = 200) String because) {

    /** Conditions: all of {@code all}, one of {@code any} if there are some, and none of {@code not}. */
    record When(
            @JsonProperty(defaultValue = "[]") @Size(max = 20)
            List<@NotNull @Valid Condition> all,

            @JsonProperty(defaultValue = "[]") @Size(max = 20)
            List<@NotNull @Valid Condition> any,

            @JsonProperty(defaultValue = "[]") @Size(max = 20)
            List<@NotNull @Valid Condition> not) {
        When {
            all = Objects.requireNonNullElse(all, List.of());
            any = Objects.requireNonNullElse(any, List.of());
            not = Objects.requireNonNullElse(not, List.of());
        }

        boolean isEmpty() {
            return all.isEmpty() && any.isEmpty() && not.isEmpty();
        }
    }

    /** A comparison of a fact: {@code eq, ne} and {@code in} for texts, {@code eq, ne, lt, lte, gt} and {@code gte} for numbers. */
    record Condition(
            @NotBlank @Size(max = 50) String field,

            @NotNull @Pattern(regexp = "eq|ne|in|lt|lte|gt|gte")
            String op,

            @NotNull Object value) {}
}
