package io.fanfare.approval;

import io.fanfare.activity.Notifications;
import io.fanfare.approval.ReviewStore.Stage;
import io.fanfare.approval.ReviewStore.StageState;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Records;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The stages of reviews: they open in their order, and again if an item changes that they had approved. */
@Component
class ReviewStages {
    private final ReviewStore store;
    private final Deciders deciders;
    private final StageReviewers reviewers;
    private final CampaignFacts facts;
    private final Members members;
    private final Notifications notifications;
    private final ShareLinks shares;
    private final Now now;

    ReviewStages(
            ReviewStore store,
            Deciders deciders,
            StageReviewers reviewers,
            CampaignFacts facts,
            Members members,
            Notifications notifications,
            ShareLinks shares,
            Now now) {
        this.store = store;
        this.deciders = deciders;
        this.reviewers = reviewers;
        this.facts = facts;
        this.members = members;
        this.notifications = notifications;
        this.shares = shares;
        this.now = now;
    }

    /** The policy that a review of this scope follows if it is requested now. */
    ReviewPolicy policy(ScopeState state) {
        return deciders.policy(state);
    }

    /** The stages of a review that begins: the first is open, with those beside it. */
    List<Stage> begin(Review review, ReviewPolicy policy, OpenItems open) {
        var turn = open.turn().stream().map(Panel::position).collect(Collectors.toSet());
        var stages = new ArrayList<Stage>();
        for (var panel : open.verdicts().panels()) {
            boolean opens = turn.contains(panel.position());
            stages.add(Stage.of(
                    review.id(),
                    panel.position(),
                    panel.terms(),
                    opens ? review.requestedAt() : null,
                    !opens
                            ? null
                            : policy.isUsual()
                                    ? review.deadline()
                                    : deadline(review, panel, open, review.requestedAt())));
        }
        return stages;
    }

    /** Opens and closes stages after a decision or a change; true if people were told that it is their turn. */
    boolean advance(Review review, String title, ScopeState state) {
        var stages = store.stages(List.of(review.id()));
        if (stages.size() == 1) return false;
        var open = deciders.open(state);
        var turn = open.turn().stream().map(Panel::position).toList();
        int reached = open.verdicts().reached();
        boolean told = false;
        for (var panel : open.verdicts().panels()) {
            var stage = stages.get(panel.position() - 1);
            var next = turn.contains(stage.position())
                    ? StageState.OPEN
                    : stage.position() <= reached ? StageState.APPROVED : StageState.WAITING;
            boolean first = turn.getFirst() == stage.position() && review.stage() != stage.position();
            if (next == stage.state() && !first) continue;
            if (next != StageState.OPEN || stage.state() == StageState.OPEN) {
                store.update(Records.with(stage, "state", next), first);
                continue;
            }
            var opened = now.instant();
            store.update(
                    Records.with(
                            stage,
                            "state",
                            next,
                            "openedAt",
                            opened,
                            "deadline",
                            deadline(review, panel, open, opened)),
                    first);
            tell(review, title, panel, open, stage.state() == StageState.APPROVED);
            told = true;
        }
        return told;
    }

    /** Its own time, but not later than the review as a whole. */
    private Instant deadline(Review review, Panel panel, OpenItems open, Instant opens) {
        var own = reviewers.deadline(
                panel.terms(),
                open.eligible(panel.position()),
                opens,
                review.urgency(),
                facts.of(review.campaignId()).priority());
        var due = review.due();
        return due != null && due.isAfter(opens) && due.isBefore(own) ? due : own;
    }

    private void tell(Review review, String title, Panel panel, OpenItems open, boolean again) {
        var people = new LinkedHashSet<>(named(review, open.eligible(panel.position())));
        var actor = Current.get().actor().personId();
        if (actor != null) people.remove(actor);
        String stage = "Stage “" + panel.terms().name() + "”";
        notifications.notify(
                people,
                "approval_requested",
                "Review the " + review.scope().word() + " of " + title,
                again
                        ? stage + " decides again, because an item changed."
                        : "It is your turn: the stage before “" + panel.terms().name() + "” is done.",
                Reviews.subject(review));
        shares.remind(review, title, panel.guests());
        alarm(review, title, open);
    }

    /** Those whose turn it is; if the request names some of them, only these. */
    static Set<UUID> asked(Review review, OpenItems open) {
        return named(review, open.people());
    }

    /** Those of these people whom the request names; if it names none of them, all. */
    static Set<UUID> named(Review review, Collection<UUID> people) {
        var named = new LinkedHashSet<>(people);
        named.retainAll(review.reviewers());
        return named.isEmpty() ? new LinkedHashSet<>(people) : named;
    }

    /** Tells those who manage the members, once, that a stage has too few people for an item, until it has enough again. */
    void alarm(Review review, String title, OpenItems open) {
        var lacking = open.verdicts().panels().stream().filter(open::isLacking).findFirst();
        if (!store.setBlocked(review.id(), lacking.isPresent())) return;
        if (lacking.isEmpty()) {
            notifications.resolve(List.of(review.id()), "approval_blocked");
            return;
        }
        var terms = lacking.get().terms();
        notifications.notify(
                members.with("member.manage"),
                "approval_blocked",
                "No one can review the " + review.scope().word() + " of " + title,
                open.verdicts().isPlain()
                        ? "Everyone who may approve it wrote some of it. Invite a reviewer."
                        : PolicySimulator.nobody(terms) + ". " + PolicySimulator.advice(terms),
                Reviews.subject(review));
    }
}
