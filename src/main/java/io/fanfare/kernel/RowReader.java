package io.fanfare.kernel;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows as values of one type: a record by the names of its components, anything else from the first column. */
final class RowReader {
    private static final int ABSENT = 0;

    private final Class<?> type;
    private final RecordComponent[] components;
    private final String[] names;
    private final @Nullable Constructor<?> constructor;

    private RowReader(Class<?> type, RecordComponent[] components, @Nullable Constructor<?> constructor) {
        this.type = type;
        this.components = components;
        this.names = Arrays.stream(components)
                .map(component -> Sql.snake(component.getName()))
                .toArray(String[]::new);
        this.constructor = constructor;
    }

    static RowReader of(Class<?> type) {
        if (!type.isRecord()) return new RowReader(type, new RecordComponent[0], null);
        var components = type.getRecordComponents();
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return new RowReader(type, components, constructor);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"})
    <T> List<T> rows(ResultSet result) throws SQLException {
        var rows = new ArrayList<T>();
        int[] columns = constructor == null ? new int[0] : columns(result);
        while (result.next())
            rows.add((T) (constructor == null ? Sql.read(result, 1, type, type) : row(constructor, result, columns)));
        return rows;
    }

    private int[] columns(ResultSet result) throws SQLException {
        var labels = result.getMetaData();
        var known = new HashMap<String, Integer>();
        for (int i = labels.getColumnCount(); i > 0; i--) known.put(labels.getColumnLabel(i), i);
        int[] columns = new int[components.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = known.getOrDefault(names[i], ABSENT);
            if (columns[i] == ABSENT && !derived(components[i]))
                throw new SQLException("no column " + names[i] + " for " + type.getSimpleName());
        }
        return columns;
    }

    /** A component without a column is derived later, and is nullable or a list. */
    private static boolean derived(RecordComponent component) {
        return component.getType() == List.class || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private Object row(Constructor<?> constructor, ResultSet result, int[] columns) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[columns.length];
        for (int i = 0; i < columns.length; i++) values[i] = value(result, components[i], columns[i]);
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("can't read a row as " + type.getSimpleName(), broken);
        }
    }

    private static @Nullable Object value(ResultSet result, RecordComponent component, int column) throws SQLException {
        if (column == ABSENT) return component.getType() == List.class ? List.of() : null;
        return Sql.read(result, column, component.getType(), component.getGenericType());
    }
}
