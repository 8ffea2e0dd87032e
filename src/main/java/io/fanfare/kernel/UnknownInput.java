package io.fanfare.kernel;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartRequest;
import org.springframework.web.util.WebUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Refuses the query parameters and form parts that an operation does not define, and a body where it takes none. Members of
 * a body are left to its shape ({@link Inputs}). An operation that takes a map of all parameters is open to any.
 */
final class UnknownInput {
    static final String UNKNOWN = "is unknown to this operation; check the spelling or leave it out";

    private static final Set<String> TOLERATED = Set.of("tenant_id", "user_id");
    private static final Map<Method, Defined> DEFINED = new ConcurrentHashMap<>();

    private UnknownInput() {}

    /** The names that an operation takes outside its body. */
    private record Defined(Set<String> names, boolean any, boolean body) {
        boolean has(String name) {
            return any || names.contains(name) || isTolerated(name);
        }
    }

    static boolean isTolerated(String name) {
        return TOLERATED.contains(name);
    }

    static void refuse(Operation operation, HttpServletRequest request, Collection<String> queried) {
        // Public pages and links get parameters added by mail programs and advertising networks.
        if (!operation.path().startsWith("/api/")) return;
        var defined = DEFINED.computeIfAbsent(operation.method(), UnknownInput::defined);
        var given = new LinkedHashSet<>(queried);
        var form = WebUtils.getNativeRequest(request, MultipartRequest.class);
        if (form != null) {
            given.addAll(request.getParameterMap().keySet());
            given.addAll(form.getMultiFileMap().keySet());
        }
        if (form == null && !defined.body() && !operation.reads()) given.addAll(membersOfBody(request));
        refuse(given.stream().filter(name -> !defined.has(name)).toList());
    }

    static void refuse(Collection<String> names) {
        var errors = new LinkedHashMap<String, String>();
        names.forEach(name -> errors.put(name, UNKNOWN));
        if (!errors.isEmpty()) throw Refused.invalid(errors);
    }

    private static Collection<String> membersOfBody(HttpServletRequest request) {
        String type = String.valueOf(request.getContentType());
        if (!type.contains("json")) return Set.of();
        try {
            byte[] bytes = request.getInputStream().readAllBytes();
            if (new String(bytes, java.nio.charset.StandardCharsets.UTF_8).isBlank()) return Set.of();
            JsonNode sent = Json.mapper().readTree(bytes);
            if (sent.isObject()) return sent.propertyNames();
        } catch (JacksonException malformed) {
            throw Refused.invalid("body", "is not well-formed JSON; this operation takes no body");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        throw Refused.invalid("body", "must be left out: this operation takes no body");
    }

    private static Defined defined(Method method) {
        var names = new TreeSet<String>();
        boolean any = false;
        boolean body = false;
        for (Parameter parameter : method.getParameters()) {
            var asked = parameter.getAnnotation(RequestParam.class);
            var part = parameter.getAnnotation(RequestPart.class);
            if (asked != null) {
                any |= Map.class.isAssignableFrom(parameter.getType());
                names.add(either(asked.value(), parameter.getName()));
            } else if (part != null) names.add(either(part.value(), parameter.getName()));
            else if (parameter.getType().isRecord() && parameter.getAnnotations().length == 0)
                names.addAll(Queries.names(parameter.getType()));
            // An operation that takes the request itself may read the body as it was sent.
            body |= parameter.isAnnotationPresent(RequestBody.class) || parameter.getType() == HttpServletRequest.class;
        }
        return new Defined(names, any, body);
    }

    private static String either(String given, String name) {
        return given.isEmpty() ? name : given;
    }
}
