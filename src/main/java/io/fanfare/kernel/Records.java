package io.fanfare.kernel;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies of records. Java has no expression for a copy with changed components yet (JEP 468). */
public final class Records {
    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return Shape.of(type);
        }
    };

    private Records() {}

    /** A copy with other values for some components: {@code Records.with(asset, "title", null, "tags", tags)}. */
    @SuppressWarnings("unchecked")
    public static <R extends Record> R with(R record, @Nullable Object... namesAndValues) {
        var shape = SHAPES.get(record.getClass());
        @Nullable Object[] values = shape.values(record);
        for (int i = 0; i < namesAndValues.length; i += 2)
            values[shape.indexOf((String) namesAndValues[i])] = namesAndValues[i + 1];
        return (R) shape.create(values);
    }

    private record Shape(List<String> names, List<Method> accessors, Constructor<?> constructor) {
        static Shape of(Class<?> type) {
            var components = type.getRecordComponents();
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            try {
                var constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                var accessors = Arrays.stream(components)
                        .map(RecordComponent::getAccessor)
                        .toList();
                accessors.forEach(accessor -> accessor.setAccessible(true));
                var names =
                        Arrays.stream(components).map(RecordComponent::getName).toList();
                return new Shape(names, accessors, constructor);
            } catch (NoSuchMethodException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        int indexOf(@Nullable String name) {
            int index = names.indexOf(name);
            if (index < 0) throw new IllegalArgumentException(constructor.getName() + " has no component " + name);
            return index;
        }

        @Nullable
        Object[] values(Record record) {
            @Nullable Object[] values = new @Nullable Object[names.size()];
            try {
                for (int i = 0; i < values.length; i++)
                    values[i] = accessors.get(i).invoke(record);
                return values;
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        Object create(@Nullable Object[] values) {
            try {
                return constructor.newInstance(values);
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
