package io.fanfare.integration;

import io.fanfare.integration.FlowCalls.Outcome;
import io.fanfare.integration.FlowRun.Row;
import io.fanfare.integration.FlowRun.State;
import io.fanfare.integration.FlowRun.StepRow;
import io.fanfare.integration.FlowRun.StepState;
import io.fanfare.integration.FlowRun.UndoState;
import io.fanfare.kernel.Lane;
import io.fanfare.kernel.Now;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Works runs step by step. A step is stored as running before its call is made. Where a worker dies, the next one finds it so: an operation
 * of Fanfare is repeated with its key and answered from it, a tool that only reads is called again, and any other call is unconfirmed.
 */
@Component
class FlowLane implements Lane {
    static final String NAME = "integration_flow";

    private static final Duration TURN = Duration.ofSeconds(5);
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10));
    private static final String STOPPED = "Fanfare stopped while this was being called.";

    private final FlowStore store;
    private final FlowCalls calls;
    private final FlowEvents events;
    private final Transactions transactions;
    private final Now now;

    FlowLane(FlowStore store, FlowCalls calls, FlowEvents events, Transactions transactions, Now now) {
        this.store = store;
        this.calls = calls;
        this.events = events;
        this.transactions = transactions;
        this.now = now;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Instant> work() {
        long end = System.nanoTime() + TURN.toNanos();
        while (System.nanoTime() < end) {
            var run = transactions.read(store::due);
            if (run.isEmpty()) return transactions.read(store::nextDue);
            advance(run.get());
        }
        return Optional.of(Instant.EPOCH);
    }

    private void advance(Row run) {
        var steps = transactions.read(() -> store.steps(run.id()));
        if (run.state() == State.COMPENSATING) undo(run, steps);
        else forward(run, steps);
    }

    private void forward(Row run, List<StepRow> steps) {
        var next = steps.stream()
                .filter(step -> step.state() == StepState.WAITING || step.state() == StepState.RUNNING)
                .findFirst();
        if (next.isEmpty()) {
            move(run, State.DONE, null);
            return;
        }
        var step = next.get();
        boolean made = step.state() == StepState.RUNNING;
        if (made && !calls.repeats(run, step.step().call())) {
            ended(run, step, step.attempt(), new Outcome.Unclear(STOPPED));
            return;
        }
        if (!made && run.cancelledBy() != null) {
            transactions.write(() -> back(run, "Canceled by " + run.cancelledBy() + "."));
            return;
        }
        int attempt = step.attempt() + 1;
        transactions.write(() -> {
            store.begin(run.id(), step.position(), attempt);
            if (run.state() == State.QUEUED) store.move(run.id(), State.RUNNING, null);
        });
        ended(run, step, attempt, calls.make(run, steps, step.step().call(), key(run, step, "")));
    }

    /** The same for each attempt. */
    private static String key(Row run, StepRow step, String suffix) {
        return "flow/" + run.id() + "/" + step.position() + suffix;
    }

    private void ended(Row run, StepRow step, int attempt, Outcome outcome) {
        transactions.write(() -> {
            switch (outcome) {
                case Outcome.Done(var result) -> store.end(run.id(), step, attempt, StepState.DONE, result, null);
                case Outcome.Later(var error, var pause)
                when attempt <= PAUSES.size() -> {
                    store.end(run.id(), step, attempt, StepState.WAITING, null, error);
                    store.due(run.id(), now.instant().plus(pause(attempt, pause)));
                }
                case Outcome.Later(var error, var _) -> failed(run, step, attempt, error);
                case Outcome.Failed(var error) -> failed(run, step, attempt, error);
                case Outcome.Unclear(var error) -> {
                    if (store.end(run.id(), step, attempt, StepState.UNCONFIRMED, null, error))
                        attention(run, "It is unclear whether the step " + step.name() + " happened.");
                }
            }
            events.changed(run.id());
        });
    }

    private static Duration pause(int attempt, @Nullable Duration asked) {
        var planned = PAUSES.get(attempt - 1);
        return asked == null || asked.compareTo(planned) < 0 ? planned : asked;
    }

    private void failed(Row run, StepRow step, int attempt, String error) {
        if (store.end(run.id(), step, attempt, StepState.FAILED, null, error))
            back(run, "The step " + step.name() + " failed: " + error);
    }

    /** What was done is undone, the last step first. */
    private void back(Row run, String reason) {
        boolean undoes = store.planUndo(run.id()) > 0;
        store.move(run.id(), undoes ? State.COMPENSATING : State.FAILED, reason);
        events.changed(run.id());
        if (!undoes) events.finished(run, State.FAILED, reason);
    }

    private void attention(Row run, String reason) {
        store.move(run.id(), State.NEEDS_ATTENTION, reason);
        events.finished(run, State.NEEDS_ATTENTION, reason);
    }

    private void undo(Row run, List<StepRow> steps) {
        var next = steps.reversed().stream()
                .filter(step -> step.undoState() == UndoState.WAITING || step.undoState() == UndoState.RUNNING)
                .findFirst();
        if (next.isEmpty()) {
            boolean open =
                    steps.stream().anyMatch(step -> step.undoState() != null && step.undoState() != UndoState.DONE);
            if (open) transactions.write(() -> attention(run, "Not every step could be undone."));
            else move(run, State.COMPENSATED, null);
            return;
        }
        var step = next.get();
        var compensation = step.step().compensation();
        if (compensation == null) return;
        var call = compensation.call(step.step());
        if (step.undoState() == UndoState.RUNNING && !calls.repeats(run, call)) {
            undone(run, step, step.undoAttempt(), new Outcome.Unclear(STOPPED));
            return;
        }
        int attempt = step.undoAttempt() + 1;
        transactions.write(() -> store.beginUndo(run.id(), step.position(), attempt));
        undone(run, step, attempt, calls.make(run, steps, call, key(run, step, "/undo")));
    }

    private void undone(Row run, StepRow step, int attempt, Outcome outcome) {
        transactions.write(() -> {
            switch (outcome) {
                case Outcome.Done(var _) -> store.endUndo(run.id(), step.position(), attempt, UndoState.DONE, null);
                case Outcome.Later(var error, var pause)
                when attempt <= PAUSES.size() -> {
                    store.endUndo(run.id(), step.position(), attempt, UndoState.WAITING, error);
                    store.due(run.id(), now.instant().plus(pause(attempt, pause)));
                }
                case Outcome.Later(var error, var _) ->
                    store.endUndo(run.id(), step.position(), attempt, UndoState.FAILED, error);
                case Outcome.Failed(var error) ->
                    store.endUndo(run.id(), step.position(), attempt, UndoState.FAILED, error);
                case Outcome.Unclear(var error) ->
                    store.endUndo(run.id(), step.position(), attempt, UndoState.UNCONFIRMED, error);
            }
            events.changed(run.id());
        });
    }

    private void move(Row run, State state, @Nullable String reason) {
        transactions.write(() -> {
            store.move(run.id(), state, reason);
            events.changed(run.id());
            events.finished(run, state, run.reason());
        });
    }
}
