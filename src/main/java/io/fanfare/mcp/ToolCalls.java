package io.fanfare.mcp;

import io.fanfare.identity.Agents;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Invocation;
import io.fanfare.kernel.Invocation.Response;
import io.fanfare.kernel.Json;
import io.fanfare.kernel.Operations;
import io.fanfare.kernel.Problems;
import io.fanfare.kernel.Refused;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A call of a tool is a call of its operation, by the agent: permission, validation, idempotency, rate and audit are the same. A refusal is a
 * result that the model can read.
 */
@Component
class ToolCalls {
    private static final int LONGEST_KEY = 200;

    private final Invocation invocation;
    private final Operations operations;
    private final Agents agents;
    private final Spending spending;
    private final Pages pages;
    private final Jobs jobs;

    ToolCalls(Invocation invocation, Operations operations, Agents agents, Spending spending, Pages pages, Jobs jobs) {
        this.invocation = invocation;
        this.operations = operations;
        this.agents = agents;
        this.spending = spending;
        this.pages = pages;
        this.jobs = jobs;
    }

    Map<String, Object> call(ToolEntry tool, Map<String, Object> given, Exchange exchange) {
        var arguments = new LinkedHashMap<>(given);
        boolean ownDryRun = !tool.writes() || declares(tool, ToolSchemas.DRY_RUN);
        try {
            String key = key(tool, arguments);
            boolean rehearsed = !ownDryRun && flag(arguments);
            requireKnown(tool, arguments);
            if (rehearsed) return rehearse(tool, arguments);
            return perform(tool, arguments, key, exchange);
        } catch (RpcError | UncheckedIOException ofTheProtocol) {
            throw ofTheProtocol;
        } catch (RuntimeException failed) {
            return pages.ask(Problems.of(failed), given, exchange);
        }
    }

    /** A name that the tool does not list is refused before anything else, as it would be in a body. */
    private static void requireKnown(ToolEntry tool, Map<String, Object> arguments) {
        var properties = properties(tool);
        var errors = new LinkedHashMap<String, String>();
        for (String name : arguments.keySet())
            if (!properties.containsKey(name)) errors.put(name, "is not an argument of this tool");
        if (!errors.isEmpty()) throw Refused.invalid(errors);
    }

    private static Map<String, Object> properties(ToolEntry tool) {
        return Message.object(
                Message.object(tool.definition().get("inputSchema")).get("properties"));
    }

    /** Whether the operation itself has an argument of this name, which is then its own. */
    private static boolean declares(ToolEntry tool, String name) {
        var property = Message.object(properties(tool).get(name));
        return !property.isEmpty()
                && !String.valueOf(property.get("description")).startsWith("Checks the call and returns");
    }

    private static @Nullable String key(ToolEntry tool, Map<String, Object> arguments) {
        if (!tool.writes()) return null;
        Object key = arguments.remove(ToolSchemas.KEY);
        if (key == null) return null;
        if (!(key instanceof String text) || text.isBlank() || text.length() > LONGEST_KEY)
            throw Refused.invalid(ToolSchemas.KEY, "must have 1 to " + LONGEST_KEY + " characters");
        return text;
    }

    private static boolean flag(Map<String, Object> arguments) {
        Object flag = arguments.remove(ToolSchemas.DRY_RUN);
        if (flag == null) return false;
        if (flag instanceof Boolean chosen) return chosen;
        throw Refused.invalid(ToolSchemas.DRY_RUN, "must be true or false");
    }

    private Map<String, Object> rehearse(ToolEntry tool, Map<String, Object> arguments) {
        if (tool.operation().allow().outside())
            throw Refused.unprocessable(
                    "dry_run_unavailable",
                    "This tool works with other services, so a dry run of it isn't possible. Read what it would change first.");
        var response = invocation.rehearse(tool.operation().id(), arguments, Current.get());
        var result =
                result(tool, response, List.of("Dry run: this is what the call would return. Nothing was changed."));
        result.put("_meta", Map.of("fanfare/dryRun", true));
        return result;
    }

    private Map<String, Object> perform(
            ToolEntry tool, Map<String, Object> arguments, @Nullable String key, Exchange exchange) {
        var response = tool.writes() ? change(tool, arguments, key) : call(tool, arguments, Current.get());
        var followed = jobs.follow(tool.tool(), response, exchange);
        return result(tool, followed, pages.hints(tool.operation(), arguments));
    }

    /** What a refused call would have spent is not spent; that it was made counts. */
    private Response change(ToolEntry tool, Map<String, Object> arguments, @Nullable String key) {
        var caller = withKey(Current.get(), key);
        if (operations.permitted(List.of(tool.operation().id())).isEmpty()) return call(tool, arguments, caller);
        var spend = spending.of(tool.operation(), arguments);
        agents.count(spend);
        try {
            return call(tool, arguments, caller);
        } catch (RuntimeException refused) {
            agents.release(spend);
            throw refused;
        }
    }

    private Response call(ToolEntry tool, Map<String, Object> arguments, Current caller) {
        return invocation.call(tool.operation().id(), arguments, caller);
    }

    private static Current withKey(Current caller, @Nullable String key) {
        return new Current(
                caller.workspace(), caller.actor(), caller.role(), caller.permissions(), caller.requestId(), key);
    }

    private static Map<String, Object> result(ToolEntry tool, Response response, List<String> notes) {
        Object body = response.body();
        Object structured =
                switch (tool.wrapping()) {
                    case NONE -> plain(body);
                    case RESULT -> Map.of("result", plain(body));
                    case DONE -> Map.of("done", true);
                };
        var content = new ArrayList<Map<String, Object>>();
        notes.forEach(note -> content.add(Exchange.text(note)));
        content.add(Exchange.text(Json.of(structured).text()));
        var result = new LinkedHashMap<String, Object>();
        result.put("content", content);
        result.put("structuredContent", structured);
        result.put("isError", false);
        return result;
    }

    private static Object plain(@Nullable Object body) {
        return Json.read(Json.of(body).text(), Object.class);
    }
}
