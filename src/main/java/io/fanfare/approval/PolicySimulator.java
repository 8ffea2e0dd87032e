package io.fanfare.approval;

import io.fanfare.approval.AlarmPlan.Alarm;
import io.fanfare.approval.AlarmPlan.Kind;
import io.fanfare.approval.ReviewDetails.EligiblePerson;
import io.fanfare.approval.SimulatedReview.Outcome;
import io.fanfare.approval.SimulatedReview.SimulatedEscalation;
import io.fanfare.approval.SimulatedReview.SimulatedRule;
import io.fanfare.approval.SimulatedReview.SimulatedStage;
import io.fanfare.identity.StageRole;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tries a policy on a campaign as it is now. */
@Component
class PolicySimulator {
    private final Manifest manifest;
    private final ReviewPanels panels;
    private final CampaignFacts facts;
    private final StageReviewers reviewers;
    private final EscalationPeople escalated;
    private final AutoApprovals automatic;
    private final Now now;

    PolicySimulator(
            Manifest manifest,
            ReviewPanels panels,
            CampaignFacts facts,
            StageReviewers reviewers,
            EscalationPeople escalated,
            AutoApprovals automatic,
            Now now) {
        this.manifest = manifest;
        this.panels = panels;
        this.facts = facts;
        this.reviewers = reviewers;
        this.escalated = escalated;
        this.automatic = automatic;
        this.now = now;
    }

    /** @param tried null for the policy that applies */
    SimulatedReview simulate(@Nullable ReviewPolicy tried, UUID campaign, Scope scope, Review.Urgency urgency) {
        var state = Optional.ofNullable(manifest.states(campaign).get(scope)).orElseThrow(Refused::notFound);
        var policy = tried == null ? panels.policy(state) : tried;
        var priority = facts.of(campaign).priority();
        var items = state.plannedRows().stream()
                .filter(item -> !state.approves(item))
                .toList();
        var stages = new ArrayList<SimulatedStage>();
        var opens = now.instant();
        var done = opens;
        boolean blocked = false;
        var seats = reviewers.seats();
        for (var stage : policy.stages()) {
            if (!stage.parallel()) opens = done;
            var people = reviewers.of(seats.panel(stages.size() + 1, stage, scope, List.of()), state, items);
            boolean enough = people.size() >= stage.how().needed(people.size());
            Instant deadline = reviewers.deadline(stage, people, opens, urgency, priority);
            var rules = automatic.simulate(policy, stage, state, items, urgency, deadline);
            boolean auto = isAutomatic(rules, items);
            var outcome = auto ? Outcome.AUTO : enough ? Outcome.ASKS : Outcome.NOBODY;
            boolean asks = outcome == Outcome.ASKS;
            var alarms = asks ? new AlarmPlan(opens, deadline, stage).alarms() : List.<Alarm>of();
            stages.add(new SimulatedStage(
                    stage.name(),
                    outcome,
                    reviewers.named(people),
                    opens,
                    asks ? deadline : null,
                    reminders(alarms),
                    escalations(alarms),
                    rules));
            blocked |= outcome == Outcome.NOBODY;
            if (!auto && deadline.isAfter(done)) done = deadline;
        }
        return new SimulatedReview(
                new ReviewDetails.Policy(policy.name(), policy.version()),
                scope,
                stages,
                blocked ? null : done,
                explain(policy, stages));
    }

    private static boolean isAutomatic(List<SimulatedRule> rules, List<ScopeState.ItemRow> items) {
        return !items.isEmpty()
                && items.stream().allMatch(item -> rules.stream()
                        .anyMatch(rule -> rule.at() == null && rule.items().contains(item.title())));
    }

    private static List<Instant> reminders(List<Alarm> alarms) {
        return alarms.stream()
                .filter(alarm -> Kind.of(alarm.tier()) == Kind.REMINDED)
                .map(Alarm::at)
                .toList();
    }

    private List<SimulatedEscalation> escalations(List<Alarm> alarms) {
        return alarms.stream()
                .filter(alarm -> Kind.of(alarm.tier()) == Kind.ESCALATED)
                .map(alarm -> new SimulatedEscalation(alarm.at(), reviewers.named(escalated.of(alarm.to()))))
                .toList();
    }

    private static String explain(ReviewPolicy policy, List<SimulatedStage> stages) {
        var sentences = new ArrayList<String>();
        for (int at = 0; at < stages.size(); at++) {
            var stage = policy.stages().get(at);
            var simulated = stages.get(at);
            String when = at == 0 ? "" : stage.parallel() ? "at the same time, " : "then ";
            sentences.add(when
                    + switch (simulated.outcome()) {
                        case ASKS -> asks(stage, simulated);
                        case AUTO -> "“" + stage.name() + "” is approved automatically";
                        case NOBODY -> nobody(stage);
                    });
        }
        String all = String.join("; ", sentences);
        return all.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + all.substring(1) + ".";
    }

    private static String asks(PolicyStage stage, SimulatedStage simulated) {
        String names = simulated.eligible().stream().map(EligiblePerson::name).collect(Collectors.joining(", "));
        return "“" + stage.name() + "” asks "
                + (simulated.eligible().size() == 1 ? names : stage.how().words() + " " + names);
    }

    /** What to do about it. */
    static String advice(PolicyStage stage) {
        if (!stage.people().isEmpty()) return "Change the people of this stage, then request the review again.";
        if (stage.role() == StageRole.EXTERNAL)
            return "Share the review with a guest who may approve. A link can't approve what the person who made it wrote.";
        return stage.role() == null
                ? "Invite a reviewer."
                : "Invite a reviewer, or give another member this stage role.";
    }

    /** What is missing, and so who can help: someone who manages the members. */
    static String nobody(PolicyStage stage) {
        int needed = stage.how().needed(0);
        return "“" + stage.name() + "” has too few people: it needs "
                + (needed == 1 ? stage.one() : needed + " people, each " + stage.one())
                + " who did not write the items";
    }
}
