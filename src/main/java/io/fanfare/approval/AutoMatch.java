package io.fanfare.approval;

import io.fanfare.approval.AutoRule.Condition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether the conditions of a rule hold for the facts of an item, by {@link AutoField#word}. */
final class AutoMatch {
    private AutoMatch() {}

    /** The facts that the rule asks about; empty if it does not hold. */
    static Optional<Map<String, Object>> inputs(AutoRule rule, Map<String, Object> facts) {
        var when = rule.when();
        boolean holds = when.all().stream().allMatch(one -> is(one, facts, true))
                && (when.any().isEmpty() || when.any().stream().anyMatch(one -> is(one, facts, true)))
                && when.not().stream().allMatch(one -> is(one, facts, false));
        if (!holds) return Optional.empty();
        var inputs = new LinkedHashMap<String, Object>();
        Stream.of(when.all(), when.any(), when.not()).flatMap(List::stream).forEach(one -> {
            Object fact = facts.get(one.field());
            if (fact != null) inputs.put(one.field(), fact);
        });
        return Optional.of(inputs);
    }

    private static boolean is(Condition condition, Map<String, Object> facts, boolean expected) {
        @Nullable Object fact = facts.get(condition.field());
        return AutoField.of(condition.field())
                .flatMap(field -> field.holds(condition, fact))
                .filter(holds -> holds == expected)
                .isPresent();
    }
}
