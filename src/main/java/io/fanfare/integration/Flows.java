package io.fanfare.integration;

import io.fanfare.integration.FlowRun.State;
import io.fanfare.integration.FlowRun.StepRow;
import io.fanfare.integration.FlowRun.StepState;
import io.fanfare.integration.FlowRun.UndoState;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.Audit;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Inputs;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Page;
import io.fanfare.kernel.Patch;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Subject;
import io.fanfare.kernel.Versions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Flows: steps that combine several services, and their runs. */
@RestController
class Flows {
    private static final int MOST = 100;
    private static final int MOST_OPEN = 20;
    private static final List<String> MOVES = List.of("changeFlow", "deleteFlow", "runFlow");
    private static final List<String> RUN_MOVES = List.of("cancelFlowRun", "resolveFlowStep");

    private final FlowStore store;
    private final IntegrationStore integrations;
    private final FlowEvents events;
    private final Operations operations;
    private final Inputs inputs;
    private final Audit audit;

    Flows(
            FlowStore store,
            IntegrationStore integrations,
            FlowEvents events,
            Operations operations,
            Inputs inputs,
            Audit audit) {
        this.store = store;
        this.integrations = integrations;
        this.events = events;
        this.operations = operations;
        this.inputs = inputs;
        this.audit = audit;
    }

    /** The flows of the workspace. */
    record FlowList(List<Flow> items) {}

    /** Lists the flows: those that Fanfare brings along, then your own by name. */
    @GetMapping("/api/flows")
    @Allow("integration.read")
    FlowList listFlows() {
        var can = operations.permitted(MOVES);
        return new FlowList(Stream.concat(
                        BuiltInFlows.ALL.stream().map(flow -> builtIn(flow)),
                        store.flows().stream().map(flow -> flow.shown(can)))
                .toList());
    }

    private Flow builtIn(Flow flow) {
        return new Flow(
                flow.id(),
                flow.name(),
                flow.description(),
                flow.steps(),
                flow.inputs(),
                true,
                1,
                null,
                operations.permitted(List.of("runFlow")));
    }

    /**
     * Adds a flow of at most 20 steps, which run one after the other. A step calls a tool of an integration, or one of these operations of Fanfare in the
     * name of the person who starts the run: {@code listCampaigns, readCampaign, changeCampaign, readReadiness, evaluateCampaign, requestApproval,
     * readCampaignMetrics, ingestMetrics, listTasks, readTask, createTask, changeTask, deleteTask, createContact, createMailTemplate,
     * pullIntegration}. None of them decides on an approval or sends anything. What tools return can be used as a value of later steps and is never an
     * instruction. A workspace can have 100 flows (422 {@code flow_limit}).
     */
    @PostMapping("/api/flows")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow("integration.manage")
    Flow createFlow(@RequestBody @Valid Flow.Details details) {
        FlowRules.check(details.steps());
        if (store.flows().size() >= MOST)
            throw Refused.unprocessable("flow_limit", "A workspace can have " + MOST + " flows. Delete one first.");
        UUID id = Ids.next();
        store.insert(id, details, Current.get().person());
        var flow = own(id, false);
        audit.record(subject(flow), null, flow);
        return flow;
    }

    private static Subject subject(Flow flow) {
        return Subject.of("flow", flow.id(), flow.name());
    }

    private Flow own(UUID id, boolean locked) {
        if (BuiltInFlows.find(id).isPresent())
            throw Refused.conflict("flow_built_in", "This flow can't be changed. Create your own with its steps.");
        return store.flow(id, locked).orElseThrow(Refused::notFound).shown(operations.permitted(MOVES));
    }

    /** Changes one of your flows by a JSON merge patch; {@code steps} is the complete list. Runs that have started keep their steps. */
    @PatchMapping("/api/flows/{id}")
    @Allow("integration.manage")
    Flow changeFlow(@PathVariable UUID id, @RequestBody Patch<Flow.Details> patch) {
        var before = own(id, true);
        Versions.expect(patch, before.version(), "flow");
        var details = patch.onto(
                new Flow.Details(before.name(), before.description(), before.steps()), Flow.Details.class, inputs);
        FlowRules.check(details.steps());
        store.change(id, details);
        var after = own(id, false);
        audit.record(subject(after), before, after);
        return after;
    }

    /** Deletes one of your flows. Its runs stay. */
    @DeleteMapping("/api/flows/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Allow("integration.manage")
    void deleteFlow(@PathVariable UUID id) {
        var before = own(id, true);
        store.delete(id);
        audit.record(subject(before), before, null);
    }

    /** A value for each of the flow's {@code inputs}. */
    @SuppressWarnings("InvalidParam") // the inputs of the flow, not of this record
    record RunRequest(@Nullable Map<String, @Nullable Object> input) {}

    /**
     * Starts a run in your name. Each step needs the permission that its call needs. If a step fails, those before it are undone by their {@code
     * compensation}, the last first. A call that surely did nothing is tried up to five times; one whose answer was lost is never repeated: the run needs
     * attention. 422 {@code flow_service_missing} if a service is not connected, 409 {@code flow_busy} if 20 runs are under way.
     */
    @PostMapping("/api/flows/{id}/run")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Allow("integration.use")
    FlowRun runFlow(@PathVariable UUID id, @RequestBody @Valid RunRequest request) {
        var flow = BuiltInFlows.find(id)
                .orElseGet(() ->
                        store.flow(id, false).orElseThrow(Refused::notFound).shown(List.of()));
        var input = Objects.requireNonNullElse(request.input(), Map.<String, @Nullable Object>of());
        for (String name : flow.inputs())
            if (input.get(name) == null || "".equals(input.get(name)))
                throw Refused.invalid("input." + name, "is required");
        for (String name : input.keySet())
            if (!flow.inputs().contains(name)) throw Refused.invalid("input." + name, "is not an input of this flow");
        if (store.open() >= MOST_OPEN)
            throw Refused.conflict("flow_busy", MOST_OPEN + " runs are under way. Try again when one is done.");
        var actor = Current.get().actor();
        var run = new FlowRun.Row(
                Ids.next(),
                id,
                flow.name(),
                input,
                services(flow),
                State.QUEUED,
                null,
                null,
                Current.get().person(),
                actor.name(),
                java.time.Instant.EPOCH,
                null);
        store.start(run, flow.steps());
        audit.record(Subject.of("flow_run", run.id(), flow.name()), null, Map.of("input", input));
        events.due();
        events.changed(run.id());
        return shown(store.run(run.id()).orElseThrow());
    }

    /** The integration behind each name of a service. */
    private Map<String, String> services(Flow flow) {
        var found = new HashMap<String, String>();
        for (String service : FlowRules.services(flow.steps())) {
            var row = Ids.parse(service).flatMap(integrations::find).or(() -> kind(service)
                    .flatMap(integrations::ofKind));
            if (row.isEmpty())
                throw Refused.unprocessable(
                        "flow_service_missing",
                        kind(service).map(Integration.Kind::label).orElse("A service of this flow")
                                + " is not connected. Connect it under Settings, Integrations.");
            found.put(service, row.get().id().toString());
        }
        return found;
    }

    private static Optional<Integration.Kind> kind(String word) {
        return Stream.of(Integration.Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst();
    }

    private FlowRun shown(FlowRun.Row run) {
        return run.shown(store.steps(run.id()), operations.permitted(RUN_MOVES));
    }

    /** Lists runs, newest first; {@code flowId} only those of one flow. */
    @GetMapping("/api/flow-runs")
    @Allow("integration.use")
    Page<FlowRun> listFlowRuns(
            @RequestParam @Nullable UUID flowId,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Integer offset) {
        var range = Page.Range.of(limit, offset);
        var runs = store.runs(flowId, range);
        var steps = store.steps(runs.stream().map(FlowRun.Row::id).toList()).stream()
                .collect(Collectors.groupingBy(StepRow::runId));
        var can = operations.permitted(RUN_MOVES);
        return Page.of(
                runs.stream()
                        .map(run -> run.shown(steps.getOrDefault(run.id(), List.of()), can))
                        .toList(),
                store.count(flowId),
                range);
    }

    /** Reads a run with its steps. */
    @GetMapping("/api/flow-runs/{id}")
    @Allow("integration.use")
    FlowRun readFlowRun(@PathVariable UUID id) {
        return shown(store.run(id).orElseThrow(Refused::notFound));
    }

    /** Cancels a run: the call that is being made is finished, then what was done is undone. 409 {@code flow_run_finished} afterwards. */
    @PostMapping("/api/flow-runs/{id}/cancel")
    @Allow("integration.use")
    FlowRun cancelFlowRun(@PathVariable UUID id) {
        var run = store.hold(id).orElseThrow(Refused::notFound);
        if (run.state() != State.QUEUED && run.state() != State.RUNNING)
            throw Refused.conflict("flow_run_finished", "This run can no longer be canceled.");
        store.cancel(id, Current.get().actor().name());
        audit.record(Subject.of("flow_run", id, run.name()), null, Map.of("cancelled", true));
        events.due();
        return readFlowRun(id);
    }

    /** What a person found out: the call happened, or it did not. */
    enum StepOutcome {
        DONE,
        NOT_DONE
    }

    record StepResolution(@NotNull StepOutcome outcome) {}

    /**
     * Says what happened to a step that is {@code unconfirmed}, or whose compensation failed or is unconfirmed. {@code done}: the run goes on after it.
     * {@code not_done}: the step counts as failed and those before it are undone; a compensation counts as given up. 409 {@code step_clear} for other
     * steps.
     */
    @PostMapping("/api/flow-runs/{id}/steps/{step}/resolve")
    @Allow("integration.use")
    FlowRun resolveFlowStep(
            @PathVariable UUID id, @PathVariable String step, @RequestBody @Valid StepResolution resolution) {
        var run = store.hold(id).orElseThrow(Refused::notFound);
        var row = store.steps(id).stream()
                .filter(one -> one.name().equals(step))
                .findFirst()
                .orElseThrow(Refused::notFound);
        boolean done = resolution.outcome() == StepOutcome.DONE;
        if (run.state() != State.NEEDS_ATTENTION || !resolve(run, row, done))
            throw Refused.conflict("step_clear", "There is nothing to resolve in this step.");
        audit.record(
                Subject.of("flow_run", id, run.name()), null, Map.of("step", step, "outcome", resolution.outcome()));
        events.due();
        events.changed(id);
        return readFlowRun(id);
    }

    private boolean resolve(FlowRun.Row run, StepRow row, boolean done) {
        if (row.state() == StepState.UNCONFIRMED) {
            store.end(run.id(), row, row.attempt(), done ? StepState.DONE : StepState.FAILED, null, row.error());
            boolean undoes = !done && store.planUndo(run.id()) > 0;
            store.move(run.id(), done ? State.RUNNING : undoes ? State.COMPENSATING : State.FAILED, null);
            return true;
        }
        if (row.undoState() != UndoState.UNCONFIRMED && row.undoState() != UndoState.FAILED) return false;
        store.endUndo(run.id(), row.position(), row.undoAttempt(), UndoState.DONE, done ? null : "Given up.");
        store.move(run.id(), State.COMPENSATING, null);
        return true;
    }
}
