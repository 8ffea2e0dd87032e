package io.fanfare.integration;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a request to an MCP server brought no result. The message is for people. */
final class McpFailed extends Exception {
    /** What is known about the request. */
    enum Kind {
        /** It surely did not arrive, or was turned away unread. */
        NOT_SENT,
        /** The address must not be called. */
        ADDRESS,
        /** The server does not accept the token. */
        DENIED,
        /** The server answered with an error. */
        ANSWERED,
        /** It may have arrived; there was no usable answer. */
        LOST
    }

    private final Kind kind;
    private final int code;
    private final @Nullable Duration wait;
    private final String challenge;

    private McpFailed(Kind kind, String message, int code, @Nullable Duration wait, String challenge) {
        super(message);
        this.kind = kind;
        this.code = code;
        this.wait = wait;
        this.challenge = challenge;
    }

    static McpFailed of(Kind kind, String message) {
        return new McpFailed(kind, message, 0, null, "");
    }

    static McpFailed answered(int code, String message) {
        return new McpFailed(Kind.ANSWERED, message, code, null, "");
    }

    static McpFailed busy(String message, @Nullable Duration wait) {
        return new McpFailed(Kind.NOT_SENT, message, 0, wait, "");
    }

    static McpFailed denied(int status, String challenge) {
        String message = status == 401
                ? "The server rejected the sign-in (401). Check the token."
                : "The server refused access (403). Check what the token may do.";
        return new McpFailed(Kind.DENIED, message, status, null, challenge);
    }

    Kind kind() {
        return kind;
    }

    /** Of the JSON-RPC error, or the HTTP status; 0 without either. */
    int code() {
        return code;
    }

    @Nullable
    Duration pause() {
        return wait;
    }

    /** {@code WWW-Authenticate}, which says where the server's authorization is described. */
    String challenge() {
        return challenge;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
