package io.fanfare.kernel;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that is refused, with the status, a stable code and a sentence that says what to do next. {@link Problems}
 * turns it into the response; a transaction that it is thrown from is rolled back.
 */
public final class Refused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final transient Map<String, Object> more;

    private Refused(int status, String code, String sentence, Map<String, Object> more) {
        super(sentence, null, false, false);
        this.status = status;
        this.code = code;
        this.more = more;
    }

    /** The same response for an id that never existed, was deleted or belongs to another workspace. */
    public static Refused notFound() {
        return new Refused(404, "not_found", "Nothing in this workspace has this id. Check the id.", Map.of());
    }

    /** No operation has this address, so a search for a wrong id would be in vain. */
    static Refused unknownPath() {
        return new Refused(
                404,
                "unknown_path",
                "This server has no operation at this path. GET /api/openapi.json lists all of them.",
                Map.of());
    }

    /** 404 for something that does not exist yet, with how to create it. */
    public static Refused missing(String code, String sentence) {
        return new Refused(404, code, sentence, Map.of());
    }

    /** 400 that names the field. */
    public static Refused invalid(String field, String text) {
        return invalid(Map.of(field, text));
    }

    public static Refused invalid(Map<String, String> errors) {
        String sentence = "Correct these fields: " + String.join(", ", errors.keySet()) + ".";
        return new Refused(400, "invalid", sentence, Map.of("errors", errors));
    }

    public static Refused unauthorized(String sentence) {
        return unauthorized("unauthorized", sentence);
    }

    public static Refused unauthorized(String code, String sentence) {
        return new Refused(401, code, sentence, Map.of());
    }

    public static Refused forbidden(String code, String sentence) {
        return new Refused(403, code, sentence, Map.of());
    }

    public static Refused conflict(String code, String sentence) {
        // The state has the name of the API; the sentence spells it as people read it.
        return new Refused(409, code, sentence.replace("is cancelled", "is canceled"), Map.of());
    }

    /** 422: well-formed, but it can't be processed. */
    public static Refused unprocessable(String code, String sentence) {
        return new Refused(422, code, sentence, Map.of());
    }

    static Refused tooSlow() {
        return new Refused(
                408,
                "request_timeout",
                "The body took too long to arrive. Send it again on a faster connection.",
                Map.of());
    }

    static Refused notSupported() {
        return new Refused(
                405, "method_not_allowed", "This address does not support the method of the request.", Map.of());
    }

    public static Refused tooLarge(String sentence) {
        return new Refused(413, "too_large", sentence, Map.of());
    }

    public static Refused unsupported(String sentence) {
        return new Refused(415, "unsupported_media_type", sentence, Map.of());
    }

    public static Refused tooMany(long retryAfterSeconds) {
        return new Refused(
                429,
                "too_many_requests",
                "Too many requests; try again in " + retryAfterSeconds + " s.",
                Map.of("retryAfter", retryAfterSeconds));
    }

    public static Refused unavailable(String sentence) {
        return new Refused(503, "unavailable", sentence, Map.of("retryAfter", 2L));
    }

    /** The same refusal with one more member in its response, such as {@code blockers}. */
    public Refused with(String member, Object value) {
        var all = new LinkedHashMap<>(more);
        all.put(member, value);
        return new Refused(status, code, sentence(), all);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    public Map<String, Object> more() {
        return more;
    }
}
