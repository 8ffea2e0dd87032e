package io.fanfare.mcp;

import io.fanfare.kernel.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request of a client and the response to it: plain JSON, or a stream of events as soon as something is sent before the result.
 */
final class Exchange {
    private final Message message;
    private final Revision revision;
    private final Map<String, Object> capabilities;
    private final Set<String> toolsets;
    private final String session;
    private final HttpServletResponse response;
    private final boolean streams;
    private final McpSessions sessions;
    private boolean streaming;

    Exchange(
            Message message,
            Revision revision,
            Map<String, Object> capabilities,
            Set<String> toolsets,
            String session,
            boolean streams,
            McpSessions sessions,
            HttpServletResponse response) {
        this.message = message;
        this.revision = revision;
        this.capabilities = capabilities;
        this.toolsets = toolsets;
        this.session = session;
        this.streams = streams;
        this.sessions = sessions;
        this.response = response;
    }

    Message message() {
        return message;
    }

    Revision revision() {
        return revision;
    }

    /** How a later message names this request: ids are unique within a session, and within a caller where there is none. */
    String name() {
        return name(session, message.id());
    }

    static String name(String session, @Nullable Object id) {
        return session + "/" + id;
    }

    /** The groups of tools that the address asks for. */
    Set<String> toolsets() {
        return toolsets;
    }

    /** Whether the client said that it can do this. */
    boolean can(String capability) {
        return capabilities.get(capability) instanceof Map;
    }

    /** Whether the client can show a person a page. */
    boolean canOpenPages() {
        return Message.object(capabilities.get("elicitation")).get("url") instanceof Map;
    }

    /** Tells how far a call is, if the client asked for it. */
    void progress(double progress, @Nullable Double total, @Nullable String text) {
        Object token = message.meta().get("progressToken");
        if (token == null) return;
        var params = new LinkedHashMap<String, Object>();
        params.put("progressToken", token);
        params.put("progress", progress);
        if (total != null) params.put("total", total);
        if (text != null) params.put("message", text);
        send("notifications/progress", params);
    }

    boolean wantsProgress() {
        return streams && message.meta().get("progressToken") != null;
    }

    /** Sends a notification before the result. A client that takes no stream does not get it. */
    void send(String method, Map<String, Object> params) {
        event(Map.of("jsonrpc", "2.0", "method", method, "params", params));
    }

    /** Sends a request to the client on its stream. Its response is another message. */
    void ask(Object id, String method, Map<String, Object> params) {
        event(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params));
    }

    private synchronized void event(Map<String, Object> event) {
        if (!streams) return;
        if (!streaming) {
            response.setStatus(200);
            response.setContentType("text/event-stream;charset=UTF-8");
            response.setHeader("X-Accel-Buffering", "no");
            streaming = true;
        }
        write("event: message\ndata: " + Json.of(event).text() + "\n\n");
    }

    /** What the client sent back for something that it was asked in the last revision; empty where it sent nothing usable. */
    Optional<Map<String, Object>> answer(String name) {
        return Message.object(message.params().get("inputResponses")).get(name) instanceof Map<?, ?> given
                ? Optional.of(Message.object(given))
                : Optional.empty();
    }

    /** A result that asks the client for something first, with a state that it has to send back. */
    Map<String, Object> inputRequired(Map<String, Object> requests, @Nullable String state) {
        var result = new LinkedHashMap<String, Object>();
        result.put("resultType", "input_required");
        result.put("inputRequests", requests);
        if (state != null) result.put("requestState", sessions.state(purpose(), state));
        return result;
    }

    /** The state that an earlier result gave this client for the same call; a forged one is refused. */
    Optional<String> state() {
        Object sent = message.params().get("requestState");
        if (sent == null) return Optional.empty();
        var state = sessions.state(purpose(), sent);
        if (state.isEmpty())
            throw RpcError.invalid("requestState was changed, has expired or is of another call", null);
        return state;
    }

    private String purpose() {
        return message.method() + " " + message.params().get("name");
    }

    void result(Map<String, Object> result) {
        finish(200, "result", result);
    }

    void error(RpcError error) {
        finish(error.status(), "error", error.body());
    }

    private void finish(int status, String member, Map<String, Object> value) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("jsonrpc", "2.0");
        if (message.id() != null) answer.put("id", message.id());
        answer.put(member, value);
        if (streaming) event(answer);
        else json(response, status, answer);
    }

    /** A response that is complete. */
    static void json(HttpServletResponse response, int status, Map<String, Object> body) {
        response.setStatus(status);
        response.setContentType("application/json");
        byte[] bytes = Json.of(body).text().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(bytes.length);
        try {
            response.getOutputStream().write(bytes);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private void write(String text) {
        try {
            response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            response.flushBuffer();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** A text as the content of a result. */
    static Map<String, Object> text(String text) {
        return Map.of("type", "text", "text", text);
    }

    static List<Map<String, Object>> texts(String text) {
        return List.of(text(text));
    }
}
