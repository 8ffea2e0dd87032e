package io.fanfare.mcp;

import io.fanfare.identity.Agents;
import io.fanfare.kernel.Allow;
import io.fanfare.kernel.BaseUrl;
import io.fanfare.kernel.Current;
import io.fanfare.kernel.Ids;
import io.fanfare.kernel.Problems;
import io.fanfare.kernel.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The MCP server, where agents use operations as tools. */
@RestController
class McpServer {
    static final String PATH = "/api/mcp";

    private final Transport transport;
    private final Workbench workbench;
    private final Agents agents;
    private final BaseUrl base;

    McpServer(Transport transport, Workbench workbench, Agents agents, BaseUrl base) {
        this.transport = transport;
        this.workbench = workbench;
        this.agents = agents;
        this.base = base;
    }

    /**
     * Takes one JSON-RPC message of the Model Context Protocol over streamable HTTP, in the revisions 2025-06-18, 2025-11-25 and
     * 2026-07-28. {@code tools} adds toolsets to the common tools: {@code planning}, {@code content}, {@code library}, {@code email},
     * {@code social}, {@code ops}, comma-separated, or {@code all}. Send an access token from OAuth, or an API key. Without one it is
     * a 401 whose {@code WWW-Authenticate} says where to get one.
     */
    @PostMapping(PATH)
    @Allow(value = "public", outside = true, plain = true)
    void callMcp(
            @RequestParam(required = false) @Nullable String tools,
            @RequestBody byte[] body,
            HttpServletRequest request,
            HttpServletResponse response) {
        var toolsets = toolsets(tools);
        Current agent;
        try {
            agent = agent(request);
        } catch (Refused refused) {
            if (refused.status() != 401) throw refused;
            response.setHeader("WWW-Authenticate", challenge(request));
            Exchange.json(response, 401, Problems.of(refused));
            return;
        }
        agent.run(() ->
                transport.serve(workbench, toolsets, new String(body, StandardCharsets.UTF_8), request, response));
    }

    private Current agent(HttpServletRequest request) {
        String token = Headers.bearer(request.getHeader("Authorization"))
                .orElseThrow(() -> Refused.unauthorized("Connect by OAuth, or send an API key as a bearer token."));
        return agents.enter(token, Current.find().map(Current::requestId).orElseGet(Ids::next));
    }

    private String challenge(HttpServletRequest request) {
        String error = request.getHeader("Authorization") == null ? "" : "error=\"invalid_token\", ";
        return "Bearer " + error + "resource_metadata=\"" + base.get() + "/.well-known/oauth-protected-resource" + PATH
                + "\", scope=\"read campaign.write plan.write content.write approval.request\"";
    }

    private static Set<String> toolsets(@Nullable String given) {
        if (given == null || given.isBlank()) return Set.of();
        var named = new TreeSet<String>();
        Arrays.stream(given.split(",")).map(String::strip).forEach(name -> {
            if (!Tools.SETS.contains(name) && !name.equals("all"))
                throw Refused.invalid(
                        "tools", "must be of " + String.join(", ", Tools.SETS).toLowerCase(Locale.ROOT) + ", or all");
            named.add(name);
        });
        return named;
    }
}
