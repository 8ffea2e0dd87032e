package io.fanfare.kernel;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * What is not {@code @Nullable} in an input is required: JSON knows nothing of that, so it is asked here, once for all
 * inputs, as the contract says it.
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
    private static final Map<Class<?>, List<Member>> COMPONENTS = new ConcurrentHashMap<>();

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return parameter.getParameterType().isRecord() && parameter.getParameterType() != Patch.class;
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

    /** A member of an input; kept, because a mailing has fifty thousand recipients and each has its members. */
    private record Member(String name, java.lang.reflect.Method accessor, boolean optional) {}

    private static @Nullable Object held(Member member, Record row) {
        try {
            return member.accessor().invoke(row);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static List<Member> members(Class<?> type) {
        var looked = new ArrayList<Member>();
        for (RecordComponent component : type.getRecordComponents())
            if (!component.getType().isPrimitive() && component.getAccessor().trySetAccessible())
                looked.add(new Member(
                        component.getName(),
                        component.getAccessor(),
                        component.getAnnotatedType().isAnnotationPresent(Nullable.class)));
        // What may be absent and holds no members of its own needs no look: records come by the ten thousand.
        looked.removeIf(
                member -> member.optional() && LEAVES.contains(member.accessor().getReturnType()));
        return looked;
    }
}
