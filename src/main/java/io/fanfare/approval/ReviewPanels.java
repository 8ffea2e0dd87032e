package io.fanfare.approval;

import io.fanfare.approval.ReviewStore.Stage;
import io.fanfare.identity.StageRole;
import io.fanfare.kernel.Refused;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** The stages of a review with their people: as its policy was when it was requested, or as it is now if none is open. */
@Component
class ReviewPanels {
    private final ReviewStore reviews;
    private final PolicyStore policies;
    private final CampaignFacts facts;
    private final StageReviewers reviewers;
    private final ShareStore shares;

    ReviewPanels(
            ReviewStore reviews,
            PolicyStore policies,
            CampaignFacts facts,
            StageReviewers reviewers,
            ShareStore shares) {
        this.reviews = reviews;
        this.policies = policies;
        this.facts = facts;
        this.reviewers = reviewers;
        this.shares = shares;
    }

    /** The policy that a review of this scope would follow if it were requested now. */
    ReviewPolicy policy(ScopeState state) {
        var row = state.row();
        if (!row.policy().equals(ReviewPolicy.DEFAULT)) {
            var named = policies.find(row.policy(), null);
            if (named.isPresent()) return named.get();
        }
        var all = policies.all();
        return all.stream().allMatch(policy -> policy.appliesTo().isNothing())
                ? simple(all)
                : ReviewPolicy.forScope(all, facts.of(row.campaignId()), row.scope())
                        .orElseGet(() -> simple(all));
    }

    /** The name of a policy as scopes keep it; 422 {@code approval_policy_unknown}. */
    String named(String name) {
        String called = name.toLowerCase(Locale.ROOT);
        if (called.equals(ReviewPolicy.DEFAULT) || policies.find(called, null).isPresent()) return called;
        throw Refused.unprocessable("approval_policy_unknown", "There is no review policy “" + name + "”.");
    }

    /** Whether a policy with this name can approve something that no person decided on as it is. */
    boolean isLenient(String name) {
        return policies.find(name, null).filter(ReviewPolicy::isLenient).isPresent();
    }

    private static ReviewPolicy simple(List<ReviewPolicy> all) {
        return all.stream()
                .filter(policy -> policy.name().equals(ReviewPolicy.SIMPLE))
                .findFirst()
                .orElseThrow();
    }

    List<Panel> of(ScopeState state) {
        return of(List.of(state)).getFirst();
    }

    /** For each of these scopes. */
    List<List<Panel>> of(Collection<ScopeState> states) {
        var open = states.stream()
                .map(state -> state.row().reviewId())
                .filter(Objects::nonNull)
                .toList();
        Map<UUID, List<Stage>> stages = open.isEmpty()
                ? Map.of()
                : reviews.stages(open).stream().collect(Collectors.groupingBy(Stage::reviewId));
        var guests = guests(stages.values().stream().flatMap(List::stream).toList());
        var seats = reviewers.seats();
        return states.stream()
                .map(state -> {
                    var review = state.row().reviewId();
                    var own = review == null ? null : stages.get(review);
                    return own == null
                            ? panels(policy(state).stages(), state.row().scope(), seats)
                            : own.stream()
                                    .map(stage -> seats.panel(
                                            stage.position(),
                                            stage.terms(),
                                            state.row().scope(),
                                            guests.getOrDefault(review, List.of())))
                                    .toList();
                })
                .toList();
    }

    /** Those of one review, which may be closed. */
    List<Panel> of(Review review) {
        var seats = reviewers.seats();
        var stages = reviews.stages(List.of(review.id()));
        var guests = guests(stages).getOrDefault(review.id(), List.of());
        return stages.stream()
                .map(stage -> seats.panel(stage.position(), stage.terms(), review.scope(), guests))
                .toList();
    }

    /** The guests who may approve, by the review. */
    private Map<UUID, List<Panel.Guest>> guests(Collection<Stage> stages) {
        var reviews = stages.stream()
                .filter(stage -> stage.terms().role() == StageRole.EXTERNAL)
                .map(Stage::reviewId)
                .distinct()
                .toList();
        return shares.approving(reviews);
    }

    private static List<Panel> panels(List<PolicyStage> stages, Scope scope, StageReviewers.Seats seats) {
        return IntStream.range(0, stages.size())
                .mapToObj(at -> seats.panel(at + 1, stages.get(at), scope, List.of()))
                .toList();
    }
}
