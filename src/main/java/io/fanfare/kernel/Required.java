package io.fanfare.kernel;

import static org.springframework.web.bind.annotation.RequestMethod.PATCH;
import static org.springframework.web.bind.annotation.RequestMethod.PUT;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A member of an input that is not {@code @Nullable} is required. Jackson does not know that, so it is checked here, once
 * for all inputs, exactly as the contract states it.
 */
@RestControllerAdvice
class Required extends RequestBodyAdviceAdapter {
    private static final Set<Class<?>> LEAVES = Set.of(
            String.class,
            UUID.class,
            BigDecimal.class,
            Instant.class,
            LocalDate.class,
            Integer.class,
            Long.class,
            Boolean.class);
    private static final String SENT_BACK = Required.class.getName() + ".sentBack";
    private static final Map<Class<?>, List<Member>> COMPONENTS = new ConcurrentHashMap<>();

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return parameter.getParameterType().isRecord() && parameter.getParameterType() != Patch.class;
    }

    /** The body of a PUT or PATCH may hold read-only members beside those of its shape: they are kept for the operation. */
    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(parameter.getExecutable(), RequestMapping.class);
        boolean changes =
                mapping != null && Arrays.stream(mapping.method()).anyMatch(method -> method == PUT || method == PATCH);
        var request = RequestContextHolder.getRequestAttributes();
        if (!changes || request == null || !JacksonJsonHttpMessageConverter.class.isAssignableFrom(converter))
            return message;
        byte[] bytes = message.getBody().readAllBytes();
        try {
            JsonNode body = Json.mapper().readTree(bytes);
            var others = ReadOnlyMembers.takenFrom(body, parameter.getParameterType());
            if (!others.members().isEmpty()) {
                request.setAttribute(SENT_BACK, others, RequestAttributes.SCOPE_REQUEST);
                bytes = Json.mapper().writeValueAsBytes(body);
            }
        } catch (JacksonException malformed) {
            // Reported when the body is read.
        }
        return new Read(bytes, message.getHeaders());
    }

    /** A body that has been read once. */
    private record Read(byte[] bytes, HttpHeaders headers) implements HttpInputMessage {
        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }

    /** What the body of this request named beside its shape; asked once, because one request may run several operations. */
    static ReadOnlyMembers sentBack() {
        var request = RequestContextHolder.getRequestAttributes();
        if (request == null
                || !(request.getAttribute(SENT_BACK, RequestAttributes.SCOPE_REQUEST)
                        instanceof ReadOnlyMembers members)) return ReadOnlyMembers.none();
        request.removeAttribute(SENT_BACK, RequestAttributes.SCOPE_REQUEST);
        return members;
    }

    @Override
    public Object afterBodyRead(
            Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        check(body);
        return body;
    }

    /** Refuses an input with the name of every member that is missing. */
    static void check(Object input) {
        var missing = new LinkedHashMap<String, String>();
        look(input, "", missing);
        if (!missing.isEmpty()) throw Refused.invalid(missing);
    }

    private static void look(@Nullable Object value, String path, Map<String, String> missing) {
        if (value instanceof Collection<?> many) {
            int at = 0;
            for (Object item : many) {
                String place = path + "[" + at++ + "]";
                if (item == null) missing.put(place, "is missing");
                look(item, place, missing);
            }
        }
        if (!(value instanceof Record row)) return;
        for (Member member : COMPONENTS.computeIfAbsent(row.getClass(), Required::members)) {
            String name = path.isEmpty() ? member.name() : path + "." + member.name();
            Object held = held(member, row);
            if (held == null && !member.optional()) missing.put(name, "is missing");
            look(held, name, missing);
        }
    }

    /** A member of an input; cached, because a mailing has fifty thousand recipients with members of their own. */
    private record Member(String name, java.lang.reflect.Method accessor, boolean optional) {}

    private static @Nullable Object held(Member member, Record row) {
        try {
            return member.accessor().invoke(row);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static List<Member> members(Class<?> type) {
        var checked = new ArrayList<Member>();
        for (RecordComponent component : type.getRecordComponents())
            if (!component.getType().isPrimitive() && component.getAccessor().trySetAccessible())
                checked.add(new Member(
                        component.getName(),
                        component.getAccessor(),
                        component.getAnnotatedType().isAnnotationPresent(Nullable.class)));
        // An optional member without members of its own never needs a check.
        checked.removeIf(
                member -> member.optional() && LEAVES.contains(member.accessor().getReturnType()));
        return checked;
    }
}
