package io.fanfare.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The methods of MCP, in the revisions with a handshake and in the one without. They differ in what surrounds a result, not in what a
 * tool, a resource or a prompt is.
 */
final class Protocol {
    private static final int MOST_COMPLETIONS = 100;
    /** Methods that the last revision no longer has. */
    private static final Set<String> HANDSHAKE =
            Set.of("initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe");

    private final Offer offer;
    private final McpSessions sessions;

    Protocol(Offer offer, McpSessions sessions) {
        this.offer = offer;
        this.sessions = sessions;
    }

    /** The revision of a message, by its body or its header. */
    static Revision revision(Message message, @Nullable String header) {
        var said = message.about("protocolVersion");
        boolean stateless =
                said != null || Revision.JULY_2026.text().equals(header) || "server/discover".equals(message.method());
        if (!stateless) return handshake(header);
        if (!(said instanceof String text))
            throw RpcError.incomplete("_meta must have io.modelcontextprotocol/protocolVersion");
        if (header == null) throw RpcError.headerMismatch("The header MCP-Protocol-Version is missing");
        if (!header.equals(text))
            throw RpcError.headerMismatch("MCP-Protocol-Version is not the protocolVersion in _meta");
        var revision = Revision.of(text).orElseThrow(() -> RpcError.unsupported(text, Revision.texts()));
        if (!revision.stateless()) return revision;
        if (message.isRequest() && !(message.about("clientCapabilities") instanceof Map))
            throw RpcError.incomplete("_meta must have io.modelcontextprotocol/clientCapabilities");
        return revision;
    }

    private static Revision handshake(@Nullable String header) {
        if (header == null) return Revision.NOVEMBER_2025;
        return Revision.of(header).orElseThrow(() -> RpcError.unsupported(header, Revision.texts()));
    }

    /** The headers by which a proxy routes must say what the body says. */
    static void requireRouted(Message message, @Nullable String method, @Nullable String name) {
        if (method == null) throw RpcError.headerMismatch("The header Mcp-Method is missing");
        if (!method.equals(message.method()))
            throw RpcError.headerMismatch("Mcp-Method is not the method of the request");
        var named = named(message);
        if (named.isEmpty()) return;
        if (name == null) throw RpcError.headerMismatch("The header Mcp-Name is missing");
        if (!Headers.decoded(name).equals(named.get()))
            throw RpcError.headerMismatch("Mcp-Name is not what the request names");
    }

    private static Optional<String> named(Message message) {
        Object named =
                switch (String.valueOf(message.method())) {
                    case "tools/call", "prompts/get" -> message.params().get("name");
                    case "resources/read" -> message.params().get("uri");
                    default -> null;
                };
        return Optional.ofNullable(named).map(String::valueOf);
    }

    /** The id of a new session, for the result of a handshake. */
    String session(Message initialize) {
        return sessions.start(Message.object(initialize.params().get("capabilities")));
    }

    Map<String, Object> answer(Exchange exchange) {
        var message = exchange.message();
        String method = String.valueOf(message.method());
        boolean stateless = exchange.revision().stateless();
        if (stateless && HANDSHAKE.contains(method)) throw RpcError.unknownMethod(method, true);
        var result =
                switch (method) {
                    case "initialize" -> initialized(message);
                    case "ping" -> Map.<String, Object>of();
                    case "server/discover" -> discovered(exchange.revision());
                    case "tools/list" -> listed("tools", offer.tools(exchange));
                    case "tools/call" ->
                        offer.call(
                                message.text("name"),
                                Message.object(message.params().get("arguments")),
                                exchange);
                    case "resources/list" ->
                        offer.resources((String) message.params().get("cursor"));
                    case "resources/templates/list" -> listed("resourceTemplates", offer.templates());
                    case "resources/read" -> read(exchange);
                    case "prompts/list" -> listed("prompts", offer.prompts());
                    case "prompts/get" -> prompt(exchange);
                    case "completion/complete" -> completed(message);
                    default ->
                        offer.other(message, exchange).orElseThrow(() -> RpcError.unknownMethod(method, stateless));
                };
        return stateless ? framed(method, result) : result;
    }

    private Map<String, Object> initialized(Message message) {
        var revision = Revision.of(message.text("protocolVersion"))
                .filter(asked -> !asked.stateless())
                .orElse(Revision.NOVEMBER_2025);
        var result = new LinkedHashMap<String, Object>();
        result.put("protocolVersion", revision.text());
        result.put("capabilities", offer.capabilities(revision));
        result.put("serverInfo", offer.info());
        result.put("instructions", offer.instructions());
        return result;
    }

    private Map<String, Object> discovered(Revision revision) {
        var result = new LinkedHashMap<String, Object>();
        result.put("supportedVersions", Revision.texts());
        result.put("capabilities", offer.capabilities(revision));
        result.put("instructions", offer.instructions());
        return result;
    }

    private static Map<String, Object> listed(String name, List<Map<String, Object>> items) {
        var result = new LinkedHashMap<String, Object>();
        result.put(name, items);
        return result;
    }

    private Map<String, Object> read(Exchange exchange) {
        String uri = exchange.message().text("uri");
        var contents =
                offer.read(uri, exchange).orElseThrow(() -> RpcError.invalid("Resource not found", Map.of("uri", uri)));
        return listed("contents", contents);
    }

    private Map<String, Object> prompt(Exchange exchange) {
        String name = exchange.message().text("name");
        return offer.prompt(name, Message.object(exchange.message().params().get("arguments")), exchange)
                .orElseThrow(() -> RpcError.invalid("Prompt not found", Map.of("name", name)));
    }

    private Map<String, Object> completed(Message message) {
        var argument = Message.object(message.params().get("argument"));
        var values = offer.complete(
                Message.object(message.params().get("ref")),
                String.valueOf(argument.get("name")),
                String.valueOf(argument.getOrDefault("value", "")));
        return Map.of(
                "completion",
                Map.of(
                        "values",
                        values.stream().limit(MOST_COMPLETIONS).toList(),
                        "total",
                        values.size(),
                        "hasMore",
                        values.size() > MOST_COMPLETIONS));
    }

    /** What every result of the last revision has: its kind, who answers, and how long a list may be kept. */
    private Map<String, Object> framed(String method, Map<String, Object> result) {
        var framed = new LinkedHashMap<>(result);
        framed.putIfAbsent("resultType", "complete");
        var meta = new LinkedHashMap<>(Message.object(framed.get("_meta")));
        meta.put("io.modelcontextprotocol/serverInfo", offer.info());
        framed.put("_meta", meta);
        switch (method) {
            case "server/discover",
                    "tools/list",
                    "prompts/list",
                    "resources/list",
                    "resources/templates/list",
                    "resources/read" -> {
                framed.put("ttlMs", method.equals("resources/read") || method.equals("resources/list") ? 0 : 60_000);
                framed.put("cacheScope", "private");
            }
            default -> {}
        }
        return framed;
    }
}
