package io.fanfare.kernel;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.context.request.NativeWebRequest;

/**
 * Query records: a list operation takes one record, and each of its components is a query parameter (a form part in an
 * upload). As in a body, {@link JsonAlias} names other parameters that are read as the component, such as its name in
 * snake_case; the component's own name takes precedence. {@link JsonProperty} gives it another name, such as {@code class}.
 */
@ControllerAdvice
public final class Queries {
    /** The names that a query record binds. */
    public static List<String> names(Class<?> record) {
        return Arrays.stream(record.getRecordComponents())
                .flatMap(component -> names(component).stream())
                .toList();
    }

    /** The query parameters of a component: its name, then its aliases. */
    public static List<String> names(RecordComponent component) {
        var alias = component.getAccessor().getAnnotation(JsonAlias.class);
        return names(named(component.getName(), component.getAccessor().getAnnotation(JsonProperty.class)), alias);
    }

    private static String named(String name, @Nullable JsonProperty property) {
        return property == null || property.value().isEmpty() ? name : property.value();
    }

    private static List<String> names(String name, @Nullable JsonAlias alias) {
        if (alias == null) return List.of(name);
        return Stream.concat(Stream.of(name), Arrays.stream(alias.value())).toList();
    }

    @InitBinder
    void resolveAliases(WebDataBinder binder, NativeWebRequest request) {
        binder.setNameResolver(parameter -> {
            var alias = parameter.getParameterAnnotation(JsonAlias.class);
            var property = parameter.getParameterAnnotation(JsonProperty.class);
            String name = named(String.valueOf(parameter.getParameterName()), property);
            if (alias == null) return name.equals(parameter.getParameterName()) ? null : name;
            return names(name, alias).stream()
                    .filter(given -> request.getParameterValues(given) != null)
                    .findFirst()
                    .orElse(null);
        });
    }
}
