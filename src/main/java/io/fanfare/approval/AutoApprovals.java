package io.fanfare.approval;

import io.fanfare.approval.ScopeState.ItemRow;
import io.fanfare.kernel.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Approves items by the rules of a policy, in the stages whose turn it is and that a rule names. */
@Component
class AutoApprovals {
    static final String NAME = "Fanfare";

    private final AutoStore store;
    private final ApprovalStore approvals;
    private final ReviewStore reviews;
    private final PolicyStore policies;
    private final Deciders deciders;
    private final Decisions decisions;
    private final AutoFacts facts;
    private final Now now;

    AutoApprovals(
            AutoStore store,
            ApprovalStore approvals,
            ReviewStore reviews,
            PolicyStore policies,
            Deciders deciders,
            Decisions decisions,
            AutoFacts facts,
            Now now) {
        this.store = store;
        this.approvals = approvals;
        this.reviews = reviews;
        this.policies = policies;
        this.deciders = deciders;
        this.decisions = decisions;
        this.facts = facts;
        this.now = now;
    }

    /** A rule that holds for an item, with the facts it asked about. */
    record Match(AutoRule rule, Map<String, Object> inputs) {}

    /** The campaigns with open reviews whose policies have rules. */
    List<UUID> campaigns() {
        var ruled = new HashMap<String, Boolean>();
        return reviews.open().stream()
                .filter(review ->
                        ruled.computeIfAbsent(review.policy() + " " + review.policyVersion(), any -> policies.find(
                                        review.policy(), review.policyVersion())
                                .filter(policy -> !policy.autoApprove().isEmpty())
                                .isPresent()))
                .map(Review::campaignId)
                .distinct()
                .toList();
    }

    /** Approves what can be approved in the open reviews of a campaign; the caller has locked its gate. True if something was. */
    boolean apply(UUID campaign) {
        var states = approvals.states(campaign);
        if (states.values().stream().allMatch(state -> state.row().reviewId() == null)) return false;
        if (approvals.campaign(campaign).closed() != null) return false;
        boolean acted = false;
        for (var review : reviews.open(campaign)) {
            var state = states.get(review.scope());
            if (state == null || !review.id().equals(state.row().reviewId())) continue;
            var policy = policies.find(review.policy(), review.policyVersion());
            if (policy.isPresent() && !policy.get().autoApprove().isEmpty())
                acted |= decide(review, state, policy.get());
        }
        return acted;
    }

    private boolean decide(Review review, ScopeState state, ReviewPolicy policy) {
        boolean acted = false;
        // Each stage can open the next.
        for (int most = 0; most <= policy.stages().size(); most++) {
            int before = store.count(review.id());
            decideTurn(review, state, policy);
            if (store.count(review.id()) == before) break;
            acted = true;
        }
        if (!acted) return false;
        deciders.verdicts(state, review).outcome().ifPresent(outcome -> decisions.settle(state, outcome));
        return true;
    }

    private void decideTurn(Review review, ScopeState state, ReviewPolicy policy) {
        var verdicts = deciders.verdicts(state, review);
        var stages = reviews.stages(List.of(review.id()));
        for (var panel : verdicts.turn()) {
            var due = stages.get(panel.position() - 1).deadline();
            for (var item : verdicts.open(panel)) {
                var known = facts.of(state, item, verdicts.open().size(), review.urgency(), policy.facts());
                first(policy, panel.terms(), review.scope(), due, known)
                        .ifPresent(match -> approve(review, state, policy, panel, item, match));
            }
        }
    }

    private void approve(Review review, ScopeState state, ReviewPolicy policy, Panel panel, ItemRow item, Match match) {
        var rule = match.rule();
        store.insert(
                review,
                state,
                panel.position(),
                item,
                new AutoStore.Auto(rule.id(), policy.name(), policy.version(), match.inputs(), rule.because()));
        if (AutoField.compares(match.inputs().keySet())) facts.approved(state, item, policy);
    }

    /** The first rule that holds in a stage; {@code due} is null where nothing is overdue yet. */
    private Optional<Match> first(
            ReviewPolicy policy, PolicyStage stage, Scope scope, @Nullable Instant due, Map<String, Object> known) {
        return policy.autoApprove().stream()
                .filter(rule -> isFor(rule, stage))
                .filter(rule -> rule.afterDeadlineHours() == null
                        || !at(rule, policy, scope, due).orElse(Instant.MAX).isAfter(now.instant()))
                .flatMap(rule -> AutoMatch.inputs(rule, known).map(inputs -> new Match(rule, inputs)).stream())
                .findFirst();
    }

    /** Guests decide themselves. */
    static boolean isFor(AutoRule rule, PolicyStage stage) {
        return rule.stages().contains(stage.name()) && !stage.isExternal();
    }

    /** When a rule that waits for a stage to be overdue holds; never for ads, nor where there is one stage. */
    static Optional<Instant> at(AutoRule rule, ReviewPolicy policy, Scope scope, @Nullable Instant due) {
        var hours = rule.afterDeadlineHours();
        if (hours == null
                || due == null
                || scope == Scope.ADS
                || policy.stages().size() == 1) return Optional.empty();
        return Optional.of(due.plus(Duration.ofSeconds(Math.round(hours.doubleValue() * 3600))));
    }

    /** What the rules would do in a stage if a review were requested now; those that wait for its deadline as well. */
    List<SimulatedReview.SimulatedRule> simulate(
            ReviewPolicy policy,
            PolicyStage stage,
            ScopeState state,
            List<ItemRow> items,
            Review.Urgency urgency,
            Instant due) {
        var simulated = new ArrayList<SimulatedReview.SimulatedRule>();
        for (var rule : policy.autoApprove()) {
            if (!isFor(rule, stage)) continue;
            var at = at(rule, policy, state.row().scope(), due);
            if (rule.afterDeadlineHours() != null && at.isEmpty()) continue;
            var fits = items.stream()
                    .filter(item -> AutoMatch.inputs(rule, facts.of(state, item, items.size(), urgency, policy.facts()))
                            .isPresent())
                    .map(ItemRow::title)
                    .toList();
            if (!fits.isEmpty())
                simulated.add(new SimulatedReview.SimulatedRule(rule.id(), rule.because(), fits, at.orElse(null)));
        }
        return simulated;
    }

    /** The times from which rules may hold because a stage of an open review stays overdue. */
    List<Instant> times(Review review) {
        var policy = policies.find(review.policy(), review.policyVersion());
        if (policy.isEmpty()) return List.of();
        return reviews.stages(List.of(review.id())).stream()
                .filter(stage -> stage.state() == ReviewStore.StageState.OPEN)
                .flatMap(stage -> policy.get().autoApprove().stream()
                        .filter(rule -> isFor(rule, stage.terms()))
                        .flatMap(rule -> at(rule, policy.get(), review.scope(), stage.deadline()).stream()))
                .toList();
    }
}
