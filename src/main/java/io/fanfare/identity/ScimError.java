package io.fanfare.identity;

import org.jspecify.annotations.Nullable;

/** A refusal in the form of SCIM (RFC 7644, 3.12). */
final class ScimError extends RuntimeException {
    private static final long serialVersionUID = 1;

    final int status;
    final @Nullable String type;

    private ScimError(int status, @Nullable String type, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
    }

    static ScimError invalid(String detail) {
        return new ScimError(400, "invalidValue", detail);
    }

    static ScimError invalidFilter(String detail) {
        return new ScimError(400, "invalidFilter", detail);
    }

    static ScimError invalidPath(String detail) {
        return new ScimError(400, "invalidPath", detail);
    }

    static ScimError taken(String detail) {
        return new ScimError(409, "uniqueness", detail);
    }

    static ScimError notFound() {
        return new ScimError(404, null, "Nothing in this workspace has this id.");
    }

    static ScimError forbidden(String detail) {
        return new ScimError(403, null, detail);
    }

    static ScimError unauthorized() {
        return new ScimError(401, null, "Send the provisioning token of the workspace as a bearer token.");
    }

    static ScimError of(int status, String detail) {
        return new ScimError(status, null, detail);
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
