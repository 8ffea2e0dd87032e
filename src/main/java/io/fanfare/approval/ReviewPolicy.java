package io.fanfare.approval;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fanfare.identity.StageRole;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How reviews are decided: in stages, one after the other or together. Each change is a new version. {@code builtIn} says that it is
 * ready-made and not changed in this workspace.
 */
record ReviewPolicy(
        String name,
        int version,
        boolean builtIn,
        AppliesTo appliesTo,
        List<PolicyStage> stages,
        OnChange onChange,
        List<AutoRule> autoApprove) {
    static final String SIMPLE = "simple";
    /** How the simple policy was called before there were others. */
    static final String DEFAULT = "default";

    private static final List<ReviewPolicy> READY = List.of(
            ready(SIMPLE, PolicyStage.of("Review", null, 8)),
            ready(
                    "content-compliance",
                    PolicyStage.of("Content", StageRole.CONTENT, 8),
                    PolicyStage.of("Compliance", StageRole.COMPLIANCE, 16)),
            ready(
                    "enterprise",
                    PolicyStage.of("Content", StageRole.CONTENT, 8),
                    PolicyStage.of("Compliance", StageRole.COMPLIANCE, 16),
                    PolicyStage.of("Executive", StageRole.EXECUTIVE, 24),
                    PolicyStage.of("Final", StageRole.FINAL, 8)),
            ready("urgent", PolicyStage.of("Review", null, 2)));

    /** The campaigns and scopes a policy applies to; an empty list is any. If all are empty, it applies only where it is named. */
    record AppliesTo(
            @JsonProperty(defaultValue = "[]") @Size(max = 50)
            List<@NotNull @Pattern(regexp = "[a-z_]{1,50}") String> types,

            @JsonProperty(defaultValue = "[]") @Size(max = 4)
            List<@NotNull Scope> scopes,

            @JsonProperty(defaultValue = "[]") @Size(max = 4)
            List<@NotNull @Pattern(regexp = "low|normal|high|urgent") String> priorities) {
        static final AppliesTo NOTHING = new AppliesTo(List.of(), List.of(), List.of());

        AppliesTo {
            types = Objects.requireNonNullElse(types, List.of());
            scopes = Objects.requireNonNullElse(scopes, List.of());
            priorities = Objects.requireNonNullElse(priorities, List.of());
        }

        boolean isNothing() {
            return named() == 0;
        }

        private long named() {
            return Stream.of(types, scopes, priorities)
                    .filter(list -> !list.isEmpty())
                    .count();
        }

        private boolean matches(CampaignFacts.Facts facts, Scope scope) {
            return named() > 0
                    && (types.isEmpty() || types.contains(facts.type()))
                    && (scopes.isEmpty() || scopes.contains(scope))
                    && (priorities.isEmpty() || priorities.contains(facts.priority()));
        }
    }

    private static ReviewPolicy ready(String name, PolicyStage... stages) {
        return new ReviewPolicy(name, 1, true, AppliesTo.NOTHING, List.of(stages), OnChange.RECONFIRM, List.of());
    }

    static List<ReviewPolicy> ready() {
        return READY;
    }

    static Optional<ReviewPolicy> ready(String name) {
        String called = name.equals(DEFAULT) ? SIMPLE : name;
        return READY.stream().filter(policy -> policy.name().equals(called)).findFirst();
    }

    /** Whether one decision of anyone who may decide on approvals is enough. */
    boolean isPlain() {
        return stages.size() == 1 && stages.getFirst().isPlain();
    }

    /** Whether it says the same as another version. */
    boolean says(ReviewPolicy other) {
        return stages.equals(other.stages)
                && appliesTo.equals(other.appliesTo)
                && onChange.equals(other.onChange)
                && autoApprove.equals(other.autoApprove);
    }

    /** Whether something can be approved by it that no person decided on as it is. */
    boolean isLenient() {
        return onChange.keeps() || !autoApprove.isEmpty();
    }

    /** The facts that its rules ask about. */
    Set<String> facts() {
        return autoApprove.stream()
                .flatMap(rule -> Stream.of(
                        rule.when().all(), rule.when().any(), rule.when().not()))
                .flatMap(List::stream)
                .map(AutoRule.Condition::field)
                .collect(Collectors.toSet());
    }

    /** Whether its reviews are due as their urgency says, not after hours of work. */
    boolean isUsual() {
        return builtIn && name.equals(SIMPLE);
    }

    /** The policy for a scope of a campaign where none is named: the one that says the most about it. */
    static Optional<ReviewPolicy> forScope(List<ReviewPolicy> policies, CampaignFacts.Facts facts, Scope scope) {
        return policies.stream()
                .filter(policy -> policy.appliesTo().matches(facts, scope))
                .max(Comparator.comparing(
                                (ReviewPolicy policy) -> policy.appliesTo().named())
                        .thenComparing(ReviewPolicy::name, Comparator.reverseOrder()));
    }
}
