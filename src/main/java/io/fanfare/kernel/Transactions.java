package io.fanfare.kernel;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Each transaction enters the workspace of {@link Current} before its first statement. */
@Component("transactionManager")
public class Transactions extends JdbcTransactionManager {
    private static final long serialVersionUID = 1;

    private final transient TransactionTemplate write = new TransactionTemplate(this);
    private final transient TransactionTemplate read = new TransactionTemplate(this);
    private final transient TransactionTemplate apart = new TransactionTemplate(this);

    Transactions(DataSource dataSource) {
        super(dataSource);
        read.setReadOnly(true);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        var current = Current.find();
        if (current.isEmpty()) return;
        try (var enter = connection.prepareStatement("select fanfare_enter(?)")) {
            enter.setObject(1, current.get().workspace());
            enter.execute();
        }
    }

    public <T extends @Nullable Object> T write(Supplier<T> work) {
        return write.execute(status -> work.get());
    }

    public void write(Runnable work) {
        write.executeWithoutResult(status -> work.run());
    }

    public <T extends @Nullable Object> T read(Supplier<T> work) {
        return read.execute(status -> work.get());
    }

    /** A transaction of its own, committed even if the one around it is rolled back: failed sign-ins are counted in one. */
    public void apart(Runnable work) {
        apart.executeWithoutResult(status -> work.run());
    }

    public <T extends @Nullable Object> T apart(Supplier<T> work) {
        return apart.execute(status -> work.get());
    }

    /** Runs after the current transaction has committed; immediately if there is none. */
    public static void afterCommit(Runnable work) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            work.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    /** Runs as the last statements of the current transaction, so that a shared row is locked only briefly. */
    static void beforeCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                work.run();
            }
        });
    }
}
