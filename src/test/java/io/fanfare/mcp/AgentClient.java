package io.fanfare.mcp;

import io.fanfare.Api;
import io.fanfare.kernel.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** An agent as a client of the MCP server, in one of the revisions. */
final class AgentClient {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String META = "io.modelcontextprotocol/";

    final UUID id;
    private final String token;
    private final String query;
    private final Map<String, Object> capabilities;

    private AgentClient(UUID id, String token, String query, Map<String, Object> capabilities) {
        this.id = id;
        this.token = token;
        this.query = query;
        this.capabilities = capabilities;
    }

    /** With an API key that this person creates. */
    static AgentClient of(Api person, String... scopes) {
        var key = person.post("/api/api-keys", Map.of("name", "Assistant", "scopes", List.of(scopes)))
                .expect(201);
        return new AgentClient(key.id("id"), key.text("key"), "", Map.of());
    }

    static AgentClient bearing(String token) {
        return new AgentClient(new UUID(0, 0), token, "", Map.of());
    }

    AgentClient asking(String tools) {
        return new AgentClient(id, token, "?tools=" + tools, capabilities);
    }

    AgentClient able(Map<String, Object> able) {
        return new AgentClient(id, token, query, able);
    }

    /** A response: its status, its headers and its JSON, or the events of a stream. */
    record Reply(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        JsonNode json() {
            return events().getLast();
        }

        List<JsonNode> events() {
            if (!response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream"))
                return List.of(Json.read(response.body(), JsonNode.class));
            return response.body()
                    .lines()
                    .filter(line -> line.startsWith("data:"))
                    .map(line -> Json.read(line.substring(5), JsonNode.class))
                    .toList();
        }

        JsonNode result() {
            if (!json().has("result")) throw new AssertionError("not a result: " + response.body());
            return json().get("result");
        }

        boolean isRefused() {
            return result().at("/isError").asBoolean();
        }

        JsonNode structured() {
            if (isRefused()) throw new AssertionError("refused: " + response.body());
            return result().get("structuredContent");
        }

        /** The problem of a refused call. */
        JsonNode problem() {
            if (!isRefused()) throw new AssertionError("not refused: " + response.body());
            return Json.read(result().at("/content/0/text").asString(), JsonNode.class);
        }
    }

    /** The last revision. */
    Reply call(String tool, Map<String, ?> arguments) {
        return rpc("tools/call", Map.of("name", tool, "arguments", arguments));
    }

    Reply rpc(String method, Map<String, ?> params) {
        var whole = new LinkedHashMap<String, Object>(params);
        var meta = new LinkedHashMap<String, Object>();
        if (params.get("_meta") instanceof Map<?, ?> given)
            given.forEach((key, value) -> meta.put((String) key, value));
        meta.put(META + "protocolVersion", "2026-07-28");
        meta.put(META + "clientCapabilities", capabilities);
        whole.put("_meta", meta);
        var headers = new HashMap<>(Map.of("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", method));
        Object name = method.equals("resources/read") ? params.get("uri") : params.get("name");
        if (name != null) headers.put("Mcp-Name", String.valueOf(name));
        return send(Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", whole), headers);
    }

    /** The revision with a handshake. */
    Reply handshake(String method, Map<String, ?> params) {
        return send(
                Map.of("jsonrpc", "2.0", "id", 7, "method", method, "params", params),
                Map.of("MCP-Protocol-Version", "2025-11-25"));
    }

    Reply send(Object message, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(Api.url() + "/api/mcp" + query))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream");
        if (!token.isEmpty()) request.header("Authorization", "Bearer " + token);
        headers.forEach(request::header);
        var body = message instanceof String text ? text : Json.of(message).text();
        try {
            return new Reply(HTTP.send(
                    request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofString()));
        } catch (java.io.IOException away) {
            throw new java.io.UncheckedIOException(away);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
