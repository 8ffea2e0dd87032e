package io.fanfare.campaign;

import io.fanfare.approval.Blocker;
import io.fanfare.approval.Manifest;
import io.fanfare.approval.OpenReview;
import io.fanfare.approval.PublishState;
import io.fanfare.approval.Scope;
import io.fanfare.identity.Members;
import io.fanfare.kernel.Check;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Texts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What of a campaign is not approved, and whose decision it waits for. */
@Component
class ApprovalChecks implements CampaignChecks {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("h:mm a", Locale.ENGLISH);

    private final Manifest manifest;
    private final Members members;
    private final Operations operations;
    private final Now now;

    ApprovalChecks(Manifest manifest, Members members, Operations operations, Now now) {
        this.manifest = manifest;
        this.members = members;
        this.operations = operations;
        this.now = now;
    }

    @Override
    public List<Check> of(Campaign campaign) {
        if (campaign.closed()) return List.of();
        return new Rules(campaign, manifest.publishState(campaign.id()), now.instant(), members, operations).checks();
    }

    @Override
    public Stream<Instant> turns(Campaign campaign) {
        if (campaign.closed()) return Stream.empty();
        return manifest.publishState(campaign.id()).reviews().stream()
                .map(OpenReview::deadline)
                .filter(Objects::nonNull)
                .map(deadline -> deadline.plusMillis(1));
    }

    /** A function of the approvals of a campaign, the time, and what the caller may do. */
    record Rules(Campaign campaign, PublishState approvals, Instant now, Members members, Operations operations) {
        List<Check> checks() {
            var checks = new ArrayList<Check>();
            for (var change : approvals.requested()) checks.add(requested(change));
            boolean running = campaign.active();
            var added = new ArrayList<Blocker>();
            for (var blocker : approvals.blockers())
                if (blocker.scope() == null) checks.add(nothingPlanned(blocker));
                else if (running && isUnrequested(blocker)) added.add(blocker);
                else checks.add(undecided(blocker, blocker.scope()));
            // What was added to a running campaign is one matter, though its text and its time are approved apart.
            added.stream()
                    .findFirst()
                    .map(blocker -> undecided(blocker, Objects.requireNonNull(blocker.scope())))
                    .ifPresent(checks::add);
            // An item that is stuck in two scopes is one matter.
            var stuck = new HashSet<UUID>();
            for (var item : approvals.stuck()) if (stuck.add(item.id())) checks.add(stuck(item));
            for (var review : approvals.reviews())
                if (review.deadline() != null && review.deadline().isBefore(now))
                    checks.add(overdue(review, review.deadline()));
            // An item that two scopes left out is one matter.
            var named = new HashSet<UUID>();
            for (var item : approvals.withheld()) if (named.add(item.id())) checks.add(withheld(item));
            return checks;
        }

        private Check nothingPlanned(Blocker blocker) {
            return Check.blocker(
                            blocker.code(),
                            "Nothing is scheduled",
                            blocker.message(),
                            new Check.About("campaign", campaign.id()),
                            operations.fix("schedulePost", Map.of(), null))
                    .with(Map.of("scheduled", 0));
        }

        private Check undecided(Blocker blocker, Scope scope) {
            if (approvals.withoutReviewer(scope)) return withoutReviewer(blocker, scope);
            Optional<OpenReview> review = approvals.reviews().stream()
                    .filter(open -> open.scope() == scope)
                    .findFirst();
            boolean own = approvals.onlyReviewer(scope, Current.get().actor().personId());
            // Once a review is open, only a person's decision is missing. Who is alone asks no one.
            var fix = review.isPresent() || own ? decide(scope) : request(scope);
            String next = own
                    ? "Review and approve it."
                    : review.map(open -> open.requestedBy() + " requested a review." + others(scope))
                            .orElse("Request a review.");
            String reason = (Texts.sentence(blocker.detail()) + " " + next).strip();
            return Check.blocker(blocker.code(), title(blocker, scope), reason, about(), fix)
                    .with(Map.of(
                            "scope", scope.word(), "items", approvals.items(scope), "underReview", review.isPresent()));
        }

        private String title(Blocker blocker, Scope scope) {
            return switch (blocker.code()) {
                case "approval_rejected" -> "The " + scope.word() + " was rejected";
                case "approval_needs_review" ->
                    campaign.active()
                            ? "A change needs approval before it goes out"
                            : "The " + scope.word() + " needs another review";
                default -> "The " + scope.word() + " is not approved";
            };
        }

        private boolean isUnrequested(Blocker blocker) {
            return blocker.code().equals("approval_needs_review")
                    && !approvals.withoutReviewer(Objects.requireNonNull(blocker.scope()))
                    && approvals.reviews().stream().noneMatch(open -> open.scope() == blocker.scope());
        }

        /** Who decides, for a caller who does not. */
        private String others(Scope scope) {
            var who = approvals.reviewers().getOrDefault(scope, List.of());
            if (who.isEmpty() || mayDecide(scope)) return "";
            var names = List.copyOf(new TreeSet<>(members.people(who).values()));
            return " " + (names.size() > 3 ? names.size() + " people" : String.join(" or ", names))
                    + " can approve it.";
        }

        private boolean mayDecide(Scope scope) {
            var person = Current.get().actor().personId();
            return person != null
                    && approvals.reviewers().getOrDefault(scope, List.of()).contains(person);
        }

        private Check withoutReviewer(Blocker blocker, Scope scope) {
            return Check.blocker(
                            "review_without_reviewer",
                            "No one can approve the " + scope.word(),
                            (Texts.sentence(blocker.detail()) + " " + approvals.obstacle(scope) + " "
                                            + members.reviewerAdvice())
                                    .strip(),
                            about(),
                            invite())
                    .with(Map.of("scope", scope.word(), "items", approvals.items(scope)));
        }

        /** Who may not invite asks someone who may. */
        private Check.@Nullable Fix invite() {
            return Current.get().may("member.manage") ? operations.fix("inviteMember", Map.of(), null) : null;
        }

        private Check stuck(PublishState.StuckItem item) {
            return Check.blocker(
                            "review_without_reviewer",
                            "No one can approve “" + item.title() + "”",
                            approvals.obstacle(item.scope()) + " " + members.reviewerAdvice(),
                            new Check.About(item.kind(), item.id()),
                            invite())
                    .with(Map.of("scope", item.scope().word()));
        }

        private Check requested(PublishState.RequestedChange change) {
            String words = change.comment() == null ? "asked for changes." : "asked for changes: " + change.comment();
            return Check.blocker(
                            "changes_requested",
                            "“" + change.title() + "” needs changes",
                            Texts.sentence(change.by() + " " + words),
                            new Check.About(change.kind(), change.id()),
                            edit(change.kind(), change.id(), Scope.CONTENT))
                    .with(Map.of("by", change.by()));
        }

        /** The page of an item says what reviewers asked for, and requests approval again. */
        private Check.Fix edit(String kind, UUID id, Scope scope) {
            return switch (kind) {
                case "post" -> operations.fix("changePost", Map.of("queueId", id), null);
                case "mailing" -> operations.fix("changeMailing", Map.of("id", id), null);
                case "creative" -> operations.fix("changeCreative", Map.of("id", id), null);
                default -> request(scope);
            };
        }

        private Check withheld(PublishState.WithheldItem item) {
            return Check.warning(
                            "changes_requested",
                            "“" + item.title() + "” needs changes",
                            "A reviewer asked for changes. It is not sent until it is changed and approved.",
                            new Check.About(item.kind(), item.id()),
                            edit(item.kind(), item.id(), item.scope()))
                    .with(Map.of("scope", item.scope().word()));
        }

        private Check overdue(OpenReview review, Instant deadline) {
            var local = deadline.atZone(ZoneId.of(campaign.timeZone()));
            return Check.warning(
                            "review_overdue",
                            "A review is overdue",
                            review.requestedBy() + " asked for a decision on the "
                                    + review.scope().word() + " by " + Check.day(LocalDate.from(local)) + ", "
                                    + TIME.format(local) + ".",
                            new Check.About("review", review.id()),
                            decide(review.scope()))
                    .with(Map.of(
                            "scope",
                            review.scope().word(),
                            "deadline",
                            deadline.toString(),
                            "urgency",
                            review.urgency()));
        }

        private Check.About about() {
            return new Check.About("approval", campaign.id());
        }

        /** Who may not decide looks at how far it is, and can remind those who may. */
        private Check.Fix decide(Scope scope) {
            if (!mayDecide(scope) && Current.get().actor().personId() != null)
                return operations.fix("readApprovals", Map.of("id", campaign.id()), null);
            return operations.fix("approveScope", Map.of("id", campaign.id(), "scope", scope.word()), null);
        }

        private Check.Fix request(Scope scope) {
            return operations.fix("requestApproval", Map.of("id", campaign.id(), "scope", scope.word()), Map.of());
        }
    }
}
