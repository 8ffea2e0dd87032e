package io.fanfare.integration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run of a flow. {@code failed}: a step failed and nothing had to be undone. {@code compensating} and {@code compensated}: the steps before it are or
 * were undone, the last first. {@code needs_attention}: it is unclear whether a call happened, or something could not be undone; a person resolves it.
 */
record FlowRun(
        UUID id,
        UUID flowId,
        String name,
        State state,
        @Nullable String reason,
        Map<String, @Nullable Object> input,
        String by,
        Instant createdAt,
        @Nullable Instant finishedAt,
        List<RunStep> steps,
        List<String> can) {
    enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        COMPENSATING,
        COMPENSATED,
        NEEDS_ATTENTION;

        boolean isOpen() {
            return this == QUEUED || this == RUNNING || this == COMPENSATING;
        }
    }

    /** How far a step is. {@code unconfirmed}: the call may have happened; it isn't made again. */
    enum StepState {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        SKIPPED,
        UNCONFIRMED
    }

    /** How far the compensation of a step is. */
    enum UndoState {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        UNCONFIRMED
    }

    /** A step of a run. {@code result} is what was returned: of a tool, data from outside. */
    record RunStep(
            String id,
            String service,
            String call,
            StepState state,
            int attempts,
            @Nullable Object result,
            @Nullable String error,
            @Nullable UndoState undoState,
            @Nullable String undoError,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}

    /** As it is stored. */
    record Row(
            UUID id,
            UUID flowId,
            String name,
            Map<String, @Nullable Object> input,
            Map<String, String> services,
            State state,
            @Nullable String reason,
            @Nullable String cancelledBy,
            UUID personId,
            String personName,
            Instant createdAt,
            @Nullable Instant finishedAt) {
        FlowRun shown(List<StepRow> steps, List<String> can) {
            return new FlowRun(
                    id,
                    flowId,
                    name,
                    state,
                    reason,
                    input,
                    personName,
                    createdAt,
                    finishedAt,
                    steps.stream().map(StepRow::shown).toList(),
                    can);
        }
    }

    record StepRow(
            UUID runId,
            int position,
            String name,
            Flow.Step step,
            StepState state,
            int attempt,
            @Nullable Object result,
            @Nullable String error,
            @Nullable UndoState undoState,
            int undoAttempt,
            @Nullable String undoError,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {
        RunStep shown() {
            return new RunStep(
                    name,
                    step.service(),
                    String.valueOf(step.call().name()),
                    state,
                    attempt,
                    result,
                    error,
                    undoState,
                    undoError,
                    startedAt,
                    finishedAt);
        }
    }
}
