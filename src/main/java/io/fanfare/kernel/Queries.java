package io.fanfare.kernel;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.bind.annotation.BindParam;

/**
 * Query records: a list operation takes one record, and each of its components is a query parameter (a form part in an
 * upload). {@link BindParam} gives a component another name, such as an alias in snake_case.
 */
public final class Queries {
    private Queries() {}

    /** The names that a query record binds. */
    public static List<String> names(Class<?> record) {
        return Arrays.stream(record.getRecordComponents()).map(Queries::name).toList();
    }

    /** The query parameter of a component. */
    public static String name(RecordComponent component) {
        var record = component.getDeclaringRecord();
        int at = Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .toList()
                .indexOf(component.getName());
        var alias = canonical(record).getParameters()[at].getAnnotation(BindParam.class);
        return alias == null ? component.getName() : alias.value();
    }

    private static Constructor<?> canonical(Class<?> record) {
        var types = Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return record.getDeclaredConstructor(types);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
