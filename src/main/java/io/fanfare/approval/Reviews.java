package io.fanfare.approval;

import io.fanfare.activity.Notifications;
import io.fanfare.approval.ReviewStore.StageState;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Records;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Requested reviews: who is asked, who may decide, and when a review ends. */
@Component
class Reviews {
    private static final String DECIDE = "approval.decide";
    private static final Duration BETWEEN_REMINDERS = Duration.ofHours(1);

    private final ReviewStore store;
    private final ReviewStages stages;
    private final ApprovalStore approvals;
    private final Members members;
    private final Deciders deciders;
    private final Notifications notifications;
    private final Audit audit;
    private final Now now;

    Reviews(
            ReviewStore store,
            ReviewStages stages,
            ApprovalStore approvals,
            Members members,
            Deciders deciders,
            Notifications notifications,
            Audit audit,
            Now now) {
        this.store = store;
        this.stages = stages;
        this.approvals = approvals;
        this.members = members;
        this.deciders = deciders;
        this.notifications = notifications;
        this.audit = audit;
        this.now = now;
    }

    Review get(UUID id) {
        return store.find(id).orElseThrow(Refused::notFound);
    }

    /** The people who may decide on a scope, or on some of its items, now. */
    List<UUID> eligible(ScopeState state) {
        return deciders.open(state).eligible();
    }

    List<UUID> eligible(Review review) {
        return Optional.ofNullable(approvals.states(review.campaignId()).get(review.scope()))
                .map(this::eligible)
                .orElse(List.of());
    }

    /** The people whose decision a stage of a review waits for. */
    List<UUID> eligible(Review review, int stage) {
        return Optional.ofNullable(approvals.states(review.campaignId()).get(review.scope()))
                .map(state -> deciders.open(state).eligible(stage))
                .orElse(List.of());
    }

    /** Opens a review, or updates the one that is open; {@code due} is its deadline if the request names none. */
    void request(ScopeState state, ReviewRequest request, ReviewDeadlines.Due due) {
        if (request.to() != null && !members.with(DECIDE).containsAll(request.to()))
            throw Refused.invalid("to", "must only list members who may decide on approvals");
        if (request.deadline() != null && !request.deadline().isAfter(now.instant()))
            throw Refused.invalid("deadline", "must be in the future");
        var open = store.open(state.row().campaignId()).stream()
                .filter(review -> review.scope() == state.row().scope())
                .findFirst();
        if (open.isPresent()) update(open.get(), state, request, due);
        else open(state, request, due);
    }

    private void open(ScopeState state, ReviewRequest request, ReviewDeadlines.Due due) {
        var actor = Current.get().actor();
        var urgency = Objects.requireNonNullElse(request.urgency(), Review.Urgency.NORMAL);
        var policy = stages.policy(state);
        var review = new Review(
                Ids.next(),
                state.row().campaignId(),
                state.row().scope(),
                urgency,
                request.message(),
                Objects.requireNonNullElse(request.to(), List.of()),
                state.digest(),
                false,
                actor.personId(),
                actor.name(),
                now.instant(),
                null,
                null,
                request.deadline() == null ? due.usual(urgency) : request.deadline(),
                null,
                null,
                null,
                policy.name(),
                policy.version(),
                1,
                request.deadline() == null ? due.decideBy() : request.deadline());
        var open = deciders.open(state);
        store.open(review, stages.begin(review, policy, open));
        audit.record(scopeSubject(review.campaignId(), review.scope()), null, terms(review));
        notifyPeople(
                review,
                open,
                "Review the " + review.scope().word() + " of " + title(review),
                actor.name() + " requested your review" + message(review));
        stages.alarm(review, title(review), open);
    }

    private void update(Review before, ScopeState state, ReviewRequest request, ReviewDeadlines.Due due) {
        var urgency = Objects.requireNonNullElse(request.urgency(), before.urgency());
        var deadline = request.deadline();
        if (deadline == null)
            deadline = urgency == before.urgency() || before.stage() > 1 ? before.deadline() : due.usual(urgency);
        var after = Records.with(
                before,
                "urgency",
                urgency,
                "message",
                request.message() == null ? before.message() : request.message(),
                "reviewers",
                Objects.requireNonNullElse(request.to(), before.reviewers()),
                "digest",
                state.digest(),
                "changed",
                false,
                "deadline",
                deadline,
                "due",
                request.deadline() == null ? before.due() : request.deadline());
        if (after.equals(before)) {
            audit.unchanged();
            return;
        }
        store.update(after);
        audit.record(scopeSubject(after.campaignId(), after.scope()), terms(before), terms(after));
        notifyPeople(
                after,
                deciders.open(state),
                "Updated request: review the " + after.scope().word() + " of " + title(after),
                Current.get().actor().name() + " updated the review request" + message(after));
    }

    private static Map<String, Object> terms(Review review) {
        return Map.of(
                "scope",
                review.scope(),
                "urgency",
                review.urgency(),
                "message",
                Objects.requireNonNullElse(review.message(), ""),
                "digest",
                review.digest());
    }

    private static String message(Review review) {
        return review.message() == null ? "." : ": " + review.message();
    }

    /**
     * Compares the open reviews with what was requested. The first change after a request marks the review and notifies its
     * reviewers; undoing the change removes the mark.
     */
    void compare(Map<Scope, ScopeState> states) {
        var reviewed = states.values().stream()
                .filter(state -> state.row().reviewId() != null)
                .findFirst();
        if (reviewed.isEmpty()) return;
        store.look(now.instant());
        for (var review : store.open(reviewed.get().row().campaignId())) {
            var state = states.get(review.scope());
            boolean changed = state != null && !state.digest().equals(review.digest());
            boolean told = state != null
                    && review.id().equals(state.row().reviewId())
                    && stages.advance(review, title(review), state);
            if (changed == review.changed()) continue;
            store.setChanged(review.id(), changed);
            if (changed && !told)
                notifyPeople(
                        review,
                        deciders.open(Objects.requireNonNull(state)),
                        "Changed during review: " + review.scope().word() + " of " + title(review),
                        Current.get().actor().name() + " changed the "
                                + review.scope().word() + " after the review was requested.");
        }
    }

    /** Ends the open review of a scope, if there is one, and returns it. */
    Optional<Review> close(ScopeState state, String outcome) {
        if (state.row().reviewId() == null) return Optional.empty();
        return store.open(state.row().campaignId()).stream()
                .filter(review -> review.id().equals(state.row().reviewId()))
                .findFirst()
                .map(review -> close(review, outcome));
    }

    private Review close(Review review, String outcome) {
        return close(review, outcome, null);
    }

    private Review close(Review review, String outcome, @Nullable String by) {
        store.close(review.id(), outcome, by);
        notifications.resolve(review.id());
        return review;
    }

    /** Ends every open review of a campaign that was archived or has ended. */
    void withdraw(UUID campaign) {
        store.open(campaign).forEach(review -> close(review, Review.WITHDRAWN));
    }

    /** Takes back the request of an open review; a scope that was rejected before it is rejected again. */
    void withdraw(ScopeState state) {
        close(
                get(Objects.requireNonNull(state.row().reviewId())),
                Review.WITHDRAWN,
                Current.get().actor().name());
        approvals.forgetRequest(state.row().campaignId(), state.row().scope());
        audit.record(
                scopeSubject(state.row().campaignId(), state.row().scope()),
                Map.of("review", "open"),
                Map.of("review", Review.WITHDRAWN));
    }

    /** Notifies the people who can decide an open review again; at most once an hour. */
    void remind(ScopeState state) {
        var review = get(Objects.requireNonNull(state.row().reviewId()));
        var last = review.remindedAt();
        if (last != null && last.plus(BETWEEN_REMINDERS).isAfter(now.instant()))
            throw Refused.conflict(
                    "reminded_recently", "The reviewers were reminded less than an hour ago. Try again later.");
        var people = ReviewStages.named(review, eligible(state));
        var actor = Current.get().actor();
        if (actor.personId() != null) people.remove(actor.personId());
        if (people.isEmpty())
            throw Refused.conflict(
                    "review_without_reviewer",
                    "No other member may decide this. Invite a reviewer who did not write it.");
        store.remind(review.id());
        notifications.notify(
                people,
                "approval_reminder",
                "Reminder: review the " + review.scope().word() + " of " + title(review),
                actor.name() + " is waiting for your decision.",
                subject(review));
        audit.record(subject(review), null, Map.of("reminded", people.size()));
    }

    /** The names of those who can decide an item of an open review that these people wrote, in the stages that are open. */
    List<String> deciderNames(UUID id, Collection<UUID> authors) {
        var review = get(id);
        var open = store.stages(List.of(id)).stream()
                .filter(stage -> stage.state() == StageState.OPEN)
                .map(ReviewStore.Stage::position)
                .collect(Collectors.toSet());
        var able = deciders.panels(review).stream()
                .filter(panel -> open.contains(panel.position()))
                .flatMap(panel -> panel.people().stream().filter(person -> panel.mayApprove(person, authors::contains)))
                .distinct()
                .toList();
        return names(ReviewStages.named(review, able));
    }

    /** Who decides in the stages of a review. */
    List<Panel> panels(Review review) {
        return deciders.panels(review);
    }

    /** The names of the people whom a request of the caller asks about these scopes, unless it names others. */
    List<String> askedNames(Collection<OpenItems> requested) {
        var actor = Current.get().actor().personId();
        return names(requested.stream()
                .flatMap(open -> open.people().stream())
                .filter(person -> !person.equals(actor))
                .collect(Collectors.toSet()));
    }

    private List<String> names(Collection<UUID> people) {
        return people.isEmpty()
                ? List.of()
                : List.copyOf(new TreeSet<>(members.people(people).values()));
    }

    List<OpenReview> open(UUID campaign) {
        return store.open(campaign).stream().map(OpenReview::of).toList();
    }

    /** Whether the caller may approve what they wrote: only a person, as the single member of a workspace that allows it. */
    boolean mayApproveOwn() {
        return Current.get().actor().kind() == Actor.Kind.PERSON && deciders.selfApproval();
    }

    /** The last review of each scope, open or closed. */
    List<Review> last(UUID campaign) {
        return store.last(campaign);
    }

    private void notifyPeople(Review review, OpenItems open, String title, String text) {
        var people = ReviewStages.asked(review, open);
        var actor = Current.get().actor().personId();
        if (actor != null) people.remove(actor);
        notifications.notify(people, "approval_requested", title, text, subject(review));
    }

    boolean isOverdue(Review review) {
        return review.overdue(now.instant());
    }

    String title(Review review) {
        return approvals.campaign(review.campaignId()).title();
    }

    static Subject subject(Review review) {
        return new Subject("review", review.id(), review.scope().word(), review.campaignId());
    }

    static Subject scopeSubject(UUID campaign, Scope scope) {
        return new Subject("approval", campaign, scope.word(), campaign);
    }
}
