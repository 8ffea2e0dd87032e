package io.fanfare.integration;

import io.fanfare.integration.IntegrationSecrets.Secret;
import io.fanfare.kernel.Outgoing;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Looks at a server: which revision it speaks, and which tools it offers. */
@Component
class Visits {
    private final Outgoing outgoing;

    Visits(Outgoing outgoing) {
        this.outgoing = outgoing;
    }

    /** What a server offers; {@code leftOut} counts tools whose name or schema can't be used. */
    record Offer(String revision, List<Tool.Definition> tools, int leftOut, int ms) {
        String detail() {
            String found = tools.size() == 1 ? "1 tool" : tools.size() + " tools";
            return "Connected by MCP " + revision + ", " + found + "."
                    + (leftOut == 0 ? "" : " Left out for an invalid name or schema: " + leftOut + ".");
        }
    }

    McpSession open(String url, @Nullable Secret secret, @Nullable String revision) throws McpFailed {
        return McpSession.open(outgoing, URI.create(url), secret == null ? null : secret.token(), revision);
    }

    Offer look(String url, @Nullable Secret secret) throws McpFailed {
        long started = System.nanoTime();
        try (var session = open(url, secret, null)) {
            return offer(session, started);
        }
    }

    static Offer offer(McpSession session, long started) throws McpFailed {
        var tools = new LinkedHashMap<String, Tool.Definition>();
        List<JsonNode> all = session.tools();
        var used = new ArrayList<Tool.Definition>();
        all.forEach(tool -> Tool.Definition.of(tool).ifPresent(used::add));
        used.forEach(tool -> tools.putIfAbsent(tool.name(), tool));
        int ms = (int) Duration.ofNanos(System.nanoTime() - started).toMillis();
        return new Offer(session.revision(), List.copyOf(tools.values()), all.size() - tools.size(), ms);
    }
}
