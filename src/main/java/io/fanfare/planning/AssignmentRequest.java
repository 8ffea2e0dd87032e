package io.fanfare.planning;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks to assign, and what matters. Without {@code campaignId} and {@code taskIds}, it is all open tasks without an assignee. With
 * {@code dryRun}, nothing is changed.
 */
record AssignmentRequest(
        @Nullable UUID campaignId,
        @Nullable @Size(max = 500) List<@NotNull UUID> taskIds,
        @Nullable Boolean dryRun,
        @JsonProperty(defaultValue = "1") Long seed,
        @Nullable @Valid Weights weights,

        @JsonProperty(defaultValue = "1") @DecimalMin("0.1") @DecimalMax("1")
        Double maxUtilization) {

    /** How much the parts of a score count. */
    record Weights(
            @JsonProperty(defaultValue = "0.4") @DecimalMin("0") @DecimalMax("1")
            Double deadline,

            @JsonProperty(defaultValue = "0.4") @DecimalMin("0") @DecimalMax("1")
            Double balance,

            @JsonProperty(defaultValue = "0.2") @DecimalMin("0") @DecimalMax("1")
            Double continuity) {
        Weights {
            deadline = Objects.requireNonNullElse(deadline, 0.4);
            balance = Objects.requireNonNullElse(balance, 0.4);
            continuity = Objects.requireNonNullElse(continuity, 0.2);
        }
    }

    AssignmentRequest {
        seed = Objects.requireNonNullElse(seed, 1L);
        maxUtilization = Objects.requireNonNullElse(maxUtilization, 1.0);
    }

    static AssignmentRequest usual() {
        return new AssignmentRequest(null, null, null, 1L, null, 1.0);
    }

    Weights weighed() {
        return weights == null ? new Weights(0.4, 0.4, 0.2) : weights;
    }

    boolean commits() {
        return !Boolean.TRUE.equals(dryRun);
    }
}
