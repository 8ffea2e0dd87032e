package io.fanfare.launch;

import io.fanfare.kernel.Invocation;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Calls the operations of the rooms as parts of one: all of them, or nothing. */
@Component
class TemplateCalls {
    private final Invocation invocation;
    private final Transactions transactions;

    TemplateCalls(Invocation invocation, Transactions transactions) {
        this.invocation = invocation;
        this.transactions = transactions;
    }

    /** A refusal names the fields of the template. */
    JsonNode call(String field, String operation, Map<String, ?> arguments) {
        try {
            return answer(operation, arguments);
        } catch (Refused refused) {
            throw within(field, refused);
        }
    }

    /** What can be left out: a request that can't be processed leaves nothing behind, and is said to {@code why}. */
    Optional<JsonNode> attempt(String operation, Map<String, ?> arguments, Consumer<Refused> why) {
        try {
            return Optional.of(transactions.nested(() -> answer(operation, arguments)));
        } catch (Refused refused) {
            if (refused.status() != 400 && refused.status() != 404 && refused.status() != 422) throw refused;
            why.accept(refused);
            return Optional.empty();
        }
    }

    private JsonNode answer(String operation, Map<String, ?> arguments) {
        var body = invocation.join(operation, arguments).body();
        return Json.tree(body == null ? Map.of() : body);
    }

    private static Refused within(String field, Refused refused) {
        if (!(refused.more().get("errors") instanceof Map<?, ?> errors)) return refused;
        var named = new LinkedHashMap<String, String>();
        errors.forEach((name, text) -> named.put(field + "." + name, String.valueOf(text)));
        return Refused.invalid(named);
    }

    /** Why something was refused, in a sentence that names what is wrong. */
    static String sentence(Refused refused) {
        if (!(refused.more().get("errors") instanceof Map<?, ?> errors)) return refused.sentence();
        return errors.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue() + ".")
                .findFirst()
                .orElse(refused.sentence());
    }
}
