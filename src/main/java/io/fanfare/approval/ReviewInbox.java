package io.fanfare.approval;

import io.fanfare.approval.ReviewStore.Stage;
import io.fanfare.approval.WaitingReview.CurrentStage;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Tool;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The reviews that wait for a person. */
@RestController
class ReviewInbox {
    private final ReviewStore store;
    private final ApprovalStore approvals;
    private final Deciders deciders;
    private final StandIns standIns;
    private final ReviewMoves moves;
    private final Workspaces workspaces;
    private final Now now;

    ReviewInbox(
            ReviewStore store,
            ApprovalStore approvals,
            Deciders deciders,
            StandIns standIns,
            ReviewMoves moves,
            Workspaces workspaces,
            Now now) {
        this.workspaces = workspaces;
        this.store = store;
        this.approvals = approvals;
        this.deciders = deciders;
        this.standIns = standIns;
        this.moves = moves;
        this.now = now;
    }

    /**
     * Lists reviews. {@code mine}: {@code waiting} (default) for your decision, {@code requested} or {@code decided} by you, or {@code
     * all}. Those that wait for you leave out what you may not decide, and your own requests if another member can decide them. {@code
     * state}: {@code open} or {@code closed}; {@code overdue}: whose deadline has passed, or the others; {@code stage} is the name of the
     * current stage; {@code campaignIds} are several campaigns; {@code decidedFrom} and {@code decidedTo} are days of the workspace on which
     * reviews were decided. Open reviews come first: overdue, then by urgency and deadline. A closed review lists no items.
     */
    @GetMapping("/api/approvals")
    @Tool(value = Tool.Set.CAMPAIGNS, common = true)
    @Allow("approval.read")
    Page<WaitingReview> listApprovals(InboxQuery query) {
        return query.waits() ? waitingPage(query) : page(query);
    }

    private Page<WaitingReview> waitingPage(InboxQuery query) {
        var range = query.range();
        if (!Current.get().may("approval.decide")) return Page.of(List.of(), 0, range);
        var all = waiting();
        var stages = query.stage() == null ? Map.<UUID, CurrentStage>of() : stages(all);
        var waiting = all.stream()
                .filter(one -> query.fits(
                        one.review(),
                        Optional.ofNullable(stages.get(one.review().id()))
                                .map(CurrentStage::name)
                                .orElse(null),
                        now.instant()))
                .toList();
        return Page.of(answers(range.cut(waiting)), waiting.size(), range);
    }

    /** The current stages of those that are open. */
    private Map<UUID, CurrentStage> stages(List<PendingReview> reviews) {
        var current = reviews.stream()
                .map(PendingReview::review)
                .filter(review -> review.closedAt() == null)
                .collect(Collectors.toMap(Review::id, Review::stage));
        if (current.isEmpty()) return Map.of();
        var stages = store.stages(current.keySet());
        var counts = stages.stream().collect(Collectors.groupingBy(Stage::reviewId, Collectors.summingInt(_ -> 1)));
        return stages.stream()
                .filter(stage -> Objects.equals(current.get(stage.reviewId()), stage.position()))
                .collect(Collectors.toMap(
                        Stage::reviewId,
                        stage -> new CurrentStage(
                                stage.name(),
                                stage.position(),
                                Objects.requireNonNull(counts.get(stage.reviewId())),
                                stage.terms().role())));
    }

    private Page<WaitingReview> page(InboxQuery query) {
        var person = Current.get().person();
        var range = query.range();
        String zone = workspaces.current().timeZone();
        return Page.of(
                answers(pending(store.list(query, person, zone, range))), store.count(query, person, zone), range);
    }

    private List<WaitingReview> answers(List<PendingReview> shown) {
        var open =
                deciders.open(shown.stream().map(PendingReview::state).toList()).iterator();
        var stages = stages(shown);
        return shown.stream()
                .map(one -> {
                    var state = open.next();
                    var review = one.review();
                    return answer(
                            one, stages.get(review.id()), review.closedAt() == null ? moves.ofScope(state) : List.of());
                })
                .toList();
    }

    private WaitingReview answer(PendingReview waiting, @Nullable CurrentStage stage, List<String> can) {
        var review = waiting.review();
        var state = waiting.state();
        boolean open = review.closedAt() == null;
        return new WaitingReview(
                review.id(),
                review.campaignId(),
                waiting.campaign(),
                review.scope(),
                review.state(),
                state.status().name().toLowerCase(Locale.ROOT),
                open ? state.digest() : review.digest(),
                review.urgency(),
                review.message(),
                review.requestedByName(),
                review.requestedAt(),
                review.deadline(),
                review.overdue(now.instant()),
                review.changed(),
                review.closedAt(),
                open ? ScopeApproval.items(state.readable(), Map.of()) : List.of(),
                open ? state.count() : new ScopeState.Count(0, 0),
                stage,
                open && state.writtenBy(Current.get().person()),
                can);
    }

    /** A review with the current state of its scope. */
    record PendingReview(Review review, String campaign, ScopeState state) {}

    /** The open reviews that the caller should decide, overdue first, then by urgency and deadline. */
    List<PendingReview> waiting() {
        var person = Current.get().person();
        var reviews = store.openFor(standIns.with(person));
        if (reviews.isEmpty()) return List.of();
        var pending = pending(reviews);
        var open = deciders.open(pending.stream().map(PendingReview::state).toList());
        return IntStream.range(0, pending.size())
                .filter(i -> waitsFor(person, pending.get(i).review(), open.get(i)))
                .mapToObj(pending::get)
                .sorted(byUrgency(now.instant()))
                .toList();
    }

    private List<PendingReview> pending(List<Review> reviews) {
        var campaigns = reviews.stream().map(Review::campaignId).collect(Collectors.toSet());
        var states = approvals.states(campaigns);
        var titles = approvals.titles(campaigns);
        return reviews.stream()
                .flatMap(review -> Optional.ofNullable(states.get(review.campaignId()))
                        .map(scopes -> scopes.get(review.scope()))
                        .map(state -> new PendingReview(review, titles.getOrDefault(review.campaignId(), ""), state))
                        .stream())
                .toList();
    }

    /** Your own request waits for others, unless no one else may decide it. */
    private static boolean waitsFor(UUID person, Review review, OpenItems open) {
        var eligible = open.eligible();
        return eligible.contains(person)
                && (!person.equals(review.requestedBy())
                        || eligible.size() == 1
                        || open.items().stream()
                                .anyMatch(item -> open.eligible(List.of(item)).equals(List.of(person))));
    }

    private static Comparator<PendingReview> byUrgency(Instant now) {
        return Comparator.comparing((PendingReview waiting) -> !waiting.review().overdue(now))
                .thenComparing(waiting -> waiting.review().urgency(), Comparator.reverseOrder())
                .thenComparing(waiting -> waiting.review().deadline(), Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(waiting -> waiting.review().id());
    }
}
