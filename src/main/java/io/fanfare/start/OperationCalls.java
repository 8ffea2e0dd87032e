package io.fanfare.start;

import io.fanfare.kernel.Current;
import io.fanfare.kernel.Invocation;
import io.fanfare.kernel.Json;
import io.fanfare.start.FirstCampaign.Step;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Calls operations for a person, each with a key made of the run, the step and the call. */
@Component
class OperationCalls {
    private final Invocation invocation;

    OperationCalls(Invocation invocation) {
        this.invocation = invocation;
    }

    Caller of(UUID run, @Nullable Step step, Current person) {
        return new Caller("start/" + run + "/" + (step == null ? "" : step), person);
    }

    /** A person in one step of a run. */
    final class Caller {
        private final String prefix;
        private final Current person;

        private Caller(String prefix, Current person) {
            this.prefix = prefix;
            this.person = person;
        }

        /** The body of the response. Without a name, the call has no key: it reads. */
        JsonNode call(@Nullable String name, String operation, Map<String, ? extends @Nullable Object> arguments) {
            var caller = new Current(
                    person.workspace(),
                    person.actor(),
                    person.role(),
                    person.permissions(),
                    person.requestId(),
                    name == null ? null : prefix + "/" + name);
            var body = invocation.call(operation, arguments, caller).body();
            return Json.tree(body == null ? Map.of() : body);
        }

        boolean may(String permission) {
            return person.may(permission);
        }

        /** Works as this person. */
        <T> T within(Supplier<T> work) {
            return person.call(work::get);
        }
    }
}
