package io.fanfare.kernel;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Each transaction enters the workspace of {@link Current} with its first statement. */
@Component("transactionManager")
public class Transactions extends JdbcTransactionManager {
    private static final long serialVersionUID = 1;
    private static final String ENTRY = Transactions.class.getName() + ".entry";
    private static final String NOW = Transactions.class.getName() + ".now";

    private final transient TransactionTemplate write = new TransactionTemplate(this);
    private final transient TransactionTemplate read = new TransactionTemplate(this);
    private final transient TransactionTemplate apart = new TransactionTemplate(this);
    private final transient TransactionTemplate nested = new TransactionTemplate(this);
    private final transient FairShares shares;
    private final transient StaleReads staleReads;

    Transactions(DataSource dataSource, FairShares shares, StaleReads staleReads) {
        super(dataSource);
        this.shares = shares;
        this.staleReads = staleReads;
        read.setReadOnly(true);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        if (definition.isReadOnly()) super.doBegin(transaction, definition);
        else StaleReads.refuse(() -> super.doBegin(transaction, definition));
        Current.find()
                .ifPresent(current -> TransactionSynchronizationManager.bindResource(
                        ENTRY, new WorkspaceEntry(current.workspace(), definition.isReadOnly(), null)));
    }

    /** A transaction that reads takes each statement by itself: read committed sees no difference, and it saves two round trips. */
    @Override
    protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
            throws SQLException {
        if (definition.isReadOnly()) connection.setAutoCommit(true);
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        if (!status.isReadOnly()) super.doCommit(status);
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        if (!status.isReadOnly()) super.doRollback(status);
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        TransactionSynchronizationManager.unbindResourceIfPossible(ENTRY);
        forgetNow();
        super.doCleanupAfterCompletion(transaction);
    }

    /** What a transaction leaves while another one runs apart from it. */
    private record Suspended(
            Object connection,
            @Nullable Object entry,
            @Nullable Object now) {}

    @Override
    protected Object doSuspend(Object transaction) {
        return new Suspended(
                super.doSuspend(transaction),
                TransactionSynchronizationManager.unbindResourceIfPossible(ENTRY),
                TransactionSynchronizationManager.unbindResourceIfPossible(NOW));
    }

    @Override
    protected void doResume(@Nullable Object transaction, Object resources) {
        var suspended = (Suspended) resources;
        super.doResume(transaction, suspended.connection());
        if (suspended.entry() != null) TransactionSynchronizationManager.bindResource(ENTRY, suspended.entry());
        if (suspended.now() != null) TransactionSynchronizationManager.bindResource(NOW, suspended.now());
    }

    /** The time that this transaction has asked for before: it is the same until it ends. */
    static @Nullable Instant now() {
        return (Instant) TransactionSynchronizationManager.getResource(NOW);
    }

    static void remember(Instant now) {
        if (TransactionSynchronizationManager.isActualTransactionActive())
            TransactionSynchronizationManager.bindResource(NOW, now);
    }

    static void forgetNow() {
        TransactionSynchronizationManager.unbindResourceIfPossible(NOW);
    }

    /** How the next statement has to enter the workspace; null if its transaction is in there, or has none. */
    static @Nullable WorkspaceEntry entry() {
        return TransactionSynchronizationManager.getResource(ENTRY) instanceof WorkspaceEntry entry ? entry : null;
    }

    /** A statement has entered: those that follow in a transaction are in the workspace, those outside one enter again. */
    static void entered(WorkspaceEntry entry) {
        if (entry.reads() && entry.proof() == null) return;
        TransactionSynchronizationManager.unbindResource(ENTRY);
        if (entry.reads()) TransactionSynchronizationManager.bindResource(ENTRY, entry.proven());
    }

    StaleReads staleReads() {
        return staleReads;
    }

    /** As {@link #read}, of a caller who still has to show something: returns nothing unless a statement showed it. */
    <T extends @Nullable Object> T read(Proof proof, Supplier<T> work) {
        return read(() -> {
            var entry = java.util.Objects.requireNonNull(entry());
            TransactionSynchronizationManager.unbindResource(ENTRY);
            TransactionSynchronizationManager.bindResource(ENTRY, new WorkspaceEntry(entry.workspace(), true, proof));
            T result;
            try {
                result = work.get();
            } catch (RuntimeException | Error failed) {
                requireProven();
                throw failed;
            }
            requireProven();
            return result;
        });
    }

    private static void requireProven() {
        var entry = entry();
        if (entry != null && entry.proof() != null) throw new Proof.Failed();
    }

    public <T extends @Nullable Object> T write(Supplier<T> work) {
        return execute(write, work);
    }

    public void write(Runnable work) {
        this.<@Nullable Object>execute(write, () -> {
            work.run();
            return null;
        });
    }

    public <T extends @Nullable Object> T read(Supplier<T> work) {
        return execute(read, work);
    }

    /** A transaction that is rolled back at its end. */
    <T extends @Nullable Object> T undone(Supplier<T> work) {
        return shares.use(() -> write.execute(status -> {
            status.setRollbackOnly();
            return work.get();
        }));
    }

    /** A connection is taken within the share of the workspace; a transaction that joins another one has one already. */
    private <T extends @Nullable Object> T execute(TransactionTemplate template, Supplier<T> work) {
        return TransactionSynchronizationManager.isActualTransactionActive()
                ? template.execute(status -> work.get())
                : shares.use(() -> template.execute(status -> work.get()));
    }

    /** A transaction of its own, committed even if the one around it is rolled back: failed sign-ins are counted in one. */
    public void apart(Runnable work) {
        apart.executeWithoutResult(status -> work.run());
    }

    public <T extends @Nullable Object> T apart(Supplier<T> work) {
        return apart.execute(status -> work.get());
    }

    /** A part of a transaction that can fail by itself: what it has stored is taken back, and the transaction goes on. */
    public <T extends @Nullable Object> T nested(Supplier<T> work) {
        return nested.execute(status -> work.get());
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
    public static void beforeCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                work.run();
            }
        });
    }
}
