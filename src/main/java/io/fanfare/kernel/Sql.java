package io.fanfare.kernel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.JsonNode;

/**
 * Statements as text with named parameters. Binds {@code :workspace} from {@link Current}, converts enums, lists, JSON
 * and instants, reads rows as records, and refuses a statement that uses a tenant table without binding the workspace.
 */
@Component
public class Sql {
    /** Tables of the installation instead of a workspace; the house test requires a reason for each. */
    public static final Set<String> HOUSE_TABLES = HouseTables.NAMES;

    private static final Pattern TABLE =
            Pattern.compile("\\b(from|join|update|into|using)\\s+(?:only\\s+)?([a-z][a-z_0-9]*)\\b(?!\\s*\\()");
    private static final Pattern BOUND = Pattern.compile("workspace_id\\s*=\\s*:workspace\\b");
    private static final Pattern JOINED = Pattern.compile(
            "workspace_id\\s*=\\s*[a-z][a-z_0-9]*\\.workspace_id\\b|\\busing\\s*\\(\\s*workspace_id\\b");
    private static final Pattern ROOM = Pattern.compile(
            "^(kernel|identity|ai|delivery|activity|search|approval|campaign|outbox|"
                    + "strategy|planning|library|render|creative|audience|email|social|analytics|advisor|launch|dashboard|start|integration|gateway|mcp|ops)(_.*)?$");

    /** Types whose values, unless they are given as texts, contain no character with a meaning in an array. */
    private static final Set<String> PLAIN = Set.of("uuid", "date", "numeric", "timestamptz");

    /** Statements that are composed of what users send are without number. */
    private static final int MAX_PREPARED = 5_000;

    private final JdbcTemplate jdbc;
    private final Cache<String, PreparedText> prepared =
            Caffeine.newBuilder().maximumSize(MAX_PREPARED).build();
    private final Map<Class<?>, RowReader> readers = new ConcurrentHashMap<>();

    Sql(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public Statement of(String text) {
        var known = prepared.getIfPresent(text);
        if (known != null) return new Statement(known);
        fault(text).ifPresent(fault -> {
            throw new IllegalStateException(fault + ":\n" + text);
        });
        var checked = PreparedText.of(text);
        prepared.put(text, checked);
        return new Statement(checked);
    }

    /**
     * Why a statement could read another workspace: it does not bind {@code workspace_id = :workspace}, or has fewer conditions on
     * {@code workspace_id} than tenant tables. Row level security isolates them as well.
     */
    public static Optional<String> fault(String statement) {
        long bound = BOUND.matcher(statement).results().count();
        long conditions = bound + JOINED.matcher(statement).results().count();
        Matcher tables = TABLE.matcher(statement);
        while (tables.find()) {
            String table = tables.group(2);
            if (!ROOM.matcher(table).matches() || HOUSE_TABLES.contains(table)) continue;
            if (tables.group(1).equals("into")) continue;
            if (bound == 0)
                return Optional.of(table + " is a tenant table and the statement does not bind the workspace");
            if (--conditions < 0)
                return Optional.of(table + " is a tenant table and has no condition on workspace_id of its own");
        }
        return Optional.empty();
    }

    /** A statement and its bound values. */
    public final class Statement {
        private final PreparedText text;
        private final Map<String, @Nullable Object> values = new HashMap<>();
        private @Nullable Companion<?, ?> companion;

        private Statement(PreparedText text) {
            this.text = text;
            if (text.namesWorkspace()) values.put("workspace", Current.get().workspace());
        }

        public Statement bind(String name, @Nullable Object value) {
            values.put(name, written(value));
            return this;
        }

        /** Binds every component of a record by its name. */
        public Statement bind(Record row) {
            for (RecordComponent component : row.getClass().getRecordComponents())
                bind(component.getName(), valueOf(component, row));
            return this;
        }

        /** Binds the columns of many rows as arrays, for {@code unnest}. */
        public Statement array(String name, String elementType, Collection<?> elements) {
            values.put(name, arrayOf(elementType, elements));
            return this;
        }

        /** Sends another statement in the same message to the database: two answers for one round trip. */
        public Statement with(Companion<?, ?> other) {
            companion = other;
            return this;
        }

        /** The rows of this statement as one value, to be sent with another statement. */
        public <R, T> Companion<R, T> companion(Class<R> type, Function<List<R>, T> value) {
            return new Companion<>(this, type, value);
        }

        public <T> T one(Class<T> type) {
            return find(type).orElseThrow(Refused::notFound);
        }

        public <T> Optional<T> find(Class<T> type) {
            List<T> rows = list(type);
            if (rows.size() > 1) throw new IllegalStateException("more than one row:\n" + text);
            return rows.stream().findFirst();
        }

        public <T> List<T> list(Class<T> type) {
            return perform(statement -> reader(type).rows(statement.getResultSet()));
        }

        public boolean exists() {
            return perform(statement -> statement.getResultSet().next());
        }

        public int run() {
            return perform(PreparedStatement::getUpdateCount);
        }

        /** Enters the workspace in the same message to the database, if this transaction has not done so yet. */
        private <T> T perform(ResultReader<T> read) {
            inTransaction();
            var entry = Transactions.entry();
            var other = companion;
            String all = text.after(entry, other == null ? null : other.statement.text);
            try {
                var result = jdbc.execute(all, (PreparedStatement prepared) -> {
                    if (entry != null && entry.reads()) learnTypes(prepared.getConnection());
                    int next = entry == null ? 1 : entry.bind(prepared);
                    if (other != null) next = other.statement.text.bind(prepared, next, other.statement.values);
                    text.bind(prepared, next, values);
                    prepared.execute();
                    if (entry != null) prepared.getMoreResults();
                    if (other != null) {
                        other.read(prepared.getResultSet());
                        prepared.getMoreResults();
                    }
                    return read.read(prepared);
                });
                if (entry != null) Transactions.entered(entry);
                return Objects.requireNonNull(result);
            } catch (UncategorizedSQLException failed) {
                var cause = failed.getSQLException();
                throw cause != null && Proof.CHANGED.equals(cause.getSQLState()) ? new Proof.Failed() : failed;
            }
        }

        private void learnTypes(Connection connection) throws SQLException {
            text.learnTypes(connection, values);
            if (companion != null) companion.statement.learnTypes(connection);
        }

        // Without a transaction no workspace is bound, and the policies would reject the statement.
        private void inTransaction() {
            if (!TransactionSynchronizationManager.isActualTransactionActive())
                throw new IllegalStateException("outside a transaction:\n" + text);
        }
    }

    /** The value of a statement that is sent with another one, or by itself when it is needed first. */
    public final class Companion<R, T> implements Supplier<T> {
        private final Statement statement;
        private final Class<R> type;
        private final Function<List<R>, T> value;
        private @Nullable List<R> rows;

        private Companion(Statement statement, Class<R> type, Function<List<R>, T> value) {
            this.statement = statement;
            this.type = type;
            this.value = value;
        }

        private void read(ResultSet result) throws SQLException {
            rows = reader(type).rows(result);
        }

        @Override
        public T get() {
            return value.apply(rows == null ? statement.list(type) : rows);
        }
    }

    private interface ResultReader<T> {
        T read(PreparedStatement statement) throws SQLException;
    }

    private static @Nullable Object written(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Json json -> jsonb(json.text());
            case JsonNode node -> jsonb(node.toString());
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case java.time.ZoneId zone -> zone.getId();
            case Collection<?> many -> arrayOf(elementType(many), many);
            default -> value;
        };
    }

    /** The driver sends arrays of these types as they are, and all others as text; elements may be null. */
    @SuppressWarnings("NullAway")
    private static Object arrayOf(String elementType, Collection<?> elements) {
        if (PLAIN.contains(elementType) && elements.stream().noneMatch(CharSequence.class::isInstance))
            return of(elementType + "[]", literal(elements));
        @Nullable
        Object[] typed =
                switch (elementType) {
                    case "bigint" -> new @Nullable Long[elements.size()];
                    case "integer" -> new @Nullable Integer[elements.size()];
                    case "boolean" -> new @Nullable Boolean[elements.size()];
                    case "text" -> new @Nullable String[elements.size()];
                    default -> new @Nullable Object[elements.size()];
                };
        int next = 0;
        for (Object element : elements) {
            Object value = written(element);
            typed[next++] = switch (typed) {
                case Long[] _ when value instanceof Number number -> number.longValue();
                case Integer[] _ when value instanceof Number number -> number.intValue();
                case String[] _ when value != null -> value.toString();
                default -> value;
            };
        }
        return new SqlArrayValue(elementType, typed);
    }

    /** As the driver would write it, without looking for characters to escape. */
    private static String literal(Collection<?> elements) {
        var text = new StringBuilder(2 + 12 * elements.size()).append('{');
        for (Object element : elements) {
            if (text.length() > 1) text.append(',');
            if (element == null) text.append("null");
            else if (element instanceof Instant instant) text.append(instant.atOffset(ZoneOffset.UTC));
            else text.append(element);
        }
        return text.append('}').toString();
    }

    private static String elementType(Collection<?> many) {
        Object first = many.isEmpty() ? "" : many.iterator().next();
        return switch (first) {
            case UUID _ -> "uuid";
            case Long _ -> "bigint";
            case Integer _ -> "integer";
            default -> "text";
        };
    }

    private static PGobject jsonb(String text) {
        return of("jsonb", text);
    }

    private static PGobject of(String type, String text) {
        try {
            var value = new PGobject();
            value.setType(type);
            value.setValue(text);
            return value;
        } catch (SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private RowReader reader(Class<?> type) {
        return readers.computeIfAbsent(type, RowReader::of);
    }

    static @Nullable Object read(ResultSet row, int index, Class<?> type, Type full) throws SQLException {
        Object value = known(row, index, type);
        if (value == null || row.wasNull()) return type == List.class ? List.of() : type == Map.class ? Map.of() : null;
        if (value instanceof java.sql.Array array) return elements((Object[]) array.getArray(), full);
        if (value instanceof PGobject json && json.getType().startsWith("json"))
            return Json.read(String.valueOf(json.getValue()), Json.type(full));
        return type.isInstance(value) || type.isPrimitive() ? value : row.getObject(index, type);
    }

    /** Each column is parsed once, as the type that is asked for. */
    private static @Nullable Object known(ResultSet row, int index, Class<?> type) throws SQLException {
        if (type == String.class) return row.getString(index);
        if (type == Instant.class) {
            var at = row.getObject(index, OffsetDateTime.class);
            return at == null ? null : at.toInstant();
        }
        if (type == int.class || type == Integer.class) return row.getInt(index);
        if (type == long.class || type == Long.class) return row.getLong(index);
        if (type == double.class || type == Double.class) return row.getDouble(index);
        if (type == boolean.class || type == Boolean.class) return row.getBoolean(index);
        if (type.isEnum()) {
            String name = row.getString(index);
            return name == null ? null : constant(type, name);
        }
        return row.getObject(index);
    }

    private static List<?> elements(Object[] elements, Type list) {
        boolean constants = list instanceof ParameterizedType of
                && of.getActualTypeArguments()[0] instanceof Class<?> type
                && type.isEnum();
        if (!constants) return List.of(elements);
        var type = (Class<?>) ((ParameterizedType) list).getActualTypeArguments()[0];
        return Arrays.stream(elements)
                .map(name -> constant(type, (String) name))
                .toList();
    }

    private static Object constant(Class<?> type, String name) {
        for (Object constant : type.getEnumConstants())
            if (((Enum<?>) constant).name().equalsIgnoreCase(name)) return constant;
        throw new IllegalStateException(name + " is not a " + type.getSimpleName());
    }

    private static @Nullable Object valueOf(RecordComponent component, Record row) {
        try {
            component.getAccessor().setAccessible(true);
            Object value = component.getAccessor().invoke(row);
            return isJson(value) ? Json.of(value) : value;
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static boolean isJson(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Map<?, ?> _, Record _ -> true;
            case List<?> list -> !list.isEmpty() && list.getFirst() instanceof Record;
            default -> false;
        };
    }

    static String snake(String camel) {
        var out = new StringBuilder();
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (Character.isUpperCase(c)) out.append('_');
            out.append(Character.toLowerCase(c));
        }
        return out.toString();
    }
}
