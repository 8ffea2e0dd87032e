package io.fanfare.approval;

import io.fanfare.approval.ReviewDetails.Blocked;
import io.fanfare.approval.ScopeState.Status;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.AuditClass;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Tool;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** An approval covers an exact version: a decision stores its items with their digests, and an item that differs needs review again. */
@RestController
class Approvals {
    private final Manifest manifest;
    private final Reviews reviews;
    private final Deciders deciders;
    private final ItemDecisions items;
    private final ReviewDeadlines deadlines;
    private final ReviewMoves moves;
    private final StageDecisions decided;
    private final Audit audit;

    Approvals(
            Manifest manifest,
            Reviews reviews,
            Deciders deciders,
            ItemDecisions items,
            ReviewDeadlines deadlines,
            ReviewMoves moves,
            StageDecisions decided,
            Audit audit) {
        this.manifest = manifest;
        this.reviews = reviews;
        this.deciders = deciders;
        this.items = items;
        this.deadlines = deadlines;
        this.moves = moves;
        this.decided = decided;
        this.audit = audit;
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

    /** A scope in the version that was read. */
    record ReadScope(
            @NotNull Scope scope, @NotBlank @Size(max = 100) String digest) {}

    /** One approval of several scopes. */
    record ScopesApproval(
            @NotNull @Size(min = 1, max = 4) List<@NotNull @Valid ReadScope> scopes,
            @Nullable @Size(max = 5000) String comment) {}

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
    @Tool(value = Tool.Set.CAMPAIGNS, common = true)
    @Allow("approval.read")
    CampaignApprovals readApprovals(@PathVariable UUID id) {
        var states = manifest.states(id).values();
        var history = decided.history(id);
        boolean closed = manifest.closed(id) != null;
        var current = deadlines.contents(states);
        var open = deciders.open(states);
        var scopes = open.stream()
                .map(each -> {
                    var permitted = closed ? List.<String>of() : moves.ofScope(each);
                    return ScopeApproval.of(each.state(), history, current, blocked(each, permitted), permitted);
                })
                .toList();
        var first = deadlines.next(current.values());
        var requested = open.stream().filter(each -> !each.items().isEmpty()).toList();
        return new CampaignApprovals(
                id,
                Blocker.of(states).isEmpty(),
                first.map(NextSending::at).orElse(null),
                first.flatMap(deadlines::decideBy).orElse(null),
                reviews.askedNames(requested),
                scopes);
    }

    private @Nullable Blocked blocked(OpenItems open, List<String> moves) {
        if (open.state().row().reviewId() == null || moves.contains("approveScope")) return null;
        return deciders.blocked(open, moves.contains("rejectScope"));
    }

    /**
     * Sets up approval scopes. Every campaign has all four from the start, so this returns 200; 201 if one was added. {@code policy}
     * is the review policy of the scopes, also of those that exist; {@code default} means the one that applies to the campaign. 409
     * {@code review_open} if a review of them is open, because it keeps its policy. Replacing a policy with stages needs the
     * permission {@code approval.manage}.
     */
    @PostMapping("/api/campaigns/{id}/approvals/initialize")
    @Allow(value = "approval.request", creates = true)
    ResponseEntity<CampaignApprovals> initializeApprovals(
            @PathVariable UUID id, @RequestBody(required = false) @Valid @Nullable NewApprovals requested) {
        var scopes = requested == null || requested.scopes() == null ? List.of(Scope.values()) : requested.scopes();
        String policy = requested == null ? null : requested.policy();
        int added = manifest.addScopes(id, scopes);
        if (policy != null) manifest.setPolicy(id, scopes, policy);
        return ResponseEntity.status(added == 0 ? 200 : 201).body(readApprovals(id));
    }

    /**
     * Requests a review of a scope and notifies the reviewers. A rejected scope becomes {@code needs_review}. If a review is
     * already open, {@code urgency}, {@code message}, {@code to} and {@code deadline} update it, and it covers the current items. A scope that
     * is approved and unchanged stays as it is. A scope without items is refused with 409 {@code nothing_to_review}.
     */
    @PostMapping("/api/campaigns/{id}/approvals/{scope}/request")
    @Tool(value = Tool.Set.CAMPAIGNS, common = true, openWorld = true)
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
            reviews.request(state, request == null ? ReviewRequest.EMPTY : request, deadlines.due(id));
            manifest.refresh(id);
        }
        return scope(id, scope);
    }

    /**
     * Approves exactly the current items of a scope. A {@code digest} that is no longer current returns 409
     * {@code approval_stale}; agents and API keys must send one. If the policy of the scope has stages, it approves what waits for
     * you in the open ones: 409 {@code review_needed} if no review is open, 403 {@code approval_not_yours} if it is not your turn. If you changed an item since the last decision, you can't
     * approve it: 403 {@code approval_own_work}, except for the only member of a workspace that allows it, and never with an
     * API key. A rejected scope returns 409: request a review or change something first. A scope without items needs no
     * approval: it is returned unchanged, and nothing is recorded.
     */
    @PostMapping("/api/campaigns/{id}/approvals/{scope}/approve")
    @Tool(value = Tool.Set.CAMPAIGNS, destructive = true)
    @Allow(value = "approval.decide", audited = AuditClass.DECISION)
    ScopeApproval approveScope(
            @PathVariable UUID id,
            @PathVariable Scope scope,
            @RequestBody(required = false) @Valid @Nullable Approval approval) {
        var input = approval == null ? new Approval(null, null) : approval;
        items.approve(manifest.hold(id, scope), input.comment(), input.digest());
        manifest.refresh(id);
        return scope(id, scope);
    }

    /**
     * Approves several scopes together, each as {@code approveScope} does and in the version of its {@code digest}. All or nothing: if one
     * is refused, none is approved, and {@code scope} of the problem names it. Returns all approvals of the campaign.
     */
    @PostMapping("/api/campaigns/{id}/approvals/approve")
    @Allow(value = "approval.decide", audited = AuditClass.DECISION)
    CampaignApprovals approveScopes(@PathVariable UUID id, @RequestBody @Valid ScopesApproval approval) {
        for (var read : approval.scopes())
            try {
                items.approve(manifest.hold(id, read.scope()), approval.comment(), read.digest());
            } catch (Refused refused) {
                throw refused.with("scope", read.scope());
            }
        manifest.refresh(id);
        return readApprovals(id);
    }

    /**
     * Rejects the current items of a scope, with a reason; nothing of the campaign is sent until the scope is approved
     * again. {@code kind: changes_requested} asks for another version. A scope that is already rejected returns 409
     * {@code approval_rejected}, a scope without items 409 {@code nothing_to_review}.
     */
    @PostMapping("/api/campaigns/{id}/approvals/{scope}/reject")
    @Tool(value = Tool.Set.CAMPAIGNS, destructive = true)
    @Allow(value = "approval.decide", audited = AuditClass.DECISION)
    ScopeApproval rejectScope(
            @PathVariable UUID id, @PathVariable Scope scope, @RequestBody @Valid Rejection rejection) {
        items.reject(manifest.hold(id, scope), rejection);
        manifest.refresh(id);
        return scope(id, scope);
    }

    /** Checks whether every scheduled item is approved, and lists what blocks publishing. */
    @PostMapping("/api/campaigns/{id}/approvals/check-publish")
    @Tool(Tool.Set.CAMPAIGNS)
    @Allow(value = "approval.read", plain = true)
    PublishCheck checkPublish(@PathVariable UUID id) {
        var blockers = manifest.clearance(id).blockers();
        return new PublishCheck(blockers.isEmpty(), blockers);
    }

    private ScopeApproval scope(UUID campaign, Scope scope) {
        return readApprovals(campaign).scopes().stream()
                .filter(found -> found.scope() == scope)
                .findFirst()
                .orElseThrow(Refused::notFound);
    }
}
