package io.fanfare.approval;

import io.fanfare.approval.ReviewDetails.EligiblePerson;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy would ask of a campaign. {@code earliestDone} is when the last stage is due; it is null if no one can decide one of
 * them.
 */
record SimulatedReview(
        ReviewDetails.Policy policy,
        Scope scope,
        List<SimulatedStage> stages,
        @Nullable Instant earliestDone,
        String explain) {

    /** A stage, whether enough people may decide in it, and what is said about it if they don't. */
    record SimulatedStage(
            String name,
            Outcome outcome,
            List<EligiblePerson> eligible,
            Instant opensAt,
            @Nullable Instant deadline,
            List<Instant> reminders,
            List<SimulatedEscalation> escalations,
            List<SimulatedRule> rules) {}

    /** A rule that would approve these items in a stage: right away, or at a time if the stage is still open then. */
    record SimulatedRule(
            String rule,
            String because,
            List<String> items,
            @Nullable Instant at) {}

    /** When a stage would be escalated, and who hears of it. */
    record SimulatedEscalation(Instant at, List<EligiblePerson> to) {}

    /** Whether a stage has enough people to decide. */
    enum Outcome {
        ASKS,
        /** Rules approve everything. */
        AUTO,
        NOBODY
    }
}
