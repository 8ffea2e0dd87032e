package io.fanfare.approval;

import io.fanfare.approval.AlarmPlan.Kind;
import io.fanfare.approval.AlarmStore.Alarm;
import io.fanfare.approval.ApprovalStore.PastDecision;
import io.fanfare.approval.MarkStore.Mark;
import io.fanfare.approval.MarkStore.Verdict;
import io.fanfare.approval.ScopeState.Decision;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Slice;
import io.fanfare.kernel.Tool;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened in a review, from the request to its end. */
@RestController
class ReviewHistories {
    private final Reviews reviews;
    private final StageDecisions decided;
    private final Manifest manifest;
    private final ApprovalStore approvals;
    private final MarkStore marks;
    private final CommentStore comments;
    private final AlarmStore alarms;
    private final ChangeStore changes;

    ReviewHistories(
            Reviews reviews,
            StageDecisions decided,
            Manifest manifest,
            ApprovalStore approvals,
            MarkStore marks,
            CommentStore comments,
            AlarmStore alarms,
            ChangeStore changes) {
        this.alarms = alarms;
        this.changes = changes;
        this.reviews = reviews;
        this.decided = decided;
        this.manifest = manifest;
        this.approvals = approvals;
        this.marks = marks;
        this.comments = comments;
    }

    /** The kind of an event. */
    enum ReviewEventKind {
        REQUESTED,
        STAGE_OPENED,
        DECIDED,
        COMMENTED,
        ITEM_CHANGED,
        RESTARTED,
        AUTO_APPROVED,
        REMINDED,
        ESCALATED,
        CLOSED
    }

    /** An event of a review. {@code text} is a sentence or the words that a person wrote. */
    record ReviewEvent(
            UUID id,
            Instant at,
            String actor,
            ReviewEventKind kind,
            @Nullable String stage,
            String text,
            @Nullable String digest,
            @Nullable KeptDecision kept) {
        private ReviewEvent(
                UUID id,
                Instant at,
                String actor,
                ReviewEventKind kind,
                @Nullable String stage,
                String text,
                @Nullable String digest) {
            this(id, at, actor, kind, stage, text, digest, null);
        }
    }

    /** Why decisions on the version {@code decided} count for another one, or no longer do: the rules, and the policy in its version. */
    record KeptDecision(
            String change,
            List<String> rules,
            String policy,
            int policyVersion,
            @Nullable String decided) {}

    /**
     * Lists what happened in a review, oldest first: the request, decisions on items and on the scope, comments, items that
     * changed since the last decision, and its end. Nothing is ever removed from it.
     */
    @GetMapping("/api/approvals/{id}/history")
    @Tool(Tool.Set.CAMPAIGNS)
    @Allow("approval.read")
    Slice<ReviewEvent> readReviewHistory(
            @PathVariable UUID id, @RequestParam @Nullable UUID after, @RequestParam @Nullable Integer limit) {
        var review = reviews.get(id);
        var events = events(review);
        int from = after == null
                ? 0
                : 1 + events.stream().map(ReviewEvent::id).toList().indexOf(after);
        int most = Slice.limit(limit);
        return Slice.of(events.subList(from, Math.min(events.size(), from + most + 1)), most, ReviewEvent::id);
    }

    private List<ReviewEvent> events(Review review) {
        var verdicts = marks.of(review.id());
        var stages = stages(review);
        var decided = approvals.decisions(review.campaignId()).stream()
                .filter(decision -> review.id().equals(decision.reviewId()))
                .map(decision -> decided(decision, verdicts, stages.isEmpty() ? decision.stage() : null));
        var marked = verdicts.stream().map(mark -> marked(mark, stages.get(mark.stage())));
        var commented = comments.of(review).stream()
                .filter(comment -> comment.reviewId().equals(review.id()))
                .map(ReviewHistories::commented);
        return Stream.of(
                        Stream.of(requested(review)),
                        marked,
                        opened(review),
                        decided,
                        commented,
                        changed(review),
                        changes.of(review).stream().map(ReviewHistories::classified),
                        reminded(review),
                        alarms.of(review.id()).stream().map(alarm -> alarmed(alarm, stages.get(alarm.stage()))),
                        closed(review))
                .flatMap(each -> each)
                .sorted(Comparator.comparing(ReviewEvent::at))
                .toList();
    }

    private static ReviewEvent requested(Review review) {
        String text = Objects.requireNonNullElse(review.message(), "Requested a review.");
        return new ReviewEvent(
                review.id(),
                review.requestedAt(),
                review.requestedByName(),
                ReviewEventKind.REQUESTED,
                null,
                text,
                null);
    }

    /** The names of the stages by position, if there are several. */
    private Map<Integer, String> stages(Review review) {
        var stages = decided.of(review);
        return stages.size() == 1
                ? Map.of()
                : stages.stream().collect(Collectors.toMap(one -> one.stage().position(), one -> one.stage()
                        .name()));
    }

    /** The stages that opened after the request, each as it opened last. */
    private Stream<ReviewEvent> opened(Review review) {
        return decided.of(review).stream()
                .map(StageDecisions.DecidedStage::stage)
                .filter(stage -> stage.openedAt() != null && stage.openedAt().isAfter(review.requestedAt()))
                .map(stage -> new ReviewEvent(
                        named(review.id() + "stage" + stage.position() + stage.openedAt()),
                        Objects.requireNonNull(stage.openedAt()),
                        "Fanfare",
                        ReviewEventKind.STAGE_OPENED,
                        stage.name(),
                        "Opened stage \u201c" + stage.name() + "\u201d.",
                        null));
    }

    private static ReviewEvent marked(Mark mark, @Nullable String stage) {
        var auto = mark.auto();
        if (auto != null)
            return new ReviewEvent(
                    mark.id(),
                    mark.at(),
                    mark.decidedByName(),
                    ReviewEventKind.AUTO_APPROVED,
                    stage,
                    "Approved “" + mark.title() + "” automatically by rule “" + auto.rule() + "” of policy “"
                            + auto.policy() + "”, version " + auto.policyVersion() + ", because " + auto.because()
                            + ".",
                    mark.digest());
        String what = mark.decision() == Verdict.APPROVED ? "Approved" : "Requested changes to";
        return new ReviewEvent(
                mark.id(),
                mark.at(),
                mark.decidedByName(),
                ReviewEventKind.DECIDED,
                stage,
                with(what + " \u201c" + mark.title() + "\u201d" + onBehalf(mark), mark.comment()),
                mark.digest());
    }

    private static String onBehalf(Mark mark) {
        return mark.onBehalfNames().isEmpty() ? "" : " for " + String.join(", ", mark.onBehalfNames());
    }

    private static ReviewEvent decided(PastDecision decision, List<Mark> marks, @Nullable String stage) {
        return new ReviewEvent(
                decision.id(),
                decision.at(),
                decision.decidedByName(),
                ReviewEventKind.DECIDED,
                stage,
                what(decision, marks),
                decision.digest());
    }

    /** The decisions on single items have their own events, with what was said about them. */
    private static String what(PastDecision decision, List<Mark> marks) {
        boolean approved = decision.decision() == Decision.APPROVED;
        if (marks.isEmpty()) return with(approved ? "Approved everything" : "Rejected the review", decision.comment());
        if (!approved) return "Asked for changes to everything.";
        var last = marks.stream().collect(Collectors.toMap(Mark::key, Mark::decision, (a, b) -> b));
        boolean everything = last.values().stream().allMatch(verdict -> verdict == Verdict.APPROVED);
        return everything ? "Approved everything." : "Ended the review. What needs changes is not sent.";
    }

    private static ReviewEvent commented(Comment.Row comment) {
        return new ReviewEvent(
                comment.id(), comment.at(), comment.byName(), ReviewEventKind.COMMENTED, null, comment.text(), null);
    }

    /** Items that were edited after the request, as long as it is open. */
    private Stream<ReviewEvent> changed(Review review) {
        var state = manifest.states(review.campaignId()).get(review.scope());
        if (state == null || review.closedAt() != null) return Stream.empty();
        return state.changedSince().stream()
                .filter(change -> change.at().isAfter(review.requestedAt()))
                .map(change -> new ReviewEvent(
                        named(review.id() + change.kind() + change.id() + change.at()),
                        change.at(),
                        change.by(),
                        ReviewEventKind.ITEM_CHANGED,
                        null,
                        "Changed \u201c" + change.title() + "\u201d.",
                        null));
    }

    private static ReviewEvent classified(ChangeStore.Change change) {
        boolean kept = change.action() == ChangeStore.Action.KEEP;
        String word = change.change().name().toLowerCase(Locale.ROOT);
        return new ReviewEvent(
                change.id(),
                Objects.requireNonNull(change.at()),
                change.byName(),
                kept ? ReviewEventKind.ITEM_CHANGED : ReviewEventKind.RESTARTED,
                null,
                "Changed “" + change.title() + "”. The change is " + word + ", so policy “" + change.policy()
                        + "”, version " + change.policyVersion()
                        + (kept ? ", keeps its approval." : ", has everything decided again."),
                change.digest(),
                new KeptDecision(word, change.rules(), change.policy(), change.policyVersion(), change.decided()));
    }

    /** The last reminder. */
    private static Stream<ReviewEvent> reminded(Review review) {
        if (review.remindedAt() == null) return Stream.empty();
        return Stream.of(new ReviewEvent(
                named(review.id() + "reminded" + review.remindedAt()),
                review.remindedAt(),
                review.requestedByName(),
                ReviewEventKind.REMINDED,
                null,
                "Reminded the reviewers.",
                null));
    }

    private static ReviewEvent alarmed(Alarm alarm, @Nullable String stage) {
        var kind = Kind.of(alarm.tier());
        String text =
                switch (kind) {
                    case REMINDED -> "Reminded the reviewers.";
                    case OVERDUE -> "Said that the review is overdue.";
                    case ESCALATED -> with("Escalated the review", alarm.reason());
                };
        return new ReviewEvent(
                named(alarm.reviewId() + "alarm" + alarm.stage() + alarm.tier()),
                alarm.at(),
                alarm.byName(),
                kind == Kind.ESCALATED ? ReviewEventKind.ESCALATED : ReviewEventKind.REMINDED,
                stage,
                text,
                null);
    }

    private static Stream<ReviewEvent> closed(Review review) {
        if (review.closedAt() == null || !Review.WITHDRAWN.equals(review.outcome())) return Stream.empty();
        return Stream.of(new ReviewEvent(
                named(review.id() + "closed"),
                review.closedAt(),
                Objects.requireNonNullElse(review.closedBy(), "Fanfare"),
                ReviewEventKind.CLOSED,
                null,
                review.closedBy() == null ? "The campaign ended or was archived." : "Withdrew the request.",
                null));
    }

    /** The same event has the same id each time it is read. */
    private static UUID named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String with(String what, @Nullable String words) {
        return words == null || words.isBlank() ? what + "." : what + ": " + words;
    }
}
