package io.fanfare.approval;

import io.fanfare.activity.Notifications;
import io.fanfare.approval.ApprovalStore.Review;
import io.fanfare.approval.ApprovalStore.Stage;
import io.fanfare.approval.ScopeState.Decision;
import io.fanfare.approval.ScopeState.Difference;
import io.fanfare.approval.ScopeState.Status;
import io.fanfare.delivery.Gates;
import io.fanfare.delivery.Receipts;
import io.fanfare.identity.Members;
import io.fanfare.identity.Workspace;
import io.fanfare.identity.Workspaces;
import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Live;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Topic;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Approvals are given to exact things. Rooms say what their items are now; a decision keeps a manifest of them; whatever
 * differs from it needs review again, by comparison. The gate of the campaign is written in the same transaction.
 */
@RestController
public class Approvals implements Receipts {
    private final ApprovalStore store;
    private final Gates gates;
    private final Members members;
    private final Workspaces workspaces;
    private final Notifications notifications;
    private final Operations operations;
    private final Audit audit;
    private final Live live;
    private final Now now;

    Approvals(
            ApprovalStore store,
            Gates gates,
            Members members,
            Workspaces workspaces,
            Notifications notifications,
            Operations operations,
            Audit audit,
            Live live,
            Now now) {
        this.store = store;
        this.gates = gates;
        this.members = members;
        this.workspaces = workspaces;
        this.notifications = notifications;
        this.operations = operations;
        this.audit = audit;
        this.live = live;
        this.now = now;
    }

    /** The approvals of a campaign: may it be published, and each scope with the evidence. */
    public record CampaignApprovals(UUID campaignId, boolean publishable, List<ScopeApproval> scopes) {}

    /**
     * One scope. {@code digest} is of the manifest as it is now, {@code items} and {@code drafts}, under the strategy that holds: send it with a decision,
     * so that what you decide on is what you saw. {@code items} is what is planned. {@code drafts} is there but nothing
     * planned uses it: a decision covers it as it is, so that planning it later needs no second look, while changing it
     * asks for none before it is planned. {@code changedSince} names the items that differ from the last decision, and who
     * changed them; a replaced strategy is among them in every scope, because decisions rest on it.
     */
    public record ScopeApproval(
            Scope scope,
            String status,
            String digest,
            @Nullable String approvedDigest,
            List<ManifestItem> items,
            List<ManifestItem> drafts,
            List<ChangedItem> changedSince,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String reason,
            @Nullable String kind,
            String policy,
            @Nullable UUID reviewId,
            List<ReviewStage> stages,
            List<String> can) {}

    /** One thing a decision is about. */
    public record ManifestItem(String kind, UUID id, String title, String digest) {}

    /** How an item differs from what was decided on: it was added, changed or removed. */
    public record ChangedItem(String kind, UUID id, String title, String change, String by, Instant at) {}

    /** A stage of the open review. */
    public record ReviewStage(
            String name,
            String role,
            String state,
            @Nullable Instant deadline,
            List<StageDecision> decisions) {}

    /** What somebody decided in a stage. */
    public record StageDecision(
            String decision,
            String by,
            Instant at,
            @Nullable String comment,
            boolean ownWork) {}

    /** Which scopes to set up; all four unless told. */
    public record NewApprovals(
            @Nullable List<Scope> scopes,
            @Nullable @Size(max = 100) String policy) {}

    /** How soon an answer is needed, why, and by whom; by everybody who may decide unless told. */
    public record ReviewRequest(
            ApprovalStore.@Nullable Urgency urgency,
            @Nullable @Size(max = 5000) String message,
            @Nullable @Size(max = 100) List<UUID> to) {}

    /** A yes, to the manifest with this digest. */
    public record Approval(
            @Nullable @Size(max = 5000) String comment,
            @Nullable @Size(max = 100) String digest) {}

    /** A no, with the reason that the author needs. */
    public record Rejection(
            @NotBlank @Size(max = 5000) String reason,
            @Nullable @Size(max = 100) String digest,
            @Nullable RejectionKind kind) {}

    /** {@code changes_requested} asks for another version; {@code rejected} says no. */
    public enum RejectionKind {
        REJECTED,
        CHANGES_REQUESTED
    }

    /** May it be published, and if not why. */
    public record PublishCheck(boolean publishable, List<Blocker> blockers) {}

    /** One reason why nothing leaves. */
    public record Blocker(String code, @Nullable Scope scope, String message) {}

    /** A review that waits for you. */
    public record WaitingReview(
            UUID reviewId,
            UUID campaignId,
            String campaignName,
            Scope scope,
            String status,
            String digest,
            String urgency,
            @Nullable String message,
            String requestedBy,
            Instant requestedAt,
            List<ManifestItem> items) {}

    /** Reads every scope of a campaign: status, what it holds, what changed since the decision, the open review and its stages. */
    @GetMapping("/api/campaigns/{id}/approvals")
    @Allow("approval.read")
    CampaignApprovals readApprovals(@PathVariable UUID id) {
        var states = known(id);
        var stages = store.stages(id);
        var decisions = store.decisions(id);
        var scopes = states.values().stream()
                .map(state -> answer(state, stages, decisions))
                .toList();
        return new CampaignApprovals(id, blockers(states).isEmpty(), scopes);
    }

    /**
     * Sets up approval scopes. Every campaign has all four from the start, so this answers 200 with what is there; 201
     * where one was added.
     */
    @PostMapping("/api/campaigns/{id}/approvals/initialize")
    @Allow("approval.request")
    ResponseEntity<CampaignApprovals> initializeApprovals(
            @PathVariable UUID id, @RequestBody(required = false) @Valid @Nullable NewApprovals wanted) {
        gates.lock(id);
        known(id);
        List<Scope> scopes = wanted == null || wanted.scopes() == null ? List.of(Scope.values()) : wanted.scopes();
        if (wanted != null && wanted.policy() != null && !wanted.policy().equals("default"))
            throw Refused.unprocessable(
                    "approval_policy_unknown", "There is one policy, \"default\": one stage, any reviewer.");
        int added = store.insertScopes(id, scopes, "default");
        refresh(id);
        return ResponseEntity.status(added == 0 ? 200 : 201).body(readApprovals(id));
    }

    /**
     * Asks for a review of a scope and tells those who may decide. A rejected scope becomes {@code needs_review}; one that
     * is approved and unchanged, or already under review, stays as it is.
     */
    @PostMapping("/api/campaigns/{id}/approvals/{scope}/request")
    @Allow("approval.request")
    ScopeApproval requestApproval(
            @PathVariable UUID id,
            @PathVariable Scope scope,
            @RequestBody(required = false) @Valid @Nullable ReviewRequest request) {
        gates.lock(id);
        var state = known(id, scope);
        if (state.status() == Status.APPROVED || state.row().reviewId() != null) return answer(id, scope);
        var wanted = request == null ? new ReviewRequest(null, null, null) : request;
        var urgency = wanted.urgency() == null ? ApprovalStore.Urgency.NORMAL : wanted.urgency();
        List<UUID> to = wanted.to() == null ? List.of() : wanted.to();
        var able = members.with("approval.decide");
        if (!able.containsAll(to)) throw Refused.invalid("to", "names somebody who can't decide on approvals");
        var actor = Current.get().actor();
        var review = new Review(
                Ids.next(),
                id,
                null,
                scope,
                urgency,
                wanted.message(),
                to,
                state.digest(),
                actor.personId(),
                actor.name(),
                now.instant(),
                null,
                null);
        store.openReview(
                review,
                new Stage(
                        review.id(),
                        1,
                        "review",
                        "reviewer",
                        "open",
                        now.instant().plus(answerWithin(urgency))));
        refresh(id);
        audit.record(subject(id, scope), null, Map.of("scope", scope, "urgency", urgency));
        String title = store.title(id);
        var asked = new HashSet<>(to.isEmpty() ? able : to);
        asked.remove(actor.personId());
        notifications.notify(
                asked,
                "approval_requested",
                "Review " + word(scope) + " of " + title,
                actor.name() + " asks for your review" + (wanted.message() == null ? "." : ": " + wanted.message()),
                subject(id, scope));
        return answer(id, scope);
    }

    private static Duration answerWithin(ApprovalStore.Urgency urgency) {
        return switch (urgency) {
            case URGENT -> Duration.ofHours(4);
            case HIGH -> Duration.ofDays(1);
            case NORMAL -> Duration.ofDays(2);
            case LOW -> Duration.ofDays(5);
        };
    }

    /**
     * Approves exactly what a scope holds now. With a {@code digest} that is no longer current: 409 {@code approval_stale};
     * agents and API keys must send one. Whoever changed an item since the last decision can't approve it: 403
     * {@code approval_own_work}, except for the only person of a workspace that allows it; never with an API key. A rejected scope is 409: ask for a
     * review or change something first.
     */
    @PostMapping("/api/campaigns/{id}/approvals/{scope}/approve")
    @Allow("approval.decide")
    ScopeApproval approveScope(
            @PathVariable UUID id,
            @PathVariable Scope scope,
            @RequestBody(required = false) @Valid @Nullable Approval approval) {
        var given = approval == null ? new Approval(null, null) : approval;
        gates.lock(id);
        var state = known(id, scope);
        current(state, given.digest());
        if (state.status() == Status.APPROVED
                && state.digest().equals(state.row().digest())) return answer(id, scope);
        if (state.status() == Status.REJECTED)
            throw Refused.conflict(
                    "approval_rejected",
                    "This was rejected. Change what the reason names, or ask for a review, then decide again.");
        boolean own = ownWork(state);
        decide(id, state, Decision.APPROVED, own, given.comment(), null);
        return answer(id, scope);
    }

    /**
     * Rejects what a scope holds now, with a reason; nothing of the campaign leaves any more. {@code kind:
     * changes_requested} asks for another version. Rejecting what is rejected already is 409.
     */
    @PostMapping("/api/campaigns/{id}/approvals/{scope}/reject")
    @Allow("approval.decide")
    ScopeApproval rejectScope(
            @PathVariable UUID id, @PathVariable Scope scope, @RequestBody @Valid Rejection rejection) {
        gates.lock(id);
        var state = known(id, scope);
        current(state, rejection.digest());
        if (state.status() == Status.REJECTED)
            throw Refused.conflict(
                    "approval_rejected", "This is rejected already; a change or a request for review leads on.");
        String kind = rejection.kind() == RejectionKind.CHANGES_REQUESTED ? "changes_requested" : null;
        decide(id, state, Decision.REJECTED, false, rejection.reason(), kind);
        return answer(id, scope);
    }

    /** Tells whether everything that is planned is approved, and if not what stands in the way. */
    @PostMapping("/api/campaigns/{id}/approvals/check-publish")
    @Allow(value = "approval.read", plain = true)
    PublishCheck checkPublish(@PathVariable UUID id) {
        var blockers = blockers(known(id));
        return new PublishCheck(blockers.isEmpty(), blockers);
    }

    /** Lists the reviews that wait for you, most urgent first. */
    @GetMapping("/api/approvals")
    @Allow("approval.read")
    Page<WaitingReview> listApprovals(@RequestParam @Nullable Integer limit, @RequestParam @Nullable Integer offset) {
        var range = Page.Range.of(limit, offset);
        if (!Current.get().may("approval.decide")) return Page.of(List.of(), 0, range);
        return store.inbox(Current.get().person(), range).map(this::waiting);
    }

    private WaitingReview waiting(Review review) {
        var state = known(review.campaignId(), review.scope());
        return new WaitingReview(
                review.id(),
                review.campaignId(),
                String.valueOf(review.title()),
                review.scope(),
                name(state.status()),
                state.digest(),
                name(review.urgency()),
                review.message(),
                review.requestedByName(),
                review.requestedAt(),
                items(state));
    }

    private void current(ScopeState state, @Nullable String digest) {
        if (digest == null && Current.get().actor().kind() == Actor.Kind.API_KEY)
            throw Refused.invalid("digest", "is needed from a program: send the digest of what was looked at");
        if (digest != null && !digest.equals(state.digest()))
            throw Refused.conflict(
                    "approval_stale",
                    "This has changed since you looked at it. Read it again, then decide on what is there now.");
    }

    /** Only a person may approve their own work, and only as the single member of a workspace that allows it. */
    private boolean alone() {
        return Current.get().actor().kind() == Actor.Kind.PERSON
                && workspaces.current().selfApproval() == Workspace.SelfApproval.WHILE_ALONE
                && members.count() == 1;
    }

    private boolean ownWork(ScopeState state) {
        if (!state.writtenBy(Current.get().person())) return false;
        if (!alone())
            throw Refused.forbidden(
                    "approval_own_work",
                    "You changed this since the last decision, so another person has to approve it. An API key counts as"
                            + " the person who created it and can't approve that person's work.");
        return true;
    }

    private void decide(
            UUID campaign,
            ScopeState state,
            Decision decision,
            boolean own,
            @Nullable String comment,
            @Nullable String kind) {
        Scope scope = state.row().scope();
        boolean yes = decision == Decision.APPROVED;
        var manifest = yes ? state.manifestFor(Current.get().person(), alone()) : state.manifest();
        String digest = state.digestOf(manifest);
        store.note(campaign, scope, state.row().reviewId(), decision, own, comment, manifest, digest);
        if (yes) store.clearAuthors(campaign, scope, manifest);
        store.decide(campaign, scope, decision, manifest, digest, state.basis(), yes ? null : comment, kind);
        if (state.row().reviewId() != null) store.closeReview(state.row().reviewId(), decision);
        refresh(campaign);
        audit.record(
                subject(campaign, scope),
                Map.of("status", state.status()),
                Map.of(
                        "status", decision,
                        "scope", scope,
                        "digest", digest,
                        "comment", Objects.requireNonNullElse(comment, ""),
                        "ownWork", own));
        var authors = new HashSet<UUID>();
        state.items().forEach(item -> Optional.ofNullable(item.changedBy()).ifPresent(authors::add));
        authors.remove(Current.get().actor().personId());
        notifications.notify(
                authors,
                yes ? "approval_given" : "approval_refused",
                (yes ? "Approved: " : "Not approved: ") + word(scope) + " of " + store.title(campaign),
                Current.get().actor().name() + (yes ? " approved it." : " says: " + comment),
                subject(campaign, scope));
    }

    /** Compares every scope with what was decided on it, keeps the outcome and writes the gate: in one transaction with the cause. */
    private void refresh(UUID campaign) {
        var states = store.states(campaign);
        states.forEach((scope, state) -> store.setStatus(campaign, scope, state.status()));
        gates.approve(campaign, blockers(states).isEmpty(), passing(states));
        live.changed(Topic.CAMPAIGN.of(campaign), "approval", campaign, null);
        live.changed(Topic.APPROVALS, "approval", campaign, null);
    }

    /** What the gate lets through: the digest over all scopes of each item, as the decisions have it. */
    private static Map<String, String> passing(Map<Scope, ScopeState> states) {
        var digests = new HashMap<String, Map<Scope, String>>();
        states.forEach((scope, state) -> state.passing()
                .forEach((key, digest) -> digests.computeIfAbsent(key, any -> new EnumMap<>(Scope.class))
                        .put(scope, digest)));
        var passing = new HashMap<String, String>();
        digests.forEach((key, scopes) -> passing.put(key, Item.combined(scopes)));
        return passing;
    }

    private static List<Blocker> blockers(Map<Scope, ScopeState> states) {
        var blockers = new ArrayList<Blocker>();
        boolean nothing = true;
        for (var state : states.values()) {
            if (state.empty()) continue;
            Scope scope = state.row().scope();
            if (scope != Scope.STRATEGY) nothing = false;
            String word = word(scope);
            switch (state.status()) {
                case APPROVED -> {}
                case PENDING ->
                    blockers.add(new Blocker("approval_pending", scope, "The " + word + " has not been approved yet."));
                case REJECTED ->
                    blockers.add(new Blocker(
                            "approval_rejected",
                            scope,
                            "The " + word + " was rejected: " + state.row().reason()));
                case NEEDS_REVIEW ->
                    blockers.add(new Blocker("approval_needs_review", scope, changed(word, state.changedSince())));
            }
        }
        if (nothing)
            blockers.add(new Blocker(
                    "nothing_to_publish", null, "Nothing is planned yet: schedule a post or write a mailing."));
        return blockers;
    }

    private static String changed(String word, List<Difference> differences) {
        if (differences.isEmpty()) return "The " + word + " is asked to be reviewed again.";
        var first = differences.getFirst();
        String rest = differences.size() == 1 ? "" : " and " + (differences.size() - 1) + " more";
        return "The " + word + " needs review again: " + first.by() + " " + name(first.change()) + " \"" + first.title()
                + "\"" + rest + ".";
    }

    private Map<Scope, ScopeState> known(UUID campaign) {
        var states = store.states(campaign);
        if (states.isEmpty()) throw Refused.notFound();
        return states;
    }

    private ScopeState known(UUID campaign, Scope scope) {
        return Optional.ofNullable(known(campaign).get(scope)).orElseThrow(Refused::notFound);
    }

    private ScopeApproval answer(UUID campaign, Scope scope) {
        return answer(known(campaign, scope), store.stages(campaign), store.decisions(campaign));
    }

    private ScopeApproval answer(ScopeState state, List<Stage> stages, List<ApprovalStore.Decided> decisions) {
        var row = state.row();
        var changed = state.changedSince().stream()
                .map(d -> new ChangedItem(d.kind(), d.id(), d.title(), name(d.change()), d.by(), d.at()))
                .toList();
        return new ScopeApproval(
                row.scope(),
                name(state.status()),
                state.digest(),
                row.decision() == Decision.APPROVED ? row.digest() : null,
                items(state),
                drafts(state),
                changed,
                row.decidedByName(),
                row.decidedAt(),
                row.reason(),
                row.kind(),
                row.policy(),
                row.reviewId(),
                stages.stream()
                        .filter(stage -> stage.reviewId().equals(row.reviewId()))
                        .map(stage -> new ReviewStage(
                                stage.name(), stage.role(), stage.state(), stage.deadline(), decided(stage, decisions)))
                        .toList(),
                operations.permitted(moves(state)));
    }

    private static List<StageDecision> decided(Stage stage, List<ApprovalStore.Decided> decisions) {
        return decisions.stream()
                .filter(d ->
                        stage.reviewId().equals(d.reviewId()) && stage.name().equals(d.stage()))
                .map(d -> new StageDecision(name(d.decision()), d.decidedByName(), d.at(), d.comment(), d.ownWork()))
                .toList();
    }

    private static List<ManifestItem> items(ScopeState state) {
        return state.planned().stream()
                .map(e -> new ManifestItem(e.kind(), e.id(), e.title(), e.digest()))
                .toList();
    }

    private static List<ManifestItem> drafts(ScopeState state) {
        return state.drafts().stream()
                .map(d -> new ManifestItem(d.kind(), d.itemId(), d.title(), String.valueOf(d.digest())))
                .toList();
    }

    private static List<String> moves(ScopeState state) {
        var moves = new ArrayList<String>();
        boolean open = state.row().reviewId() != null;
        switch (state.status()) {
            case APPROVED -> moves.add("rejectScope");
            case REJECTED -> moves.add("requestApproval");
            case PENDING, NEEDS_REVIEW -> {
                if (!open) moves.add("requestApproval");
                moves.add("approveScope");
                moves.add("rejectScope");
            }
        }
        return moves;
    }

    private Subject subject(UUID campaign, Scope scope) {
        return new Subject("approval", campaign, word(scope), campaign);
    }

    private static String word(Scope scope) {
        return name(scope);
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    // For later rooms

    /** A new campaign: all four scopes, nothing in them, the gate shut. */
    public void open(UUID campaign, String title) {
        store.putCampaign(campaign, title);
        store.insertScopes(campaign, List.of(Scope.values()), "default");
        gates.make(campaign);
    }

    public void rename(UUID campaign, String title) {
        store.putCampaign(campaign, title);
    }

    /** The campaign is deleted for good. */
    public void forget(UUID campaign) {
        store.forget(campaign);
    }

    /** Says what an item is now; answers the digest that its rows in the ledger have to carry. */
    public String put(UUID campaign, Item item) {
        gates.lock(campaign);
        item.digests().forEach((scope, digest) -> store.putItem(campaign, scope, item, digest));
        store.removeItem(campaign, item.kind(), item.id(), item.digests().keySet());
        refresh(campaign);
        return item.digest();
    }

    /** The item is not going to leave any more. */
    public void remove(UUID campaign, String kind, UUID id) {
        gates.lock(campaign);
        store.removeItem(campaign, kind, id, Set.of());
        refresh(campaign);
    }

    /** What is waiting to leave, by scope. */
    public Map<Scope, List<ManifestItem>> planned(UUID campaign) {
        var planned = new EnumMap<Scope, List<ManifestItem>>(Scope.class);
        known(campaign).forEach((scope, state) -> planned.put(scope, items(state)));
        return planned;
    }

    public List<Blocker> blockers(UUID campaign) {
        return blockers(known(campaign));
    }

    /** A review that waits for an answer, and until when one was asked for. */
    public record OpenReview(
            UUID id,
            Scope scope,
            String urgency,
            String requestedByName,
            Instant requestedAt,
            @Nullable Instant deadline) {}

    /** The reviews of a campaign that wait for an answer. */
    public List<OpenReview> openReviews(UUID campaign) {
        return store.openReviews(campaign);
    }

    /** Refuses with 409 {@code not_approved} and the blockers, where something is not approved as it is now. */
    public void requirePublishable(UUID campaign) {
        var blockers = blockers(campaign);
        if (blockers.isEmpty()) return;
        throw Refused.conflict(
                        "not_approved",
                        "Nothing leaves before it is approved. "
                                + blockers.getFirst().message())
                .with("blockers", blockers);
    }

    /** Where a campaign stands with its approvals, in one word for its phase. */
    public enum Standing {
        NOTHING_PLANNED,
        UNAPPROVED,
        IN_REVIEW,
        APPROVED
    }

    /** The standing of many campaigns in one query. */
    public Map<UUID, Standing> standings(Collection<UUID> campaigns) {
        var found = new HashMap<UUID, Standing>();
        for (var row : store.standings(campaigns)) {
            if (row.scope() == Scope.STRATEGY || row.empty()) {
                found.putIfAbsent(row.campaignId(), Standing.NOTHING_PLANNED);
                continue;
            }
            var one = row.status() == Status.APPROVED
                    ? Standing.APPROVED
                    : row.open() ? Standing.IN_REVIEW : Standing.UNAPPROVED;
            found.merge(row.campaignId(), one, Approvals::worse);
        }
        return found;
    }

    private static Standing worse(Standing a, Standing b) {
        if (a == Standing.NOTHING_PLANNED) return b;
        if (b == Standing.NOTHING_PLANNED) return a;
        if (a == Standing.IN_REVIEW || b == Standing.IN_REVIEW) return Standing.IN_REVIEW;
        return a == Standing.UNAPPROVED ? a : b;
    }

    @Override
    public List<Map<String, Object>> approvals(UUID gate, String itemKind, UUID itemId) {
        return store.decisionsAbout(gate, itemKind, itemId).stream()
                .map(d -> Map.<String, Object>of(
                        "scope",
                        d.scope(),
                        "by",
                        d.decidedByName(),
                        "at",
                        d.at(),
                        "digest",
                        d.digest(),
                        "ownWork",
                        d.ownWork()))
                .toList();
    }
}
