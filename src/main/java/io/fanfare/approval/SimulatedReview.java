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

    /** A stage, and whether enough people may decide in it. */
    record SimulatedStage(
            String name,
            Outcome outcome,
            List<EligiblePerson> eligible,
            Instant opensAt,
            @Nullable Instant deadline) {}

    /** Whether a stage has enough people to decide. */
    enum Outcome {
        ASKS,
        NOBODY
    }
}
