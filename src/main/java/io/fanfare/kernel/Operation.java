package io.fanfare.kernel;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.util.UriComponentsBuilder;

/** One thing that people, programs and agents can do: a method with {@link Allow}. */
public record Operation(String id, String httpMethod, String path, Allow allow, Method method, Class<?> door) {
    /** The room is the package. */
    public String room() {
        String name = door.getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** What audit rows call the subject if the operation names none: the first part of its permission. */
    String subjectKind() {
        String permission = allow.value();
        return permission.contains(".") ? permission.substring(0, permission.indexOf('.')) : room();
    }

    public boolean isPublic() {
        return allow.value().equals("public");
    }

    /** A GET returns something and changes nothing. */
    public boolean reads() {
        return httpMethod.equals("GET");
    }

    /** Whether a response is stored for an Idempotency-Key. */
    boolean storesResponse() {
        return !reads() && !allow.plain();
    }

    boolean permits(Current current) {
        return isPublic() || (allow.value().equals("member") && !current.isOperator()) || current.may(allow.value());
    }

    /** Refuses a caller who may not call this. */
    void admit() {
        admit(Current.find());
    }

    void admit(Optional<Current> caller) {
        if (isPublic()) return;
        var current = caller.orElseThrow(() -> Refused.unauthorized("Sign in, or send an API key as a bearer token."));
        if (!permits(current))
            throw Refused.forbidden(
                    "forbidden",
                    "Your role (" + current.role() + ") does not include " + allow.value()
                            + ". Ask an owner or admin of the workspace.");
    }

    /** The status of a response that the method returned. */
    int status(@Nullable Object response) {
        if (response instanceof ResponseEntity<?> entity)
            return entity.getStatusCode().value();
        var fixed = AnnotatedElementUtils.findMergedAnnotation(method, ResponseStatus.class);
        return fixed == null ? 200 : fixed.code().value();
    }

    static @Nullable Object body(@Nullable Object response) {
        return response instanceof ResponseEntity<?> entity ? entity.getBody() : response;
    }

    /** The path with its variables filled in. */
    String at(Map<String, ?> variables) {
        return UriComponentsBuilder.fromPath(path)
                .buildAndExpand(variables)
                .encode()
                .toUriString();
    }
}
