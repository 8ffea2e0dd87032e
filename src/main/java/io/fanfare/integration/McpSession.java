package io.fanfare.integration;

import io.fanfare.integration.McpFailed.Kind;
import io.fanfare.kernel.HttpCalls;
import io.fanfare.kernel.HttpContent;
import io.fanfare.kernel.Outgoing;
import io.fanfare.kernel.OutgoingRefused;
import io.fanfare.kernel.OutgoingUnreached;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A visit to an MCP server by streamable HTTP. It speaks revision 2026-07-28 where the server does, and otherwise opens a session of
 * 2025-11-25 and ends it on close. A visit serves one purpose, so no node keeps a session that another would need.
 */
final class McpSession implements AutoCloseable {
    static final String STATELESS = "2026-07-28";
    static final String WITH_SESSION = "2025-11-25";

    private static final List<String> OLDER = List.of(WITH_SESSION, "2025-06-18", "2025-03-26");
    private static final Duration WITHIN = Duration.ofSeconds(15);
    private static final Duration BRIEFLY = Duration.ofSeconds(3);
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final int LONGEST_ERROR = 300;
    private static final int MOST_PAGES = 20;
    private static final int MOST_TOOLS = 300;
    private static final int METHOD_NOT_FOUND = -32601;
    private static final Map<String, Object> ABOUT = Map.of("name", "Fanfare", "version", "1");
    private static final String META = "io.modelcontextprotocol/";

    private final Outgoing outgoing;
    private final URI uri;
    private final @Nullable String token;
    private String revision = STATELESS;
    private @Nullable String session;
    private int requests;

    private McpSession(Outgoing outgoing, URI uri, @Nullable String token) {
        this.outgoing = outgoing;
        this.uri = uri;
        this.token = token;
    }

    /** @param known the revision that the server spoke last time; null asks it */
    static McpSession open(Outgoing outgoing, URI uri, @Nullable String token, @Nullable String known)
            throws McpFailed {
        var session = new McpSession(outgoing, uri, token);
        boolean stateless = known == null ? session.isStateless() : known.equals(STATELESS);
        if (!stateless) session.initialize();
        return session;
    }

    String revision() {
        return revision;
    }

    /** Asks by the newer revision; a server that does not know it answers with some other error. */
    private boolean isStateless() throws McpFailed {
        revision = STATELESS;
        try {
            var found = request("server/discover", Map.of(), null, Map.of(), WITHIN);
            for (JsonNode version : found.path("supportedVersions"))
                if (version.asString("").equals(STATELESS)) return true;
            return false;
        } catch (McpFailed failed) {
            if (failed.kind() == Kind.ANSWERED) return false;
            throw failed;
        }
    }

    private void initialize() throws McpFailed {
        revision = WITH_SESSION;
        var hello = request(
                "initialize",
                Map.of("protocolVersion", WITH_SESSION, "capabilities", Map.of(), "clientInfo", ABOUT),
                null,
                Map.of(),
                WITHIN);
        String spoken = hello.path("protocolVersion").asString("");
        if (!OLDER.contains(spoken))
            throw McpFailed.answered(
                    0,
                    "The server speaks revision " + OutsideData.text(spoken, 40) + " of MCP, which Fanfare does not.");
        revision = spoken;
        notification("notifications/initialized", Map.of());
    }

    /** The tools of all pages, as the server describes them. */
    List<JsonNode> tools() throws McpFailed {
        var tools = new ArrayList<JsonNode>();
        var cursors = new ArrayList<String>();
        for (int page = 0; page < MOST_PAGES; page++) {
            var result = request(
                    "tools/list",
                    cursors.isEmpty() ? Map.of() : Map.of("cursor", cursors.getLast()),
                    null,
                    Map.of(),
                    WITHIN);
            if (!result.path("tools").isArray())
                throw McpFailed.of(Kind.LOST, "The server answered without a list of tools.");
            result.path("tools").forEach(tools::add);
            if (tools.size() > MOST_TOOLS)
                throw McpFailed.answered(0, "The server offers more than " + MOST_TOOLS + " tools.");
            String next = result.path("nextCursor").asString("");
            if (next.isEmpty()) return tools;
            if (cursors.contains(next)) throw McpFailed.answered(0, "The list of tools does not end.");
            cursors.add(next);
        }
        throw McpFailed.answered(0, "The list of tools has more than " + MOST_PAGES + " pages.");
    }

    /** Calls a tool; {@code key} is the same for a call that means the same. */
    JsonNode call(Tool.Definition tool, Map<String, ?> arguments, @Nullable String key, Duration within)
            throws McpFailed {
        var params = new LinkedHashMap<String, Object>();
        params.put("name", tool.name());
        params.put("arguments", arguments);
        if (key != null) params.put("_meta", Map.of("fanfare.io/idempotencyKey", key));
        var headers =
                revision.equals(STATELESS) ? ToolHeaders.of(tool.inputSchema(), arguments) : Map.<String, String>of();
        return request("tools/call", params, tool.name(), headers, within);
    }

    private JsonNode request(
            String method, Map<String, ?> params, @Nullable String name, Map<String, String> headers, Duration within)
            throws McpFailed {
        int id = ++requests;
        var reader = new McpAnswer(LONGEST_ANSWER, message -> isAnswer(message, id), this::answer);
        var body = message(method, params);
        body.put("id", id);
        var all = new LinkedHashMap<>(headers(method, name));
        all.putAll(headers);
        try {
            var answer = outgoing.sendReading(post(all, body, within), reader::read);
            return result(answer, id);
        } catch (OutgoingRefused refused) {
            throw McpFailed.of(Kind.ADDRESS, String.valueOf(refused.getMessage()));
        } catch (OutgoingUnreached unreached) {
            throw McpFailed.of(Kind.NOT_SENT, "The server can't be reached: " + unreached.getMessage() + ".");
        } catch (IOException broken) {
            // In the newer revision, the closed connection says it.
            if (!revision.equals(STATELESS) && !method.equals("initialize"))
                notification("notifications/cancelled", Map.of("requestId", id, "reason", "No answer in time"));
            throw McpFailed.of(Kind.LOST, "The server sent no complete answer: " + broken.getMessage() + ".");
        }
    }

    private Map<String, Object> message(String method, Map<String, ?> params) {
        var all = new LinkedHashMap<String, Object>(params);
        if (revision.equals(STATELESS)) {
            var meta = new LinkedHashMap<String, Object>();
            if (params.get("_meta") instanceof Map<?, ?> given) given.forEach((k, v) -> meta.put(k.toString(), v));
            meta.put(META + "protocolVersion", STATELESS);
            meta.put(META + "clientInfo", ABOUT);
            meta.put(META + "clientCapabilities", Map.of());
            all.put("_meta", meta);
        }
        var message = new LinkedHashMap<String, Object>();
        message.put("jsonrpc", "2.0");
        message.put("method", method);
        message.put("params", all);
        return message;
    }

    private Map<String, String> headers(String method, @Nullable String name) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Accept", "application/json, text/event-stream");
        if (!method.equals("initialize")) headers.put("MCP-Protocol-Version", revision);
        if (revision.equals(STATELESS)) {
            headers.put("Mcp-Method", method);
            if (name != null) headers.put("Mcp-Name", name);
        }
        if (session != null) headers.put("Mcp-Session-Id", session);
        if (token != null) headers.put("Authorization", "Bearer " + token);
        return headers;
    }

    private Outgoing.Request post(Map<String, String> headers, Object body, Duration within) {
        return new Outgoing.Request("POST", uri, headers, HttpContent.json(body), LONGEST_ANSWER, within);
    }

    private static boolean isAnswer(JsonNode message, int id) {
        return message.path("id").asInt(-1) == id && (message.has("result") || message.has("error"));
    }

    private JsonNode result(Outgoing.Answer answer, int id) throws McpFailed {
        int status = answer.status();
        if (status == 401 || status == 403)
            throw McpFailed.denied(status, answer.header("www-authenticate").orElse(""));
        if (status == 429 || status == 503) throw McpFailed.busy("The server is busy (" + status + ").", pause(answer));
        if (status >= 300 && status < 400)
            throw McpFailed.answered(
                    status, "The server redirects (" + status + "). Enter the address it redirects to.");
        var message = HttpCalls.json(answer.bytes());
        if (message.path("error").isObject()) throw error(message.path("error"));
        if (status == 404 && session != null) throw McpFailed.busy("The server ended the session.", null);
        if (status >= 500) throw McpFailed.of(Kind.LOST, "The server failed (" + status + ").");
        if (status >= 400)
            throw McpFailed.answered(status, "The server answered " + status + ", not as an MCP server.");
        if (!isAnswer(message, id))
            throw McpFailed.of(Kind.LOST, "The answer is not that of an MCP server. Check the address.");
        session = answer.header("mcp-session-id")
                .filter(text -> text.matches("[!-~]{1,500}"))
                .orElse(session);
        var result = message.path("result");
        if (result.path("resultType").asString("").equals("input_required"))
            throw McpFailed.answered(0, "The server asks for input that Fanfare can't give.");
        return result;
    }

    private static McpFailed error(JsonNode error) {
        String text = OutsideData.text(error.path("message").asString("without a reason"), LONGEST_ERROR);
        return McpFailed.answered(error.path("code").asInt(0), "The server answered with an error: " + text);
    }

    private static @Nullable Duration pause(Outgoing.Answer answer) {
        String seconds = answer.header("retry-after").orElse("");
        return seconds.matches("\\d{1,5}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
    }

    /** Requests of the server within a stream: a ping is answered, anything else is declined. */
    private void answer(JsonNode message) {
        var id = message.get("id");
        if (id == null || !message.has("method") || revision.equals(STATELESS)) return;
        var reply = new LinkedHashMap<String, Object>();
        reply.put("jsonrpc", "2.0");
        reply.put("id", id.isNumber() ? id.asLong() : OutsideData.text(id.asString(""), LONGEST_ERROR));
        if (message.path("method").asString("").equals("ping")) reply.put("result", Map.of());
        else reply.put("error", Map.of("code", METHOD_NOT_FOUND, "message", "Not supported"));
        briefly("reply", reply);
    }

    private void notification(String method, Map<String, ?> params) {
        briefly(method, message(method, params));
    }

    /** Sends what has no answer; a failure shows in the next request. */
    private void briefly(String method, Object body) {
        try {
            outgoing.sendBriefly(post(headers(method, null), body, BRIEFLY));
        } catch (IOException ignored) {
            // The next request meets the same server.
        }
    }

    @Override
    public void close() {
        if (session == null) return;
        var headers = headers("close", null);
        try {
            outgoing.sendBriefly(new Outgoing.Request("DELETE", uri, headers, null, LONGEST_ERROR, BRIEFLY));
        } catch (IOException ignored) {
            // The server ends it by itself after a while.
        }
    }
}
