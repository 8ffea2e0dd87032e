package io.fanfare.approval;

import io.fanfare.approval.ItemContents.ItemContent;
import io.fanfare.identity.StageRole;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One review. {@code items} are scheduled, or drafts that a scheduled item uses; {@code drafts} are not used yet. {@code
 * changedSince} lists the items that differ from the last decision. {@code digest} is the current one of the scope, {@code
 * requestedDigest} that of the request. {@code blocked} says why you can't approve an open review: {@code approval_own_work},
 * {@code approval_not_yours} or {@code review_without_reviewer}. {@code shares} are the links of guests that are valid.
 */
record ReviewDetails(
        UUID id,
        UUID campaignId,
        String campaignName,
        Scope scope,
        String state,
        String urgency,
        @Nullable String message,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant deadline,
        boolean overdue,
        Policy policy,
        String digest,
        String requestedDigest,
        List<ReviewItem> items,
        List<ScopeApproval.ManifestItem> drafts,
        List<ScopeApproval.ChangedItem> changedSince,
        List<ReviewStage> stages,
        List<Comment> comments,
        List<SharedLink> shares,
        @Nullable Blocked blocked,
        List<String> can) {

    /** Why you can't approve, and who can. */
    record Blocked(String code, String sentence, List<EligiblePerson> who) {
        /** About the items with these titles, or about the scope if there are none. */
        static Blocked of(boolean decides, List<String> titles, List<EligiblePerson> who) {
            String what = named(titles);
            String them = titles.size() > 1 ? "them" : "it";
            if (who.isEmpty())
                return new Blocked(
                        "review_without_reviewer",
                        "No one can approve " + what + " yet. Invite a reviewer who did not write " + them + ".",
                        who);
            String names = who.stream().map(EligiblePerson::name).collect(Collectors.joining(", "));
            return decides
                    ? new Blocked(
                            "approval_own_work",
                            "You changed " + what + ", so another person approves " + them + ": " + names + ".",
                            who)
                    : new Blocked("approval_not_yours", "You can read and comment. " + names + " can approve.", who);
        }

        /** The same while a stage decides that needs certain people. */
        static Blocked inStage(PolicyStage stage, List<String> titles, boolean own, List<EligiblePerson> who) {
            if (who.isEmpty())
                return new Blocked(
                        "review_without_reviewer",
                        "Stage " + PolicySimulator.nobody(stage) + ". " + PolicySimulator.advice(stage),
                        who);
            String names = who.stream().map(EligiblePerson::name).collect(Collectors.joining(", "));
            return own
                    ? new Blocked(
                            "approval_own_work",
                            "You changed " + named(titles) + ", so another person approves "
                                    + (titles.size() > 1 ? "them" : "it") + " in stage “" + stage.name() + "”: " + names
                                    + ".",
                            who)
                    : new Blocked(
                            "approval_not_yours",
                            "Stage “" + stage.name() + "” is open. " + names + " can approve.",
                            who);
        }

        private static String named(List<String> titles) {
            if (titles.isEmpty()) return "this";
            return titles.size() > 3
                    ? titles.size() + " items"
                    : titles.stream().map(title -> "“" + title + "”").collect(Collectors.joining(", "));
        }
    }

    /** The policy of the review. */
    record Policy(String name, int version) {}

    /**
     * One item. {@code state} is {@code open, approved} or {@code changes_requested}; {@code comment} belongs to it. {@code
     * approved} is what was last approved of it, {@code current} what it is now, {@code uses} lists the drafts whose content it
     * takes. {@code sentBack} is the last request for changes, unless it was approved after that. {@code ownWork} says that you can't approve it because you changed it since the last approval, {@code waitsForYou} that the review is open and it is your turn to decide.
     */
    record ReviewItem(
            String kind,
            UUID id,
            String title,
            String digest,
            boolean draft,
            List<String> uses,
            String state,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable String comment,
            boolean ownWork,
            boolean waitsForYou,
            @Nullable ItemContent current,
            @Nullable ItemContent approved,
            @Nullable Instant approvedAt,
            @Nullable SentBack sentBack) {}

    /** A request for changes since the last approval; {@code content} is the version that it was about. */
    record SentBack(
            String by,
            Instant at,
            @Nullable String comment,
            @Nullable ItemContent content) {}

    /**
     * A stage: who may decide in it now ({@code eligible}), by when, and what was decided. {@code openedAt} is when its turn came
     * last, {@code escalations} who heard of it since it is overdue.
     */
    record ReviewStage(
            String name,
            int position,
            @Nullable StageRole role,
            List<UUID> people,
            StageRule rule,
            boolean parallel,
            String state,
            @Nullable Instant openedAt,
            @Nullable Instant deadline,
            List<EligiblePerson> eligible,
            List<ScopeApproval.StageDecision> decisions,
            List<StageEscalation> escalations) {}

    /** An escalation; {@code tier} counts from 1. */
    record StageEscalation(int tier, Instant at, List<String> to) {}

    /**
     * A link to the review for a guest: {@code may} is {@code comment} and {@code approve}. {@code url} is only shown to those who may
     * share the review.
     */
    record SharedLink(
            UUID id,
            @Nullable String email,
            List<ReviewShare.May> may,
            @Nullable String url,
            String createdBy,
            Instant createdAt,
            Instant expiresAt) {}

    /** A person who may decide. */
    record EligiblePerson(UUID id, String name) {}

    static String word(@Nullable Enum<?> constant) {
        return constant == null ? "open" : constant.name().toLowerCase(Locale.ROOT);
    }
}
