package io.fanfare.planning;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Who does which task, and why tasks stay without an assignee. */
record AssignmentResult(List<Assignment> assigned, List<Leftover> unassigned, long seed) {

    /** The parts of a score, each between 0 and 1. */
    record Parts(double deadline, double balance, double continuity) {}

    record RunnerUp(UUID memberId, double score) {}

    /** {@code runnersUp} are the others who could do the task, the best first; {@code rejected} those who can't, each with the reason. */
    record Assignment(
            UUID taskId,
            UUID memberId,
            double score,
            Parts parts,
            Instant start,
            Instant finish,
            List<RunnerUp> runnersUp,
            List<Candidate> rejected) {}

    /** Why a person can't do a task. */
    enum Rejection {
        INACTIVE,
        SKILL,
        AVAILABILITY,
        CONCURRENT,
        CAPACITY
    }

    record Candidate(UUID memberId, Rejection rejected, String detail) {}

    record Leftover(UUID taskId, String reason, List<Candidate> candidates) {}
}
