package io.fanfare.mcp;

import io.fanfare.kernel.Problems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error of the protocol, in the form of JSON-RPC, with the HTTP status that goes with it. */
final class RpcError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final int code;
    private final transient @Nullable Object data;

    private RpcError(int status, int code, String message, @Nullable Object data) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.data = data;
    }

    static RpcError malformed(String message) {
        return new RpcError(400, -32700, message, null);
    }

    static RpcError invalidRequest(String message) {
        return new RpcError(400, -32600, message, null);
    }

    /** The client is in the wrong: its parameters are understood and can't be served. */
    static RpcError invalid(String message, @Nullable Object data) {
        return new RpcError(200, -32602, message, data);
    }

    static RpcError incomplete(String message) {
        return new RpcError(400, -32602, message, null);
    }

    static RpcError unknownMethod(String method, boolean stateless) {
        return new RpcError(stateless ? 404 : 200, -32601, "Method not found: " + method, null);
    }

    static RpcError headerMismatch(String message) {
        return new RpcError(400, -32020, message, null);
    }

    static RpcError missingCapability(String name) {
        return new RpcError(
                400,
                -32021,
                "This needs a client with the capability " + name,
                Map.of("requiredCapabilities", Map.of(name, Map.of())));
    }

    static RpcError unsupported(String requested, List<String> supported) {
        return new RpcError(
                400,
                -32022,
                "This revision is not supported; use one of " + String.join(", ", supported),
                Map.of("supported", supported, "requested", requested));
    }

    static RpcError forbidden(String message) {
        return new RpcError(403, -32600, message, null);
    }

    static RpcError ended() {
        return new RpcError(404, -32600, "This session has ended. Initialize again.", null);
    }

    /** A page that a person has to open first. */
    static RpcError pageNeeded(String message, String id, String url) {
        return new RpcError(
                200,
                -32042,
                message,
                Map.of(
                        "elicitations",
                        List.of(Map.of("mode", "url", "elicitationId", id, "url", url, "message", message))));
    }

    /** Something failed outside a tool, where a refusal is an error of the protocol. */
    static RpcError of(RuntimeException failed) {
        var problem = Problems.of(failed);
        return new RpcError(200, -32603, String.valueOf(problem.get("detail")), problem);
    }

    int status() {
        return status;
    }

    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        body.put("code", code);
        body.put("message", String.valueOf(getMessage()));
        if (data != null) body.put("data", data);
        return body;
    }
}
