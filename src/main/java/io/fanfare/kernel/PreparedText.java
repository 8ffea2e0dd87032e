package io.fanfare.kernel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/** A statement with its named parameters replaced by question marks, alone and after each way to enter the workspace. */
final class PreparedText {
    private final String text;
    private final String plain;
    private final String entering;
    private final String reading;
    /** The parameters in the order of the question marks. */
    private final List<String> names;

    private final boolean ofWorkspace;
    private volatile String @Nullable [] types;

    private PreparedText(String text) {
        var parsed = NamedParameterUtils.parseSqlStatement(text);
        this.text = text;
        this.plain = NamedParameterUtils.substituteNamedParameters(parsed, null);
        this.entering = WorkspaceEntry.ENTER + ";\n" + plain;
        this.reading = WorkspaceEntry.READ + ";\n" + plain;
        this.names = Arrays.stream(NamedParameterUtils.buildValueArray(parsed, new Names(), null))
                .map(String.class::cast)
                .toList();
        this.ofWorkspace = names.contains("workspace");
    }

    static PreparedText of(String text) {
        return new PreparedText(text);
    }

    boolean namesWorkspace() {
        return ofWorkspace;
    }

    /** The text after how it enters the workspace, and after a statement that is sent with it. */
    String after(@Nullable WorkspaceEntry entry, @Nullable PreparedText companion) {
        String mine = companion == null ? plain : companion.plain + ";\n" + plain;
        if (entry == null) return mine;
        if (entry.proof() != null) return entry.proof().statement(WorkspaceEntry.READ) + ";\n" + mine;
        if (companion == null) return entry.reads() ? reading : entering;
        return (entry.reads() ? WorkspaceEntry.READ : WorkspaceEntry.ENTER) + ";\n" + mine;
    }

    /**
     * Asks the database once which types the parameters have, if one of them is null. The driver looks at a statement with a
     * parameter of no type in a message of its own, where a workspace that was entered without a transaction is left again.
     */
    void learnTypes(Connection connection, Map<String, @Nullable Object> values) throws SQLException {
        if (types != null || names.stream().noneMatch(name -> values.get(name) == null)) return;
        try (var described = connection.prepareStatement(plain)) {
            bind(described, 1, values);
            var parameters = described.getParameterMetaData();
            var known = new String[names.size()];
            for (int i = 0; i < known.length; i++) known[i] = parameters.getParameterTypeName(i + 1);
            types = known;
        }
    }

    /** Returns the index of the parameter after the last one. */
    int bind(PreparedStatement prepared, int first, Map<String, @Nullable Object> values) throws SQLException {
        String[] known = types;
        for (int i = 0; i < names.size(); i++) {
            Object value = valueOf(names.get(i), values);
            if (value == null && known != null) prepared.setNull(first + i, Types.NULL, known[i]);
            else StatementCreatorUtils.setParameterValue(prepared, first + i, SqlTypeValue.TYPE_UNKNOWN, value);
        }
        return first + names.size();
    }

    private @Nullable Object valueOf(String name, Map<String, @Nullable Object> values) {
        Object value = values.get(name);
        if (value == null && !values.containsKey(name))
            throw new IllegalStateException("no value for :" + name + " in:\n" + text);
        return value;
    }

    @Override
    public String toString() {
        return text;
    }

    /** Every parameter has its name as its value. */
    private static final class Names implements SqlParameterSource {
        @Override
        public boolean hasValue(String name) {
            return true;
        }

        @Override
        public Object getValue(String name) {
            return name;
        }
    }
}
