package io.fanfare.kernel;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private static final Map<Class<?>, List<RecordComponent>> COMPONENTS = new ConcurrentHashMap<>();

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
        for (RecordComponent component : COMPONENTS.computeIfAbsent(row.getClass(), Required::components)) {
            String name = path.isEmpty() ? component.getName() : path + "." + component.getName();
            Object member = member(component, row);
            boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (member == null && !optional) missing.put(name, "is missing");
            look(member, name, missing);
        }
    }

    private static @Nullable Object member(RecordComponent component, Record row) {
        try {
            return component.getAccessor().invoke(row);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static List<RecordComponent> components(Class<?> type) {
        var looked = new ArrayList<RecordComponent>();
        for (RecordComponent component : type.getRecordComponents())
            if (!component.getType().isPrimitive() && component.getAccessor().trySetAccessible()) looked.add(component);
        return looked;
    }
}
