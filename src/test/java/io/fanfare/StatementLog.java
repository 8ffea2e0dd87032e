package io.fanfare;

import io.fanfare.kernel.Current;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Sees every statement that the server of the tests sends: lists those of a request, and the transactions that lock in another
 * order than gate, item, row of the ledger.
 */
public final class StatementLog implements BeanPostProcessor {
    private static final Map<UUID, List<String>> RECORDED = new ConcurrentHashMap<>();
    private static final Queue<String> FAULTS = new ConcurrentLinkedQueue<>();
    private static volatile @Nullable Queue<String> listener;

    private static final String LOCKS = "(?s).*(?:\\bfrom|\\bjoin|\\bupdate)\\s+%s\\b(?!\\s*\\().*";
    private static final Pattern LOCKING = Pattern.compile("(?s).*\\bfor (?:no key )?update\\b.*");
    /** What is locked first has the lowest number. */
    private static final List<String> ORDER = List.of("delivery_gate", "(?:social_post|email_mailing)", "delivery");

    /** The statements of the request with this id, which the client chose to record before. */
    static List<String> of(UUID requestId) {
        return RECORDED.getOrDefault(requestId, List.of());
    }

    /** All statements that are sent while something runs, also those of the system. */
    public static List<String> during(Runnable work) {
        var all = new ConcurrentLinkedQueue<String>();
        listener = all;
        try {
            work.run();
        } finally {
            listener = null;
        }
        return List.copyOf(all);
    }

    /** Fails if a transaction of any test up to now has locked in another order. */
    static void requireOneOrderOfLocks() {
        var fault = FAULTS.poll();
        if (fault != null) throw new AssertionError(fault);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source && name.equals("dataSource") ? new Recording(source) : bean;
    }

    private static final class Recording extends DelegatingDataSource {
        Recording(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            var connection = super.getConnection();
            var locks = new Locks();
            return (Connection) Proxy.newProxyInstance(
                    StatementLog.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        switch (method.getName()) {
                            case "prepareStatement" -> {
                                record((String) arguments[0]);
                                locks.take((String) arguments[0]);
                            }
                            case "commit", "rollback", "setAutoCommit" -> locks.release();
                            default -> {}
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException thrown) {
                            throw thrown.getCause();
                        }
                    });
        }
    }

    private static void record(String statement) {
        var all = listener;
        if (all != null) all.add(statement);
        Current.find()
                .ifPresent(current -> RECORDED.computeIfAbsent(current.requestId(), id -> new CopyOnWriteArrayList<>())
                        .add(statement));
        if (RECORDED.size() > 20_000) RECORDED.clear();
    }

    /** The locks of one transaction. */
    static final class Locks {
        private final Map<Integer, String> taken = new TreeMap<>();

        void take(String statement) {
            int rank = rank(statement);
            if (rank < 0) return;
            // Whoever holds the gate is alone below it.
            boolean alone = taken.containsKey(0);
            for (var earlier : taken.entrySet())
                if (!alone && earlier.getKey() > rank && !taken.containsKey(rank))
                    FAULTS.add("locks " + ORDER.get(rank) + " after " + ORDER.get(earlier.getKey()) + ":\n" + statement
                            + "\nafter\n" + earlier.getValue());
            taken.putIfAbsent(rank, statement);
        }

        void release() {
            taken.clear();
        }

        /** The first of what a statement locks; -1 where it locks none of these. */
        private static int rank(String statement) {
            for (int i = 0; i < ORDER.size(); i++) {
                boolean updates = statement.matches("(?s).*\\bupdate\\s+" + ORDER.get(i) + "\\b.*");
                boolean selects =
                        LOCKING.matcher(statement).matches() && statement.matches(LOCKS.formatted(ORDER.get(i)));
                if (updates || selects) return i;
            }
            return -1;
        }
    }
}
