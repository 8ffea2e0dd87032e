package io.fanfare.integration;

import io.fanfare.identity.Members;
import io.fanfare.integration.Flow.Call;
import io.fanfare.integration.FlowRun.Row;
import io.fanfare.integration.FlowRun.StepRow;
import io.fanfare.integration.FlowRun.StepState;
import io.fanfare.kernel.Actor;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Invocation;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the call of a step in the name of the person who started the run, with the permissions that they have now. */
@Component
class FlowCalls {
    private static final Duration IN_FLIGHT = Duration.ofSeconds(20);

    private final Invocation invocation;
    private final ServiceCalls tools;
    private final IntegrationStore integrations;
    private final Members members;
    private final Transactions transactions;

    FlowCalls(
            Invocation invocation,
            ServiceCalls tools,
            IntegrationStore integrations,
            Members members,
            Transactions transactions) {
        this.invocation = invocation;
        this.tools = tools;
        this.integrations = integrations;
        this.members = members;
        this.transactions = transactions;
    }

    /** What came of a call. */
    sealed interface Outcome {
        record Done(@Nullable Object result) implements Outcome {}

        record Failed(String error) implements Outcome {}

        /** It surely did nothing and can be made again. */
        record Later(String error, @Nullable Duration pause) implements Outcome {}

        record Unclear(String error) implements Outcome {}
    }

    /** Whether a call that may have been made can be made again without doing anything twice. */
    boolean repeats(Row run, Call call) {
        if (call.service().equals(Flow.FANFARE)) return true;
        return transactions
                .read(() -> integrations.tool(service(run, call), String.valueOf(call.name())))
                .filter(Tool.Row::repeats)
                .isPresent();
    }

    private static UUID service(Row run, Call call) {
        return UUID.fromString(Objects.requireNonNullElse(run.services().get(call.service()), call.service()));
    }

    Outcome make(Row run, List<StepRow> steps, Call call, String key) {
        Map<String, @Nullable Object> arguments;
        try {
            arguments = new References(values(run, steps)).in(call.arguments());
        } catch (References.Missing missing) {
            return new Outcome.Failed(String.valueOf(missing.getMessage()));
        }
        try {
            return call.service().equals(Flow.FANFARE)
                    ? inside(run, call, arguments, key)
                    : outside(run, call, arguments, key);
        } catch (Refused refused) {
            boolean later = refused.status() == 429 || refused.code().equals("idempotency_in_flight");
            return later ? new Outcome.Later(refused.sentence(), IN_FLIGHT) : new Outcome.Failed(text(refused));
        }
    }

    private static String text(Refused refused) {
        return refused.more().get("errors") instanceof Map<?, ?> errors && !errors.isEmpty()
                ? refused.sentence() + " "
                        + errors.entrySet().iterator().next().toString().replace("=", " ")
                : refused.sentence();
    }

    private static Map<String, Object> values(Row run, List<StepRow> steps) {
        var results = new LinkedHashMap<String, Object>();
        for (StepRow step : steps)
            if (step.state() == StepState.DONE && step.result() != null) results.put(step.name(), step.result());
        return Map.of("input", run.input(), "steps", results, "service", run.services());
    }

    private Outcome inside(Row run, Call call, Map<String, @Nullable Object> arguments, String key) {
        var around = Current.get();
        var caller = new Current(
                around.workspace(),
                new Actor(Actor.Kind.PERSON, run.personId(), run.personId(), run.personName()),
                "",
                Set.of(),
                around.requestId(),
                key);
        String operation = String.valueOf(call.name());
        if (!FlowRules.OPERATIONS.contains(operation)) return new Outcome.Failed("Flows can't call " + operation + ".");
        return new Outcome.Done(invocation.call(operation, arguments, caller).body());
    }

    private Outcome outside(Row run, Call call, Map<String, @Nullable Object> arguments, String key) {
        var person = transactions.read(() -> members.as(run.personId()));
        if (person.isEmpty()) return new Outcome.Failed("The person who started this is no longer a member.");
        return person.get().call(() -> {
            Current.get().require("integration.use");
            var made = tools.call(service(run, call), String.valueOf(call.name()), arguments, key);
            String detail = Objects.requireNonNullElse(made.detail(), "");
            return switch (made.state()) {
                case DONE -> new Outcome.Done(result(made));
                case FAILED -> new Outcome.Failed((detail + " " + OutsideData.text(made.text(), 300)).strip());
                case NOT_SENT -> new Outcome.Later(detail, made.pause());
                case UNCONFIRMED -> new Outcome.Unclear(detail);
            };
        });
    }

    private static Map<String, Object> result(ToolCall made) {
        return made.structured() == null
                ? Map.of("text", made.text())
                : Map.of("text", made.text(), "structured", made.structured());
    }
}
