package io.fanfare.approval;

import io.fanfare.approval.ReviewDetails.Blocked;
import io.fanfare.approval.ScopeState.Status;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An approval covers an exact version: a decision stores its items with their digests, and an item that differs needs review again. */
@RestController
class Approvals {
    private final Manifest manifest;
    private final Reviews reviews;
    private final Deciders deciders;
    private final Decisions decisions;
    private final ReviewDeadlines deadlines;
    private final Operations operations;
    private final Audit audit;
    private final Now now;

    Approvals(
            Manifest manifest,
            Reviews reviews,
            Deciders deciders,
            Decisions decisions,
            ReviewDeadlines deadlines,
            Operations operations,
            Audit audit,
            Now now) {
        this.manifest = manifest;
        this.reviews = reviews;
        this.deciders = deciders;
        this.decisions = decisions;
        this.deadlines = deadlines;
        this.operations = operations;
        this.audit = audit;
        this.now = now;
    }

    /**
     * The approvals of a campaign: whether it can be published, and each scope with its items and decisions. {@code firstAt} is
     * when the next scheduled item goes out, {@code decideBy} the time until which a decision comes in time for it, {@code
     * reviewers} are the names of the people who are asked.
     */
    record CampaignApprovals(
            UUID campaignId,
            boolean publishable,
            @Nullable Instant firstAt,
            @Nullable Instant decideBy,
            List<String> reviewers,
            List<ScopeApproval> scopes) {}

    /** The scopes to set up; default: all four. */
    record NewApprovals(
            @Nullable List<Scope> scopes,
            @Nullable @Size(max = 100) String policy) {}

    /** An approval of the manifest with this digest. */
    record Approval(
            @Nullable @Size(max = 5000) String comment,
            @Nullable @Size(max = 100) String digest) {}

    /** A rejection with the reason, which the authors read. */
    record Rejection(
            @NotBlank @Size(max = 5000) String reason,
            @Nullable @Size(max = 100) String digest,
            @Nullable RejectionKind kind) {}

    /** {@code changes_requested} asks for another version; {@code rejected} refuses it. */
    enum RejectionKind {
        REJECTED,
        CHANGES_REQUESTED
    }

    /** Whether the campaign can be published, and what blocks it. */
    record PublishCheck(boolean publishable, List<Blocker> blockers) {}

    /** Reads every scope of a campaign: status, items, changes since the last decision, and the latest review with its stages. */
    @GetMapping("/api/campaigns/{id}/approvals")
    @Allow("approval.read")
    CampaignApprovals readApprovals(@PathVariable UUID id) {
        var states = manifest.states(id).values();
        var history = reviews.history(id);
        boolean closed = manifest.closed(id) != null;
        boolean mayApproveOwn = reviews.mayApproveOwn();
        var can = new EnumMap<Scope, List<String>>(Scope.class);
        for (var state : states) can.put(state.row().scope(), closed ? List.of() : can(state, mayApproveOwn));
        var current = deadlines.contents(states);
        var scopes = states.stream()
                .map(state -> {
                    var moves = can.getOrDefault(state.row().scope(), List.of());
                    return ScopeApproval.of(state, history, current, blocked(state, moves), moves);
                })
                .toList();
        var first = deadlines.next(current.values());
        return new CampaignApprovals(
                id,
                Blocker.of(states).isEmpty(),
                first.map(NextSending::at).orElse(null),
                first.flatMap(next -> next.decideBy(now.instant())).orElse(null),
                reviews.askedNames(),
                scopes);
    }

    private @Nullable Blocked blocked(ScopeState state, List<String> moves) {
        if (state.row().reviewId() == null || moves.contains("approveScope")) return null;
        return deciders.blocked(state, moves.contains("rejectScope"));
    }

    /** Sets up approval scopes. Every campaign has all four from the start, so this returns 200; 201 if one was added. */
    @PostMapping("/api/campaigns/{id}/approvals/initialize")
    @Allow("approval.request")
    ResponseEntity<CampaignApprovals> initializeApprovals(
            @PathVariable UUID id, @RequestBody(required = false) @Valid @Nullable NewApprovals requested) {
        if (requested != null
                && requested.policy() != null
                && !requested.policy().equals("default"))
            throw Refused.unprocessable(
                    "approval_policy_unknown", "The only policy is “default”: one stage, any reviewer.");
        int added = manifest.addScopes(
                id, requested == null || requested.scopes() == null ? List.of(Scope.values()) : requested.scopes());
        return ResponseEntity.status(added == 0 ? 200 : 201).body(readApprovals(id));
    }

    /**
     * Requests a review of a scope and notifies the reviewers. A rejected scope becomes {@code needs_review}. If a review is
     * already open, {@code urgency}, {@code message}, {@code to} and {@code deadline} update it, and it covers the current items. A scope that
     * is approved and unchanged stays as it is. A scope without items is refused with 409 {@code nothing_to_review}.
     */
    @PostMapping("/api/campaigns/{id}/approvals/{scope}/request")
    @Allow("approval.request")
    ScopeApproval requestApproval(
            @PathVariable UUID id,
            @PathVariable Scope scope,
            @RequestBody(required = false) @Valid @Nullable ReviewRequest request) {
        var state = manifest.hold(id, scope);
        if (!state.reviewable())
            throw Refused.conflict(
                    "nothing_to_review", "This scope has no items yet. Add something to review, then request it.");
        if (state.status() == Status.APPROVED && state.withheld().isEmpty()) audit.unchanged();
        else {
            reviews.request(
                    state, request == null ? ReviewRequest.EMPTY : request, urgency -> deadlines.deadline(id, urgency));
            manifest.refresh(id);
        }
        return scope(id, scope);
    }

    /**
     * Approves exactly the current items of a scope. A {@code digest} that is no longer current returns 409
     * {@code approval_stale}; agents and API keys must send one. If you changed an item since the last decision, you can't
     * approve it: 403 {@code approval_own_work}, except for the only member of a workspace that allows it, and never with an
     * API key. A rejected scope returns 409: request a review or change something first. A scope without items needs no
     * approval: it is returned unchanged, and nothing is recorded.
     */
    @PostMapping("/api/campaigns/{id}/approvals/{scope}/approve")
    @Allow("approval.decide")
    ScopeApproval approveScope(
            @PathVariable UUID id,
            @PathVariable Scope scope,
            @RequestBody(required = false) @Valid @Nullable Approval approval) {
        var input = approval == null ? new Approval(null, null) : approval;
        decisions.approve(manifest.hold(id, scope), input.comment(), input.digest());
        manifest.refresh(id);
        return scope(id, scope);
    }

    /**
     * Rejects the current items of a scope, with a reason; nothing of the campaign is sent until the scope is approved
     * again. {@code kind: changes_requested} asks for another version. A scope that is already rejected returns 409
     * {@code approval_rejected}, a scope without items 409 {@code nothing_to_review}.
     */
    @PostMapping("/api/campaigns/{id}/approvals/{scope}/reject")
    @Allow("approval.decide")
    ScopeApproval rejectScope(
            @PathVariable UUID id, @PathVariable Scope scope, @RequestBody @Valid Rejection rejection) {
        decisions.reject(manifest.hold(id, scope), rejection);
        manifest.refresh(id);
        return scope(id, scope);
    }

    /** Checks whether every scheduled item is approved, and lists what blocks publishing. */
    @PostMapping("/api/campaigns/{id}/approvals/check-publish")
    @Allow(value = "approval.read", plain = true)
    PublishCheck checkPublish(@PathVariable UUID id) {
        var blockers = manifest.clearance(id).blockers();
        return new PublishCheck(blockers.isEmpty(), blockers);
    }

    /**
     * Lists the reviews that wait for your decision: overdue first, then by urgency and deadline. Reviews that you may not
     * decide are left out, and so are your own requests if another member can decide them. {@code campaignId} lists those of
     * one campaign, {@code overdue} those whose deadline has passed, or the others.
     */
    @GetMapping("/api/approvals")
    @Allow("approval.read")
    Page<WaitingReview> listApprovals(
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Integer offset,
            @RequestParam @Nullable UUID campaignId,
            @RequestParam @Nullable Boolean overdue) {
        var range = Page.Range.of(limit, offset);
        if (!Current.get().may("approval.decide")) return Page.of(List.of(), 0, range);
        var waiting = reviews.waiting().stream()
                .filter(one ->
                        campaignId == null || campaignId.equals(one.review().campaignId()))
                .filter(one -> overdue == null || overdue == one.review().overdue(now.instant()))
                .toList();
        boolean mayApproveOwn = reviews.mayApproveOwn();
        var items = waiting.stream()
                .skip(range.offset())
                .limit(range.limit())
                .map(one -> waiting(one, mayApproveOwn))
                .toList();
        return Page.of(items, waiting.size(), range);
    }

    private WaitingReview waiting(Reviews.PendingReview waiting, boolean mayApproveOwn) {
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
                can(state, mayApproveOwn));
    }

    private ScopeApproval scope(UUID campaign, Scope scope) {
        return readApprovals(campaign).scopes().stream()
                .filter(found -> found.scope() == scope)
                .findFirst()
                .orElseThrow(Refused::notFound);
    }

    private List<String> can(ScopeState state, boolean mayApproveOwn) {
        var person = Current.get().actor().personId();
        var moves = new ArrayList<String>();
        if (!state.reviewable()) return moves;
        if (state.row().reviewId() != null) moves.addAll(List.of("withdrawReview", "remindReviewers"));
        switch (state.status()) {
            case APPROVED -> {
                if (!state.withheld().isEmpty()) moves.add("requestApproval");
                moves.add("rejectScope");
            }
            case REJECTED -> moves.add("requestApproval");
            case PENDING, NEEDS_REVIEW -> {
                moves.add("requestApproval");
                if (mayApproveOwn || person == null || !state.writtenBy(person)) moves.add("approveScope");
                moves.add("rejectScope");
            }
        }
        return operations.permitted(moves);
    }
}
