package io.fanfare.mcp;

import io.fanfare.kernel.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A JSON-RPC message from a client: a request with an id, a notification without, or a response to a request of the server. */
record Message(@Nullable Object id, @Nullable String method, Map<String, Object> params, Map<String, Object> whole) {
    private static final String META = "_meta";
    private static final String PREFIX = "io.modelcontextprotocol/";

    static Message read(String text) {
        Object read;
        try {
            read = Json.read(text, Object.class);
        } catch (JacksonException malformed) {
            throw RpcError.malformed("The body is not well-formed JSON");
        }
        if (!(read instanceof Map<?, ?> message) || !"2.0".equals(message.get("jsonrpc")))
            throw RpcError.invalidRequest("Send one JSON-RPC 2.0 message");
        Object id = message.get("id");
        if (id != null && !(id instanceof String) && !(id instanceof Number))
            throw RpcError.invalidRequest("id must be a string or a number");
        Object method = message.get("method");
        if (method == null && !message.containsKey("result") && !message.containsKey("error"))
            throw RpcError.invalidRequest("method is missing");
        if (method != null && !(method instanceof String)) throw RpcError.invalidRequest("method must be a string");
        if (message.get("params") != null && !(message.get("params") instanceof Map))
            throw RpcError.invalidRequest("params must be an object");
        return new Message(id, (String) method, object(message.get("params")), object(message));
    }

    boolean isRequest() {
        return id != null && method != null;
    }

    /** The members of an object; none for anything else. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    Map<String, Object> meta() {
        return object(params.get(META));
    }

    /** What a request of the last revision says of itself. */
    @Nullable
    Object about(String name) {
        return meta().get(PREFIX + name);
    }

    /** A parameter that must be a text. */
    String text(String name) {
        if (params.get(name) instanceof String text) return text;
        throw RpcError.invalid(name + " must be a string", null);
    }
}
