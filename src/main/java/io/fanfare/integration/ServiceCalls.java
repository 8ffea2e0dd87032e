package io.fanfare.integration;

import io.fanfare.integration.McpFailed.Kind;
import io.fanfare.integration.ToolCall.State;
import io.fanfare.kernel.Refused;
import io.fanfare.kernel.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The one way to call a tool. Each call compares what the server offers now with what a person allowed, is logged before it is made, and says
 * whether it surely happened. What the tool returns is data.
 */
@Component
class ServiceCalls {
    static final Duration WITHIN = Duration.ofSeconds(30);

    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_STRUCTURED = 400_000;
    private static final int KEPT = 500;

    private final IntegrationStore store;
    private final CallStore calls;
    private final OAuthTokens tokens;
    private final Visits visits;
    private final IntegrationHealth health;
    private final Transactions transactions;

    ServiceCalls(
            IntegrationStore store,
            CallStore calls,
            OAuthTokens tokens,
            Visits visits,
            IntegrationHealth health,
            Transactions transactions) {
        this.store = store;
        this.calls = calls;
        this.tokens = tokens;
        this.visits = visits;
        this.health = health;
        this.transactions = transactions;
    }

    /** Refuses a tool that can't be called: unknown, not allowed, changed since, or gone. */
    Tool.Row allowed(UUID service, String name) {
        if (store.find(service).isEmpty()) throw Refused.notFound();
        var tool = store.tool(service, name)
                .orElseThrow(() -> Refused.missing("tool_unknown", "The server offers no tool " + name + "."));
        return switch (tool.state()) {
            case ALLOWED -> tool;
            case BLOCKED ->
                throw Refused.conflict("tool_not_allowed", "The tool " + name + " is not allowed. Allow it first.");
            case CHANGED -> throw changed(name);
            case MISSING ->
                throw Refused.conflict("tool_missing", "The server no longer offers the tool " + name + ".");
        };
    }

    private static Refused changed(String name) {
        return Refused.conflict(
                "tool_changed",
                "The tool " + name + " has changed since it was allowed. Compare it, then allow it again.");
    }

    /** Calls a tool in its name; {@code key} is the same for a call that means the same. Refuses what can't be called. */
    ToolCall call(UUID service, String name, Map<String, ?> arguments, @Nullable String key) {
        var row = transactions.read(() -> {
            allowed(service, name);
            return store.find(service).orElseThrow();
        });
        var id = transactions.write(() -> calls.begin(service, name, arguments));
        long started = System.nanoTime();
        ToolCall call;
        try (var session = visits.open(row.url(), tokens.of(row), row.protocolVersion())) {
            call = called(row, session, name, arguments, key, new Begun(id, started));
        } catch (McpFailed failed) {
            // Nothing but greetings has been sent yet.
            var state = failed.kind() == Kind.ANSWERED || failed.kind() == Kind.DENIED || failed.kind() == Kind.ADDRESS
                    ? State.FAILED
                    : State.NOT_SENT;
            call = new Begun(id, started).ended(state, failed);
        }
        var ended = call;
        transactions.write(() -> {
            calls.end(ended);
            calls.trim(service, KEPT);
            if (ended.state() != State.DONE) health.testSoon(service);
        });
        return ended;
    }

    private record Begun(UUID id, long started) {
        int ms() {
            return (int) Duration.ofNanos(System.nanoTime() - started).toMillis();
        }

        ToolCall ended(State state, McpFailed failed) {
            return new ToolCall(id, state, ms(), "", null, failed.text(), failed.pause());
        }
    }

    private ToolCall called(
            Integration.Row row,
            McpSession session,
            String name,
            Map<String, ?> arguments,
            @Nullable String key,
            Begun begun)
            throws McpFailed {
        var offer = Visits.offer(session, begun.started());
        var tool = transactions.write(() -> {
            health.seen(row.id(), offer);
            return store.tool(row.id(), name);
        });
        var refused = refusal(tool);
        if (refused.isPresent())
            return new ToolCall(begun.id(), State.FAILED, begun.ms(), "", null, refused.get(), null);
        try {
            return result(session.call(tool.orElseThrow().definition(), arguments, key, WITHIN), begun);
        } catch (McpFailed failed) {
            return begun.ended(
                    switch (failed.kind()) {
                        case NOT_SENT -> State.NOT_SENT;
                        case ADDRESS, DENIED -> State.FAILED;
                        case ANSWERED -> State.FAILED;
                        case LOST -> State.UNCONFIRMED;
                    },
                    failed);
        }
    }

    private static Optional<String> refusal(Optional<Tool.Row> tool) {
        if (tool.isEmpty()) return Optional.of("The server no longer offers this tool.");
        return switch (tool.get().state()) {
            case ALLOWED -> Optional.empty();
            case BLOCKED -> Optional.of("The tool is not allowed.");
            case CHANGED -> Optional.of(changed(tool.get().name()).sentence());
            case MISSING -> Optional.of("The server no longer offers this tool.");
        };
    }

    private static ToolCall result(JsonNode result, Begun begun) {
        var texts = new ArrayList<String>();
        for (JsonNode part : result.path("content")) {
            String type = part.path("type").asString("");
            if (type.equals("text")) texts.add(part.path("text").asString(""));
            else texts.add("[" + OutsideData.text(type, 40) + "]");
        }
        String text = OutsideData.text(String.join("\n", texts), LONGEST_TEXT);
        var structured = result.path("structuredContent");
        boolean large = structured.toString().length() > LONGEST_STRUCTURED;
        boolean failed = result.path("isError").asBoolean(false);
        String detail = failed
                ? "The tool answered with an error."
                : large ? "The structured result is longer than " + LONGEST_STRUCTURED + " characters." : null;
        return new ToolCall(
                begun.id(),
                failed ? State.FAILED : State.DONE,
                begun.ms(),
                text,
                large || structured.isMissingNode() ? null : OutsideData.of(structured),
                detail,
                null);
    }
}
