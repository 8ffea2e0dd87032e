package io.fanfare.approval;

import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Page;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The reviews that wait for a person. */
@RestController
class ReviewInbox {
    private final ReviewStore store;
    private final ApprovalStore approvals;
    private final Deciders deciders;
    private final StandIns standIns;
    private final ReviewMoves moves;
    private final Now now;

    ReviewInbox(
            ReviewStore store,
            ApprovalStore approvals,
            Deciders deciders,
            StandIns standIns,
            ReviewMoves moves,
            Now now) {
        this.store = store;
        this.approvals = approvals;
        this.deciders = deciders;
        this.standIns = standIns;
        this.moves = moves;
        this.now = now;
    }

    /**
     * Lists the reviews that wait for your decision: overdue first, then by urgency and deadline. Reviews that you may not
     * decide are left out, and so are your own requests if another member can decide them. {@code campaignId} lists those of
     * one campaign, {@code campaignIds} those of several, {@code overdue} those whose deadline has passed, or the others.
     */
    @GetMapping("/api/approvals")
    @Allow("approval.read")
    Page<WaitingReview> listApprovals(
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Integer offset,
            @RequestParam @Nullable UUID campaignId,
            @RequestParam @Nullable List<UUID> campaignIds,
            @RequestParam @Nullable Boolean overdue) {
        var range = Page.Range.of(limit, offset);
        if (!Current.get().may("approval.decide")) return Page.of(List.of(), 0, range);
        var waiting = waiting().stream()
                .filter(one ->
                        campaignId == null || campaignId.equals(one.review().campaignId()))
                .filter(one ->
                        campaignIds == null || campaignIds.contains(one.review().campaignId()))
                .filter(one -> overdue == null || overdue == one.review().overdue(now.instant()))
                .toList();
        var shown = range.cut(waiting);
        var open =
                deciders.open(shown.stream().map(PendingReview::state).toList()).iterator();
        var items = shown.stream()
                .map(one -> answer(one, moves.ofScope(open.next())))
                .toList();
        return Page.of(items, waiting.size(), range);
    }

    private WaitingReview answer(PendingReview waiting, List<String> can) {
        var review = waiting.review();
        var state = waiting.state();
        return new WaitingReview(
                review.id(),
                review.campaignId(),
                waiting.campaign(),
                review.scope(),
                state.status().name().toLowerCase(Locale.ROOT),
                state.digest(),
                review.urgency(),
                review.message(),
                review.requestedByName(),
                review.requestedAt(),
                review.deadline(),
                review.overdue(now.instant()),
                review.changed(),
                ScopeApproval.items(state.readable(), Map.of()),
                state.count(),
                can);
    }

    /** An open review with the current state of its scope. */
    record PendingReview(Review review, String campaign, ScopeState state) {}

    /** The open reviews that the caller should decide, overdue first, then by urgency and deadline. */
    List<PendingReview> waiting() {
        var person = Current.get().person();
        var reviews = store.openFor(standIns.with(person));
        if (reviews.isEmpty()) return List.of();
        var campaigns = reviews.stream().map(Review::campaignId).collect(Collectors.toSet());
        var states = approvals.states(campaigns);
        var titles = approvals.titles(campaigns);
        var pending = reviews.stream()
                .flatMap(review -> Optional.ofNullable(states.get(review.campaignId()))
                        .map(scopes -> scopes.get(review.scope()))
                        .map(state -> new PendingReview(review, titles.getOrDefault(review.campaignId(), ""), state))
                        .stream())
                .toList();
        var open = deciders.open(pending.stream().map(PendingReview::state).toList());
        return IntStream.range(0, pending.size())
                .filter(i -> waitsFor(person, pending.get(i).review(), open.get(i)))
                .mapToObj(pending::get)
                .sorted(byUrgency(now.instant()))
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
