package io.fanfare.approval;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fanfare.identity.StageRole;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stage: the reviewers with a stage role or the people named decide in it by a rule (default: any one of them). Without a role and
 * people, everyone who may decide on approvals does. With {@code parallel} it opens together with the stage before it. {@code baseHours} is how many working hours a decision may take (default: 8).
 * {@code remindBeforeHours} says when its people are reminded before it is due (default: once, after three quarters of its time), {@code
 * escalation} who hears of it when it is overdue (default: owners and admins, after half of its time).
 */
record PolicyStage(
        @NotBlank @Size(max = 50) String name,
        @Nullable StageRole role,
        @JsonProperty(defaultValue = "[]") @Size(max = 50) List<@NotNull UUID> people,
        @Nullable @Valid StageRule rule,
        @JsonProperty(defaultValue = "false") Boolean parallel,
        @Nullable @DecimalMin("0.25") @DecimalMax("1000") BigDecimal baseHours,

        @Nullable @Size(max = 5) List<@NotNull @DecimalMin("0.25") @DecimalMax("1000") BigDecimal> remindBeforeHours,

        @Nullable @Size(max = 5) List<@NotNull @Valid Escalation> escalation) {
    private static final BigDecimal USUAL_HOURS = BigDecimal.valueOf(8);

    PolicyStage {
        people = Objects.requireNonNullElse(people, List.of());
        rule = Objects.requireNonNullElse(rule, StageRule.any());
        parallel = Objects.requireNonNullElse(parallel, false);
        baseHours = Objects.requireNonNullElse(baseHours, USUAL_HOURS);
    }

    static PolicyStage of(String name, @Nullable StageRole role, int baseHours) {
        return new PolicyStage(
                name, role, List.of(), StageRule.any(), false, BigDecimal.valueOf(baseHours), null, null);
    }

    /** Who it needs, as part of a sentence. */
    String one() {
        if (!people.isEmpty()) return "someone it names";
        return role == null
                ? "a reviewer"
                : "a reviewer with the stage role " + role.name().toLowerCase(Locale.ROOT);
    }

    /** Whether everyone who may decide on approvals decides in it. */
    boolean isForEveryone() {
        return role == null && people.isEmpty();
    }

    /** Whether one decision of anyone who may decide on approvals is enough. */
    boolean isPlain() {
        return isForEveryone() && how().needed(2) == 1;
    }

    /** Whether guests decide in it. */
    boolean isExternal() {
        return role != null && role.name().equals("EXTERNAL");
    }

    double hours() {
        return Objects.requireNonNull(baseHours).doubleValue();
    }

    /** How often it is escalated at most. */
    int escalations() {
        return escalation == null ? 1 : escalation.size();
    }

    StageRule how() {
        return Objects.requireNonNull(rule);
    }
}
