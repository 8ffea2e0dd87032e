package io.fanfare.approval;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;

/**
 * Who hears of a stage that is overdue for {@code afterHours}: in {@code to}, {@code managers} are the owners and admins, and the
 * others are stage roles or ids of members. Default: {@code managers}.
 */
record Escalation(
        @NotNull @DecimalMin("0") @DecimalMax("1000") BigDecimal afterHours,

        @JsonProperty(defaultValue = "[\"managers\"]") @Size(max = 20)
        List<
                        @NotNull
                        @Pattern(
                                regexp = "[a-z]{1,20}|[0-9a-f-]{36}",
                                message = "must be managers, a stage role or the id of a member")
                        String>
                to) {
    static final String MANAGERS = "managers";

    Escalation {
        to = to == null || to.isEmpty() ? List.of(MANAGERS) : to;
    }
}
