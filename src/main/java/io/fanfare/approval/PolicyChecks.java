package io.fanfare.approval;

import io.fanfare.approval.ReviewPolicies.PolicyTerms;
import io.fanfare.kernel.Refused;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Whether a policy can work in this workspace. */
@Component
class PolicyChecks {
    private final EscalationPeople people;

    PolicyChecks(EscalationPeople people) {
        this.people = people;
    }

    /** 422 {@code policy_invalid}, naming the field. */
    void require(PolicyTerms terms) {
        var names = new HashSet<String>();
        var able = people.deciders();
        for (int at = 0; at < terms.stages().size(); at++) {
            var stage = terms.stages().get(at);
            String field = "stages[" + at + "]";
            String called = "Stage “" + stage.name() + "”";
            if (!names.add(stage.name().strip().toLowerCase(Locale.ROOT)))
                throw invalid(field + ".name", called + " exists twice. Give each stage a name of its own.");
            requirePeople(stage, field, called, able);
            requireAlarms(stage, field, called);
        }
        var rules = Objects.requireNonNullElse(terms.autoApprove(), List.<AutoRule>of());
        var ids = new HashSet<String>();
        for (int at = 0; at < rules.size(); at++) {
            if (!ids.add(rules.get(at).id()))
                throw invalid(
                        "autoApprove[" + at + "].id", "Rule “" + rules.get(at).id() + "” exists twice.");
            requireRule(rules.get(at), terms.stages(), "autoApprove[" + at + "]");
        }
        var onChange = terms.onChange();
        if (onChange != null && onChange.substantive() == OnChange.Action.KEEP)
            throw invalid(
                    "onChange.substantive",
                    "Approvals can't be kept when an item says something else. Choose reconfirm or restart.");
    }

    private static void requirePeople(PolicyStage stage, String field, String called, Set<UUID> able) {
        if (stage.role() != null && !stage.people().isEmpty())
            throw invalid(field + ".people", called + " names a role and people. Choose one of them.");
        if (!able.containsAll(stage.people()))
            throw invalid(
                    field + ".people",
                    called + " names people who may not decide on approvals. Give them a role that may first.");
        if (stage.how() instanceof StageRule.Quorum(int quorum)
                && !stage.people().isEmpty()
                && quorum > new HashSet<>(stage.people()).size())
            throw invalid(field + ".rule", called + " needs more approvals than it has people.");
    }

    private void requireAlarms(PolicyStage stage, String field, String called) {
        var reminders = Objects.requireNonNullElse(stage.remindBeforeHours(), List.<BigDecimal>of());
        if (reminders.stream().map(BigDecimal::stripTrailingZeros).distinct().count() < reminders.size())
            throw invalid(field + ".remindBeforeHours", called + " reminds twice at the same time.");
        BigDecimal last = null;
        var tiers = Objects.requireNonNullElse(stage.escalation(), List.<Escalation>of());
        for (int at = 0; at < tiers.size(); at++) {
            var tier = tiers.get(at);
            String its = field + ".escalation[" + at + "]";
            if (last != null && tier.afterHours().compareTo(last) <= 0)
                throw invalid(
                        its + ".afterHours",
                        called + " escalates in an odd order. Each tier comes later than the one before.");
            last = tier.afterHours();
            if (!tier.to().stream().allMatch(people::isKnown))
                throw invalid(its + ".to", called + " is escalated to someone who is not a member of this workspace.");
        }
    }

    private static void requireRule(AutoRule rule, List<PolicyStage> stages, String field) {
        String called = "Rule “" + rule.id() + "”";
        for (String name : rule.stages()) {
            var stage = stages.stream().filter(one -> one.name().equals(name)).findFirst();
            if (stage.isEmpty())
                throw invalid(field + ".stages", called + " names a stage that does not exist: " + name + ".");
            if (stage.get().isExternal())
                throw invalid(field + ".stages", called + " can't decide for guests in stage “" + name + "”.");
        }
        if (rule.afterDeadlineHours() != null && stages.size() == 1)
            throw invalid(
                    field + ".afterDeadlineHours", called + " would leave no stage to a person. Add another stage.");
        if (rule.afterDeadlineHours() == null && rule.when().isEmpty())
            throw invalid(field + ".when", called + " has no conditions, so it would approve everything.");
        requireConditions(rule.when().all(), field + ".when.all", called);
        requireConditions(rule.when().any(), field + ".when.any", called);
        requireConditions(rule.when().not(), field + ".when.not", called);
    }

    private static void requireConditions(List<AutoRule.Condition> conditions, String field, String called) {
        for (int at = 0; at < conditions.size(); at++) {
            var condition = conditions.get(at);
            var known = AutoField.of(condition.field());
            if (known.isEmpty())
                throw invalid(
                        field + "[" + at + "].field",
                        called + " asks about an unknown fact: " + condition.field() + ".");
            String fault = known.get().fault(condition);
            if (fault != null) throw invalid(field + "[" + at + "].value", called + ": " + fault);
        }
    }

    private static Refused invalid(String field, String sentence) {
        return Refused.unprocessable("policy_invalid", sentence).with("errors", Map.of(field, sentence));
    }
}
