package io.fanfare.integration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Steps that combine services. {@code inputs} are the names that {@code {{input.<name>}}} uses: a run needs a value for each. {@code builtIn} ones
 * can't be changed.
 */
record Flow(
        UUID id,
        String name,
        @Nullable String description,
        List<Step> steps,
        List<String> inputs,
        boolean builtIn,
        int version,
        @Nullable Instant createdAt,
        List<String> can) {
    static final String FANFARE = "fanfare";

    /**
     * A call. {@code service} is {@code fanfare} with an {@code operation}, or an integration with a {@code tool}: its id, or its kind if the
     * workspace has one of it. Texts in {@code arguments} may contain {@code {{input.<name>}}}, {@code {{steps.<id>.<path>}}} of an earlier step ({@code
     * text} and {@code structured} of a tool, the response of an operation) and {@code {{service.<kind>}}}. {@code compensation} undoes the step if
     * a later one fails; it can use the result of its own step.
     */
    record Step(
            @NotNull @Size(max = 40) @Pattern(regexp = "[a-z][a-z0-9_]*")
            String id,

            @NotBlank @Size(max = 60) String service,
            @Nullable @Size(max = 128) String tool,
            @Nullable @Size(max = 60) String operation,
            @Nullable Map<String, @Nullable Object> arguments,
            @Nullable @Valid Compensation compensation) {
        boolean isInside() {
            return service.equals(FANFARE);
        }

        Call call() {
            return new Call(service, isInside() ? operation : tool, arguments);
        }
    }

    /** The call that undoes a step, of the same service. */
    record Compensation(
            @Nullable @Size(max = 128) String tool,
            @Nullable @Size(max = 60) String operation,
            @Nullable Map<String, @Nullable Object> arguments) {
        Call call(Step step) {
            return new Call(step.service(), step.isInside() ? operation : tool, arguments);
        }
    }

    /** What is called. */
    record Call(
            String service, @Nullable String name, @Nullable Map<String, @Nullable Object> arguments) {}

    /** What a person enters. */
    record Details(
            @NotBlank @Size(max = 100) String name,
            @Nullable @Size(max = 1000) String description,
            @NotEmpty @Size(max = 20) List<@NotNull @Valid Step> steps) {}
}
