package io.fanfare.approval;

import io.fanfare.activity.Notifications;
import io.fanfare.approval.ApprovalStore.NewDecision;
import io.fanfare.approval.ItemDecisions.RequestedChanges;
import io.fanfare.approval.ScopeState.Decision;
import io.fanfare.approval.ScopeState.Status;
import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final Reviews reviews;
    private final Notifications notifications;
    private final Audit audit;

    Decisions(
            ApprovalStore store, ApprovedContents contents, Reviews reviews, Notifications notifications, Audit audit) {
        this.store = store;
        this.contents = contents;
        this.reviews = reviews;
        this.notifications = notifications;
        this.audit = audit;
    }

    void approve(ScopeState state, @Nullable String comment, @Nullable String digest) {
        requireCurrent(state, digest);
        boolean decided = state.status() == Status.APPROVED
                && state.digest().equals(state.row().digest());
        if (decided || !state.reviewable()) {
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
                    "You changed this since the last decision, so another person has to approve it. An API key counts as"
                            + " the person who created it and can't approve that person's work.");
        var manifest = state.manifestFor(Current.get().person(), mayApproveOwn);
        decide(
                state,
                new NewDecision(
                        Decision.APPROVED, manifest, state.digestOf(manifest), ownWork, comment, null, List.of()));
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

    /** Every item of the scope has been decided on: approves those that were approved, or rejects the scope if none was. */
    void decide(ScopeState state, ItemVerdicts.Outcome outcome, boolean ownWork, @Nullable RequestedChanges requested) {
        if (outcome.approved().isEmpty()) {
            decide(
                    state,
                    new NewDecision(
                            Decision.REJECTED,
                            state.manifest(),
                            state.digest(),
                            false,
                            outcome.reason(),
                            CHANGES_REQUESTED,
                            List.of()),
                    requested);
            return;
        }
        String kind = outcome.withheld().isEmpty() ? null : CHANGES_REQUESTED;
        decide(
                state,
                new NewDecision(
                        Decision.APPROVED,
                        outcome.approved(),
                        state.digestOf(outcome.approved()),
                        ownWork,
                        outcome.reason(),
                        kind,
                        outcome.withheld()),
                requested);
    }

    private static void requireCurrent(ScopeState state, @Nullable String digest) {
        if (digest == null && Current.get().actor().kind() == Actor.Kind.API_KEY)
            throw Refused.invalid("digest", "is required with an API key: send the digest of what was reviewed");
        if (digest != null && !digest.equals(state.digest()))
            throw Refused.conflict(
                    "approval_stale",
                    "This scope changed after you read it. Read it again, then decide on the current version.");
    }

    private void decide(ScopeState state, NewDecision decision) {
        decide(state, decision, null);
    }

    private void decide(ScopeState state, NewDecision decision, @Nullable RequestedChanges requested) {
        var row = state.row();
        boolean approved = decision.decision() == Decision.APPROVED;
        store.decide(state, decision);
        if (approved) {
            contents.keep(row, decision.manifest());
            RequestedChanges.settled(
                    notifications,
                    row.scope(),
                    decision.manifest().stream().map(ScopeState.Entry::id).toList());
        }
        var review =
                reviews.close(state, decision.kind() != null ? decision.kind() : approved ? "approved" : "rejected");
        audit.record(
                Reviews.scopeSubject(row.campaignId(), row.scope()),
                Map.of("status", state.status()),
                Map.of(
                        "status", decision.decision(),
                        "scope", row.scope(),
                        "digest", decision.digest(),
                        "comment", Objects.requireNonNullElse(decision.comment(), ""),
                        "ownWork", decision.ownWork()));
        notifyPeople(state, decision, review.orElse(null), requested);
    }

    /** Notifies the authors of the items and the person who requested the review. */
    private void notifyPeople(
            ScopeState state, NewDecision decision, @Nullable Review review, @Nullable RequestedChanges requested) {
        var people = authors(state, review);
        String campaign = store.campaign(state.row().campaignId()).title();
        var subject = review == null
                ? new Subject(
                        "campaign",
                        state.row().campaignId(),
                        campaign,
                        state.row().campaignId())
                : Reviews.subject(review);
        if (requested == null)
            notifyPeople(people, decision, state.row().scope().word() + " of " + campaign, subject);
        else requested.notify(notifications, people, subject);
    }

    private static Set<UUID> authors(ScopeState state, @Nullable Review review) {
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

    private void notifyPeople(Set<UUID> people, NewDecision decision, String matter, Subject subject) {
        var actor = Current.get().actor();
        int withheld = decision.withheld().size();
        boolean approved = decision.decision() == Decision.APPROVED && withheld == 0;
        String text = approved
                ? actor.name() + " approved it" + (decision.comment() == null ? "." : ": " + decision.comment())
                : actor.name() + ": " + Objects.requireNonNullElse(decision.comment(), "");
        notifications.notify(
                people,
                approved ? "approval_given" : "approval_refused",
                (approved ? "Approved: " : withheld > 0 ? "Approved, with changes requested: " : "Not approved: ")
                        + matter,
                text,
                subject);
    }
}
