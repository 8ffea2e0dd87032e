package io.fanfare.integration;

import io.fanfare.integration.Flow.Call;
import io.fanfare.integration.Flow.Step;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the steps of a flow may be. */
final class FlowRules {
    /**
     * The operations of Fanfare that a flow can call, in the name of the person who started it. None of them decides on an approval, launches or
     * sends anything, or changes who may do what.
     */
    static final Set<String> OPERATIONS = Set.of(
            "listCampaigns",
            "readCampaign",
            "changeCampaign",
            "readReadiness",
            "evaluateCampaign",
            "requestApproval",
            "readCampaignMetrics",
            "ingestMetrics",
            "listTasks",
            "readTask",
            "createTask",
            "changeTask",
            "deleteTask",
            "createContact",
            "createMailTemplate",
            "pullIntegration");

    private static final int LONGEST = 50_000;

    private FlowRules() {}

    static void check(List<Step> steps) {
        if (Json.of(steps).text().length() > LONGEST) throw Refused.invalid("steps", "must be shorter");
        var before = new HashSet<String>();
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            String at = "steps." + i + ".";
            if (before.contains(step.id())) throw Refused.invalid(at + "id", "must not be that of another step");
            call(at, step.isInside(), step.tool(), step.operation());
            references(at + "arguments", step.arguments(), before);
            before.add(step.id());
            var undo = step.compensation();
            if (undo == null) continue;
            call(at + "compensation.", step.isInside(), undo.tool(), undo.operation());
            references(at + "compensation.arguments", undo.arguments(), before);
        }
    }

    private static void call(String at, boolean inside, @Nullable String tool, @Nullable String operation) {
        if (inside && (tool != null || operation == null || !OPERATIONS.contains(operation)))
            throw Refused.invalid(at + "operation", "must be one of " + String.join(", ", new TreeSet<>(OPERATIONS)));
        if (!inside && (operation != null || tool == null || tool.isBlank()))
            throw Refused.invalid(at + "tool", "must be a tool of the service");
    }

    private static void references(String at, @Nullable Object arguments, Set<String> before) {
        for (String reference : References.of(arguments)) {
            var step = References.named(reference, "steps.");
            boolean known = step.map(before::contains)
                    .orElse(References.named(reference, "input.").isPresent()
                            || References.named(reference, "service.").isPresent());
            if (!known)
                throw Refused.invalid(at, "has {{" + reference + "}}, which must be an input or an earlier step");
        }
    }

    static List<String> inputs(List<Step> steps) {
        return names(steps, "input.");
    }

    /** The services that a run needs, as the steps name them. */
    static Set<String> services(List<Step> steps) {
        var services = new TreeSet<>(names(steps, "service."));
        steps.stream().filter(step -> !step.isInside()).map(Step::service).forEach(services::add);
        return services;
    }

    private static List<String> names(List<Step> steps, String prefix) {
        var names = new TreeSet<String>();
        for (Step step : steps) {
            add(names, step.call(), prefix);
            if (step.compensation() != null) add(names, step.compensation().call(step), prefix);
        }
        return List.copyOf(names);
    }

    private static void add(Set<String> names, Call call, String prefix) {
        References.of(call.arguments()).stream()
                .map(reference -> References.named(reference, prefix))
                .flatMap(Optional::stream)
                .forEach(names::add);
    }
}
