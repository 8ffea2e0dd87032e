package io.fanfare.approval;

import io.fanfare.activity.Notifications;
import io.fanfare.approval.ApprovalStore.NewDecision;
import io.fanfare.approval.ScopeState.Decision;
import io.fanfare.approval.ScopeState.Status;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Approving and rejecting: on exactly the items that the scope has at that moment. */
@Component
class Decisions {
    private static final String CHANGES_REQUESTED = "changes_requested";

    private final ApprovalStore store;
    private final ApprovedContents contents;
    private final CommentStore comments;
    private final Reviews reviews;
    private final Notifications notifications;
    private final Audit audit;

    Decisions(
            ApprovalStore store,
            ApprovedContents contents,
            CommentStore comments,
            Reviews reviews,
            Notifications notifications,
            Audit audit) {
        this.store = store;
        this.contents = contents;
        this.comments = comments;
        this.reviews = reviews;
        this.notifications = notifications;
        this.audit = audit;
    }

    void approve(ScopeState state, @Nullable String comment, @Nullable String digest) {
        requireCurrent(state, digest);
        if (isDecided(state) || !state.reviewable()) {
            audit.unchanged();
            return;
        }
        if (state.status() == Status.REJECTED)
            throw Refused.conflict(
                    "approval_rejected",
                    "This scope was rejected. Change the content or request another review before you approve it.");
        boolean mayApproveOwn = reviews.mayApproveOwn();
        boolean ownWork = state.writtenBy(Current.get().person());
        if (ownWork && !mayApproveOwn)
            throw Refused.forbidden(
                    "approval_own_work",
                    "You changed this since the last decision, so another person has to approve it. An API key or an agent"
                            + " counts as the person it belongs to and can't approve that person's work.");
        var manifest = state.manifestFor(Current.get().person(), mayApproveOwn);
        decide(
                state,
                new NewDecision(
                        Decision.APPROVED, manifest, state.digestOf(manifest), ownWork, comment, null, List.of()));
    }

    /** Whether the scope is approved as it is. */
    static boolean isDecided(ScopeState state) {
        return state.status() == Status.APPROVED
                && state.digest().equals(state.row().digest());
    }

    void reject(ScopeState state, Approvals.Rejection rejection) {
        requireCurrent(state, rejection.digest());
        if (!state.reviewable())
            throw Refused.conflict("nothing_to_review", "This scope has no items yet, so there is nothing to reject.");
        if (state.status() == Status.REJECTED)
            throw Refused.conflict(
                    "approval_rejected",
                    "This scope is already rejected. Change the content or request another review.");
        String kind = rejection.kind() == Approvals.RejectionKind.CHANGES_REQUESTED ? CHANGES_REQUESTED : null;
        decide(
                state,
                new NewDecision(
                        Decision.REJECTED,
                        state.manifest(),
                        state.digest(),
                        false,
                        rejection.reason(),
                        kind,
                        List.of()));
    }

    /**
     * Every item of the scope has been decided on: approves those that were approved, or rejects the scope if none was, and ends
     * its review. The act that decided the last item is recorded by the caller.
     */
    NewDecision conclude(ScopeState state, ItemVerdicts.Outcome outcome, boolean ownWork) {
        var decision = decision(state, outcome, ownWork);
        apply(state, decision);
        return decision;
    }

    /** The same where no item waits for a decision: an item was removed after the last one. */
    void settle(ScopeState state, ItemVerdicts.Outcome outcome) {
        decide(state, decision(state, outcome, false));
    }

    private static NewDecision decision(ScopeState state, ItemVerdicts.Outcome outcome, boolean ownWork) {
        if (outcome.approved().isEmpty())
            return new NewDecision(
                    Decision.REJECTED,
                    state.manifest(),
                    state.digest(),
                    false,
                    outcome.reason(),
                    CHANGES_REQUESTED,
                    List.of());
        return new NewDecision(
                Decision.APPROVED,
                outcome.approved(),
                state.digestOf(outcome.approved()),
                ownWork,
                outcome.reason(),
                outcome.withheld().isEmpty() ? null : CHANGES_REQUESTED,
                outcome.withheld());
    }

    static void requireCurrent(ScopeState state, @Nullable String digest) {
        if (digest == null && Current.get().actor().isProgram())
            throw Refused.invalid(
                    "digest", "is required with an API key or from an agent: send the digest of what was reviewed");
        if (digest != null && !digest.equals(state.digest()))
            throw Refused.conflict(
                    "approval_stale",
                    "This scope changed after you read it. Read it again, then decide on the current version.");
    }

    private void decide(ScopeState state, NewDecision decision) {
        var row = state.row();
        var review = apply(state, decision);
        if (decision.decision() == Decision.APPROVED)
            comments.resolve(
                    row.campaignId(), row.scope(), null, Current.get().actor().name());
        else contents.store(row, decision.manifest());
        audit.record(
                Reviews.scopeSubject(row.campaignId(), row.scope()),
                Map.of("status", state.status()),
                Map.of(
                        "status", decision.decision(),
                        "scope", row.scope(),
                        "digest", decision.digest(),
                        "comment", Objects.requireNonNullElse(decision.comment(), ""),
                        "ownWork", decision.ownWork()));
        notifyPeople(state, decision, review.orElse(null));
    }

    private Optional<Review> apply(ScopeState state, NewDecision decision) {
        var row = state.row();
        boolean approved = decision.decision() == Decision.APPROVED;
        store.decide(state, decision);
        if (approved) {
            contents.store(row, decision.manifest());
            ItemDecisions.settled(
                    notifications,
                    row.scope(),
                    decision.manifest().stream().map(ScopeState.Entry::id).toList());
        }
        return reviews.close(state, decision.kind() != null ? decision.kind() : approved ? "approved" : "rejected");
    }

    /** Notifies the authors of the items and the person who requested the review. */
    private void notifyPeople(ScopeState state, NewDecision decision, @Nullable Review review) {
        String campaign = store.campaign(state.row().campaignId()).title();
        var subject = review == null
                ? new Subject(
                        "campaign",
                        state.row().campaignId(),
                        campaign,
                        state.row().campaignId())
                : Reviews.subject(review);
        var actor = Current.get().actor();
        boolean approved = decision.decision() == Decision.APPROVED;
        String text = approved
                ? actor.name() + " approved it" + (decision.comment() == null ? "." : ": " + decision.comment())
                : actor.name() + ": " + Objects.requireNonNullElse(decision.comment(), "");
        notifications.notify(
                authors(state, review),
                approved ? "approval_given" : "approval_refused",
                (approved ? "Approved: " : "Not approved: ")
                        + state.row().scope().word() + " of " + campaign,
                text,
                subject);
    }

    /** The authors of the items and the person who requested the review, without the one who decides. */
    static Set<UUID> authors(ScopeState state, @Nullable Review review) {
        var people = new HashSet<UUID>();
        state.items().stream()
                .map(ScopeState.ItemRow::changedBy)
                .filter(Objects::nonNull)
                .forEach(people::add);
        if (review != null && review.requestedBy() != null) people.add(review.requestedBy());
        var actor = Current.get().actor();
        if (actor.personId() != null) people.remove(actor.personId());
        return people;
    }
}
